"""The real worksheets of every type in one invented module, where each of them is open from the start."""

from __future__ import annotations

import functools
from typing import get_args

from chalicelib.authoring.reader import read_programme
from chalicelib.domain.content import Module, Step, WorksheetKind
from chalicelib.domain.programme import Programme
from tests.content import MODULES

#: Those with a form here; a safety plan is written on its own page.
TYPES: tuple[WorksheetKind, ...] = tuple(one for one in get_args(WorksheetKind) if one != "safety-plan")


@functools.cache
def real() -> Programme:
    programme, faults = read_programme(MODULES)
    assert programme, faults
    return programme


@functools.cache
def first_of(kind: WorksheetKind) -> Step:
    """The first worksheet of a type, not in anybody's way."""
    steps = (step for module in real().modules for step in module.steps if step.worksheet == kind)
    return next(steps).model_copy(update={"core": False})


def holding(*steps: Step) -> Programme:
    """A small programme of these steps."""
    module = Module(id="sheets", title="Worksheets", summary="Invented, to try worksheets in.", steps=steps)
    return real().model_copy(update={"id": "small", "modules": (module,), "branches": (), "translations": ()})


def every_type() -> Programme:
    return holding(*map(first_of, TYPES))
