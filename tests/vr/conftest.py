"""Tests of the headset program on a real OpenXR runtime: Monado, with a simulated headset, drawn by software.

They run where Monado and the program's packages are (`python -m infra.trixie test`, part of `make test`); elsewhere
there is nothing of them to collect. There, a run that collects nothing has failed.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from infra.monado import MANIFEST, Monado, monado

if TYPE_CHECKING:
    import moderngl

    from vr_client.glcontext import EglContext
    from vr_client.painter import Painter

here = MANIFEST.exists() and importlib.util.find_spec("moderngl") is not None
collect_ignore_glob = [] if here else ["test_*.py"]


@pytest.fixture(scope="session", autouse=True)
def _no_home_of_ours(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What commands remember lies in a folder of the tests, and is none of this machine's."""
    os.environ["STILLPATH_HEADSET_HOME"] = str(tmp_path_factory.mktemp("headset"))


@pytest.fixture(scope="session")
def runtime() -> Iterator[Monado]:
    """Monado, and this process led to it. Sixty frames a second, so that a short test sees many."""
    with monado(frames_per_second=60) as service:
        os.environ.update(service.settings)
        yield service


@pytest.fixture(scope="session")
def gl() -> Iterator[EglContext]:
    from vr_client.glcontext import EglContext

    context = EglContext()
    yield context
    context.close()


@pytest.fixture(scope="session")
def drawing(gl: EglContext) -> moderngl.Context:
    from vr_client.glcontext import drawing_on

    return drawing_on(gl)


@pytest.fixture(scope="session")
def painter(drawing: moderngl.Context) -> Painter:
    """One for all sessions, as compiling a place takes a software driver seconds."""
    from vr_client.painter import Painter

    return Painter(drawing)
