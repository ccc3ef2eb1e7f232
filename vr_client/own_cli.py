"""What the commands ask about comfort: picture, place, touch, and whether breath and pulse are followed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import click

from vr_client.own_settings import OwnSettings, chosen
from vr_client.sessions import home

if TYPE_CHECKING:
    from vr_client.painter import Looks

_AGAIN = "Remembered for the next time."
Command = TypeVar("Command", bound=Callable[..., Any])


class OwnWords(TypedDict):
    """The options as they were given; None: not given."""

    brightness: float | None
    contrast: float | None
    movement: float | None
    lying: bool | None
    touch: bool | None
    breath: str | None
    pulse: bool | None
    strap: str | None


def own_options(command: Command) -> Command:
    """Add the options of a person's own comfort to a command."""
    options = [
        click.option("--brightness", type=click.FloatRange(0.4, 1.4), help=f"Of all that is seen. {_AGAIN}"),
        click.option("--contrast", type=click.FloatRange(0.7, 1.2), help=f"Of the place. {_AGAIN}"),
        click.option("--movement", type=click.FloatRange(0, 1), help=f"How much the place moves. {_AGAIN}"),
        click.option("--lying/--seated", default=None, help=f"Who lies down has words and light overhead. {_AGAIN}"),
        click.option("--touch/--no-touch", default=None, help=f"Feel the breath in with the controllers. {_AGAIN}"),
        click.option(
            "--breath",
            type=click.Choice(["off", "left", "right"]),
            help=f"Follow the breath by the controller that rests on the belly. {_AGAIN}",
        ),
        click.option("--pulse/--no-pulse", default=None, help=f"Follow the pulse by a heart-rate strap. {_AGAIN}"),
        click.option("--strap", help=f"Address of the strap, where there are several. {_AGAIN}"),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def wanted_comfort(words: OwnWords) -> OwnSettings:
    """What holds for this session: what was given, and else what was remembered."""
    return chosen(home(), **words)


def looks_of(own: OwnSettings) -> Looks:
    """The part of it that the pictures need."""
    from vr_client.painter import Looks

    return Looks(own.brightness, own.contrast, own.movement, own.lying)
