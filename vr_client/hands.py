"""Controllers and hands on a headset: buttons, thumbstick, the grip on the belly, and what is felt.

It is handed the `xr` module by headset.py, the only one that imports it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Set
from dataclasses import dataclass, field
from typing import Any, Literal

from vr_client.controls import BOTH, PROFILES, Action, Hold, Profile, Stick, device_of
from vr_client.session import Device, Vector

Hand = Literal["left", "right"]
HANDS: tuple[Hand, Hand] = ("left", "right")
BUTTONS = (Action.SELECT, Action.EXIT, Action.RECENTRE)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the hands did since the frame before."""

    pressed: frozenset[Action] = frozenset()
    holding: float = 0.0
    nudge: int = 0
    belly: Vector | None = None


@dataclass
class Hands:
    """The action set of one session. `belly`: the hand whose controller rests on the belly, if any."""

    xr: Any
    instance: Any
    session: Any
    belly: Hand | None = None
    device: Device = "none"
    _set: Any = None
    _buttons: dict[Action, Any] = field(default_factory=dict)
    _stick: Any = None
    _grip: Any = None
    _shake: Any = None
    _grip_spaces: dict[Hand, Any] = field(default_factory=dict)
    _hold: Hold = field(default_factory=Hold)
    _flick: Stick = field(default_factory=Stick)

    def attach(self, extensions: Set[str]) -> None:
        """Make the actions, suggest where each lies on the controllers that this runtime can know, and attach them."""
        xr = self.xr
        self._set = xr.create_action_set(
            self.instance, xr.ActionSetCreateInfo(action_set_name="session", localized_action_set_name="Session")
        )
        for action in BUTTONS:
            self._buttons[action] = self._make(action.value, xr.ActionType.BOOLEAN_INPUT, action.words)
        self._stick = self._make("stick", xr.ActionType.FLOAT_INPUT, "Choose to the left or right", both=True)
        self._grip = self._make("grip", xr.ActionType.POSE_INPUT, "Breath on the belly", both=True)
        self._shake = self._make("breath_touch", xr.ActionType.VIBRATION_OUTPUT, "Feel the breath", both=True)
        for path, profile in PROFILES.items():
            if not profile.extension or profile.extension in extensions:
                self._suggest(path, profile)
        for hand in HANDS:
            space = xr.ActionSpaceCreateInfo(action=self._grip, subaction_path=self._path(f"/user/hand/{hand}"))
            self._grip_spaces[hand] = xr.create_action_space(self.session, space)
        xr.attach_session_action_sets(self.session, xr.SessionActionSetsAttachInfo(action_sets=[self._set]))

    def _make(self, name: str, kind: Any, words: str, both: bool = False) -> Any:
        info = self.xr.ActionCreateInfo(
            action_name=name,
            action_type=kind,
            localized_action_name=words,
            subaction_paths=[self._path(hand) for hand in BOTH] if both else None,
        )
        return self.xr.create_action(self._set, info)

    def _path(self, path: str) -> Any:
        return self.xr.string_to_path(self.instance, path)

    def _suggest(self, path: str, profile: Profile) -> None:
        bound = [
            *((self._buttons[Action.SELECT], end) for end in profile.select),
            *((self._buttons[Action.EXIT], end) for end in profile.exit),
            *((self._buttons[Action.RECENTRE], end) for end in profile.recentre),
            *((self._stick, end) for end in profile.stick),
            *((self._grip, end) for end in profile.grip),
            *((self._shake, end) for end in profile.shakes),
        ]
        suggested = [self.xr.ActionSuggestedBinding(action, self._path(end)) for action, end in bound]
        info = self.xr.InteractionProfileSuggestedBinding(
            interaction_profile=self._path(path), suggested_bindings=suggested
        )
        with contextlib.suppress(self.xr.PathUnsupportedError):  # a profile that this runtime does not know
            self.xr.suggest_interaction_profile_bindings(self.instance, info)

    def changed(self) -> None:
        """What the person holds may have changed: ask again, so that hints name the right buttons."""
        found = []
        for hand in BOTH:
            state = self.xr.get_current_interaction_profile(self.session, self._path(hand))
            if state.interaction_profile:
                found.append(self.xr.path_to_string(self.instance, state.interaction_profile))
        self.device = device_of(found)

    def see(self, at: Any, space: Any) -> Seen:
        """What the hands do at a time of the runtime's, as seen from a space."""
        xr = self.xr
        active = xr.ActiveActionSet(self._set, xr.NULL_PATH)
        with contextlib.suppress(xr.SessionNotFocused):
            xr.sync_actions(self.session, xr.ActionsSyncInfo(active_action_sets=[active]))
        pressed, down = set(), False
        for action, handle in self._buttons.items():
            state = xr.get_action_state_boolean(self.session, xr.ActionStateGetInfo(action=handle))
            on = bool(state.is_active and state.current_state)
            if on and state.changed_since_last_sync:
                pressed.add(action)
            down = down or (on and action == Action.RECENTRE)
        holding, skip = self._hold.see(down, at / 1e9)
        if skip:
            pressed.add(Action.SKIP)
        nudge = self._flick.see(self._pushed(), at / 1e9)
        return Seen(frozenset(pressed), holding, nudge, self._on_belly(at, space))

    def _pushed(self) -> float:
        """The thumbstick that is pushed furthest: hand by hand, as Monado takes the right-most of both for the two."""
        xr, found = self.xr, 0.0
        for hand in BOTH:
            asked = xr.ActionStateGetInfo(action=self._stick, subaction_path=self._path(hand))
            stick = xr.get_action_state_float(self.session, asked)
            if stick.is_active and abs(stick.current_state) > abs(found):
                found = stick.current_state
        return found

    def _on_belly(self, at: Any, space: Any) -> Vector | None:
        """Where the chosen controller is, if it is truly seen and not guessed."""
        if self.belly is None:
            return None
        xr = self.xr
        found = xr.locate_space(self._grip_spaces[self.belly], space, at)
        if not found.location_flags & xr.SpaceLocationFlags.POSITION_TRACKED_BIT:
            return None
        position = found.pose.position
        return (position.x, position.y, position.z)

    def shake(self, strength: float, seconds: float) -> None:
        """Let the hands feel something, 0-1. The one on the belly lies still, as its rest is measured; nothing happens
        where nothing can be felt."""
        for hand in HANDS:
            if hand == self.belly:
                continue
            info = self.xr.HapticActionInfo(action=self._shake, subaction_path=self._path(f"/user/hand/{hand}"))
            felt = self.xr.HapticVibration(duration=round(seconds * 1e9), frequency=0, amplitude=strength)
            with contextlib.suppress(self.xr.SessionNotFocused, self.xr.PathUnsupportedError):
                self.xr.apply_haptic_feedback(self.session, info, felt)
