"""What a person can do with controllers or hands, which input does it on which, and how that is told to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from vr_client.session import Device

BOTH = ("/user/hand/left", "/user/hand/right")
#: A recentring press that lasts so long means the next part: four times what a slow press takes. Not a press of the
#: trigger, nor of any other button under the fingers: one practice asks for fists.
HOLD_SECONDS = 2.0
STICK_OUT, STICK_BACK = 0.6, 0.3  # of the way; between them it counts as still out, so that it never flutters
STICK_REPEAT_SECONDS = 0.4


class Action(Enum):
    """The few things a session asks for, each on a large, easily found button; SKIP is RECENTRE held down."""

    SELECT = "select"
    EXIT = "exit"
    RECENTRE = "recentre"
    SKIP = "skip"

    @property
    def words(self) -> str:
        """As the runtime's own settings show it."""
        return {"select": "Choose", "exit": "End the session", "recentre": "Face this way", "skip": "Next part"}[
            self.value
        ]


def on(*ends: str) -> tuple[str, ...]:
    """The same input on both hands."""
    return tuple(f"{hand}/input/{end}" for hand in BOTH for end in ends)


FELT = tuple(f"{hand}/output/haptic" for hand in BOTH)


class Profile(NamedTuple):
    """An interaction profile of the OpenXR specification's registry, and what its inputs do here."""

    device: Device
    select: tuple[str, ...]
    exit: tuple[str, ...]
    recentre: tuple[str, ...] = ()
    stick: tuple[str, ...] = ()
    grip: tuple[str, ...] = on("grip/pose")
    shakes: tuple[str, ...] = FELT
    extension: str = ""  # without it, the runtime does not know the profile


PROFILES: Mapping[str, Profile] = {
    "/interaction_profiles/khr/simple_controller": Profile("simple", on("select/click"), on("menu/click")),
    "/interaction_profiles/oculus/touch_controller": Profile(
        "touch",
        (*on("trigger/value"), "/user/hand/left/input/x/click", "/user/hand/right/input/a/click"),
        ("/user/hand/left/input/y/click", "/user/hand/right/input/b/click"),
        on("thumbstick/click"),
        on("thumbstick/x"),
    ),
    "/interaction_profiles/valve/index_controller": Profile(
        "index", on("trigger/click", "a/click"), on("b/click"), on("thumbstick/click"), on("thumbstick/x")
    ),
    "/interaction_profiles/htc/vive_controller": Profile(
        "vive", on("trigger/click"), on("menu/click"), on("trackpad/click")
    ),
    "/interaction_profiles/microsoft/motion_controller": Profile(
        "wmr", on("trigger/value"), on("menu/click"), on("thumbstick/click"), on("thumbstick/x")
    ),
    "/interaction_profiles/ext/hand_interaction_ext": Profile(
        "hands", on("pinch_ext/value"), (), shakes=(), extension="XR_EXT_hand_interaction"
    ),
}


class Ways(NamedTuple):
    """How things are done with a device, in words that follow 'Look at a number', 'To end:' and 'To go on:'."""

    choose: str
    end: str
    skip: str


THUMB = "hold the thumbstick down"
FEET = "look down at your feet"
WAYS: Mapping[Device, Ways] = {
    "touch": Ways("or move the thumbstick, and press the trigger", "press B or Y", THUMB),
    "index": Ways("or move the thumbstick, and press the trigger", "press B", THUMB),
    "wmr": Ways("or move the thumbstick, and press the trigger", "press the menu button", THUMB),
    "vive": Ways("and press the trigger", "press the menu button", "hold the trackpad down"),
    "simple": Ways("and press the button", "press the menu button", FEET),
    # no fist: hands that rest are half closed, and one practice asks for fists
    "hands": Ways("and pinch with finger and thumb", f"{FEET} and pinch", f"{FEET} and pinch"),
    "none": Ways("and keep looking for three seconds", FEET, FEET),
    "desk": Ways("with the mouse, or use the arrow keys, and click", "press Escape", "press N"),
}


def device_of(profiles: list[str]) -> Device:
    """What the person holds, by the profiles that the runtime says are in use for the hands."""
    return next((PROFILES[profile].device for profile in profiles if profile in PROFILES), "none")


@dataclass
class Hold:
    """A button that is held down becomes another act, once, after `HOLD_SECONDS`."""

    _since: float | None = None
    _done: bool = False

    def see(self, down: bool, seconds: float) -> tuple[float, bool]:
        """How far it has come, 0-1, and whether it is just now there; `seconds` on a steady clock."""
        if not down or (self._since is not None and seconds < self._since):
            self._since, self._done = None, False
            return 0.0, False
        self._since = seconds if self._since is None else self._since
        share = min(1.0, (seconds - self._since) / HOLD_SECONDS)
        now = share >= 1.0 and not self._done
        self._done = self._done or now
        return (0.0 if self._done and not now else share), now


@dataclass
class Stick:
    """A thumbstick pushed to a side: one step at once, more while it stays there."""

    _side: int = 0
    _due: float = 0.0

    def see(self, x: float, seconds: float) -> int:
        """-1, 0 or 1 for this frame; `x` from -1 (left) to 1."""
        still_out = self._side and x * self._side > STICK_BACK
        side = self._side if still_out else (1 if x > STICK_OUT else -1 if x < -STICK_OUT else 0)
        if side != self._side:
            self._side, self._due = side, seconds + STICK_REPEAT_SECONDS
            return side
        if side and seconds >= self._due:
            self._due = seconds + STICK_REPEAT_SECONDS
            return side
        return 0
