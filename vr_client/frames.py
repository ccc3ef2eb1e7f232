"""What passes from a headset or a window to who leads the session: frames, and what may go wrong; no OpenXR here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vr_client.controls import Action
from vr_client.session import Device, Vector
from vr_client.views import View

if TYPE_CHECKING:
    import moderngl


class NoHeadset(Exception):
    """No session can be had on a headset now; the message says in plain words what is missing."""


class RuntimeGone(Exception):
    """The OpenXR runtime went away in the middle of a session."""


@dataclass(slots=True)
class Frame:
    """One frame to fill: for each eye its view and the picture to draw into (none when nothing will be shown)."""

    seconds: float  # when it will be seen, on the runtime's clock
    period_seconds: float  # from one frame to the next
    eyes: list[tuple[View, moderngl.Framebuffer]]
    pressed: frozenset[Action]  # pressed since the frame before
    focused: bool  # this program is in front, and the headset is worn
    tracked: bool
    recentred: bool  # the runtime has moved the middle of the space
    holding: float = 0.0  # 0-1; how far a held button has come towards SKIP
    nudge: int = 0  # -1 or 1: the thumbstick was pushed to a side just now
    device: Device = "none"
    belly: Vector | None = None  # where the controller is that rests on the belly; None: not seen
    masks: tuple[Any, ...] = ()  # of each eye: triangles that its lens lets through, tangents of angles; None: all


#: What a person can do about an error of OpenXR, by the name of its exception.
WORDS = {
    "RuntimeUnavailableError": (
        "No OpenXR runtime is running here. Install the software of your headset (SteamVR, Meta Quest Link, or on "
        "Linux Monado) and make it the active OpenXR runtime."
    ),
    "FormFactorUnavailableError": (
        "The headset's software runs, but no headset answers. Connect it, wake it, and try again."
    ),
    "RuntimeFailureError": "The headset's software did not answer. Is it started?",
}
WORDS["FormFactorUnsupportedError"] = WORDS["FormFactorUnavailableError"]


def plain_words(problem: Exception) -> str:
    """An error of OpenXR in words for a person."""
    name = type(problem).__name__
    return WORDS.get(name, f"The headset's software refused: {name.removesuffix('Error')}.")
