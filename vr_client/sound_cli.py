"""What the commands ask about sound: `--sound --volume --voice-volume --place-volume --follow --voice`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import click

from chalicelib.domain.definitions import Practice
from vr_client.packages import Package
from vr_client.sessions import home
from vr_client.voices import Voices

if TYPE_CHECKING:
    from vr_client.sound_settings import SoundSettings

SOUND = click.Choice(["on", "voice", "place", "off"])
VOICE = click.Path(exists=True, file_okay=False, path_type=Path)
VOICE_HELP = "Folder with a sound file for each cue: <cue id>.mp3, .wav, .ogg or .flac."
SHARE = click.FloatRange(0, 1)
_AGAIN = "Remembered for the next time."

Command = TypeVar("Command", bound=Callable[..., Any])


class SoundWords(TypedDict):
    """The options as they were given; None: not given."""

    sound: str | None
    volume: float | None
    voice_volume: float | None
    place_volume: float | None
    follow: str | None


def sound_options(command: Command) -> Command:
    """Add the options of a session's sound to a command."""
    options = [
        click.option("--sound", type=SOUND, help=f"Voice and place, one of them, or silence. {_AGAIN}"),
        click.option("--volume", type=SHARE, help=f"Of voice and place, 0 to 1. {_AGAIN}"),
        click.option("--voice-volume", type=SHARE, help=f"Of the voice alone, 0 to 1. {_AGAIN}"),
        click.option("--place-volume", type=SHARE, help=f"Of the place alone, 0 to 1. {_AGAIN}"),
        click.option(
            "--follow",
            type=click.Choice(["off", "guide", "measured"]),
            help=f"Let the place rise and sink with the breath guide, or with your own breath and pulse. {_AGAIN}",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def wanted_sound(words: SoundWords) -> SoundSettings:
    """What holds for this session: what was given, and else what was remembered."""
    from vr_client.sound_settings import chosen  # needs numpy, which `pair` and `fetch` do without

    return chosen(
        home(),
        sound=words["sound"],
        voice=words["voice_volume"] if words["voice_volume"] is not None else words["volume"],
        place=words["place_volume"] if words["place_volume"] is not None else words["volume"],
        follow=words["follow"],
    )


def kept_voice(package: Package) -> Mapping[str, Path]:
    """Cue → sound file, of the lines of a kept practice that were fetched and are whole."""
    return Voices(home() / "voices").files(package.voice)


def voice_here(score: Practice, folder: Path | None) -> Mapping[str, Path]:
    """Cue → sound file: from the folder that was named, else the lines that this machine's own voice has said before
    (in `stillpath preview`, or for the local stack)."""
    from vr_client.narration import files_in, name_of  # needs numpy

    if folder:
        return files_in(folder, score)
    try:
        from infra.narrate import kept_at
    except ImportError:  # the program is installed without the repository
        return {}
    lines = {name_of(cue): kept_at(cue.say, 1.0) for cue in score.cues}
    return {cue: path for cue, path in lines.items() if path.is_file()}
