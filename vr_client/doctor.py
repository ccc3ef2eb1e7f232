"""What this computer has and lacks for a session, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from vr_client.glcontext import NoGraphics, drawing_on, open_context
from vr_client.loudspeaker import NoSound, open_device
from vr_client.painter import SCENES, Painter


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `words` say what was found, or what to do."""

    name: str
    good: bool
    words: str


def examine() -> list[Finding]:
    """Sound, graphics, places and headset, in this order; what rests on something missing is not tried."""
    return [sound_finding(), *graphics_findings()]


def sound_finding() -> Finding:
    try:
        device = open_device(lambda: None)
    except NoSound as problem:
        return Finding("Sound", False, str(problem).removeprefix("Sound: "))
    try:
        return Finding("Sound", True, f"{device.backend}, 48 kHz")
    finally:
        device.close()


def graphics_findings() -> list[Finding]:
    try:
        gl = open_context(best_context())
    except NoGraphics as problem:
        return [Finding("Graphics", False, str(problem))]
    try:
        drawing = drawing_on(gl)
        findings = [
            Finding("Graphics", True, f"{drawing.info['GL_RENDERER']}, OpenGL {drawing.version_code / 100:.1f}")
        ]
        painter = Painter(drawing)
        for scene in SCENES:
            painter.prepare(scene)
        findings.append(Finding("Places", True, ", ".join(SCENES)))
        return [*findings, headset_finding(gl, drawing)]
    finally:
        gl.close()


def best_context() -> bool | None:
    """A window's OpenGL where the headset's software wants that; else this system's usual."""
    try:
        from vr_client.headset import NoHeadset, needs_window
    except ImportError:
        return None
    try:
        return needs_window()
    except NoHeadset:
        return None


def headset_finding(gl: object, drawing: object) -> Finding:
    try:
        from vr_client.headset import WANTED, Headset, NoHeadset
    except ImportError as problem:
        return Finding(
            "Headset", False, f"The OpenXR loader cannot be read ({problem}). Install the vr packages again."
        )
    try:
        with Headset(gl, drawing) as headset:  # type: ignore[arg-type]
            told = ", ".join(words for name, words in WANTED.items() if name in headset.extensions)
            return Finding("Headset", True, f"{headset.runtime}; it also tells of: {told or 'nothing more'}")
    except NoHeadset as problem:
        return Finding("Headset", False, str(problem))
