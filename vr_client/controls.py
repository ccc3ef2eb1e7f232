"""What a person can do with controllers or hands, and which button does it on which controller."""

from __future__ import annotations

from enum import Enum

BOTH = ("/user/hand/left", "/user/hand/right")


class Action(Enum):
    """The few things a session asks for, each on a large, easily found button."""

    SELECT = "select"
    EXIT = "exit"
    RECENTRE = "recentre"

    @property
    def words(self) -> str:
        """As the runtime's own settings show it."""
        return {"select": "Choose", "exit": "End the session", "recentre": "Face this way"}[self.value]


def on(*ends: str) -> tuple[str, ...]:
    """The same input on both hands."""
    return tuple(f"{hand}/input/{end}" for hand in BOTH for end in ends)


#: Interaction profile → action → inputs. Ids are those of the OpenXR specification's registry of profiles.
BINDINGS: dict[str, dict[Action, tuple[str, ...]]] = {
    "/interaction_profiles/khr/simple_controller": {
        Action.SELECT: on("select/click"),
        Action.EXIT: on("menu/click"),
    },
    "/interaction_profiles/oculus/touch_controller": {
        Action.SELECT: (*on("trigger/value"), "/user/hand/left/input/x/click", "/user/hand/right/input/a/click"),
        Action.EXIT: ("/user/hand/left/input/y/click", "/user/hand/right/input/b/click"),
        Action.RECENTRE: on("thumbstick/click"),
    },
    "/interaction_profiles/valve/index_controller": {
        Action.SELECT: on("trigger/click", "a/click"),
        Action.EXIT: on("b/click"),
        Action.RECENTRE: on("thumbstick/click"),
    },
    "/interaction_profiles/htc/vive_controller": {
        Action.SELECT: on("trigger/click"),
        Action.EXIT: on("menu/click"),
        Action.RECENTRE: on("trackpad/click"),
    },
    "/interaction_profiles/microsoft/motion_controller": {
        Action.SELECT: on("trigger/value"),
        Action.EXIT: on("menu/click"),
        Action.RECENTRE: on("thumbstick/click"),
    },
    "/interaction_profiles/ext/hand_interaction_ext": {
        Action.SELECT: on("pinch_ext/value"),
        Action.EXIT: on("grasp_ext/value"),
    },
}
