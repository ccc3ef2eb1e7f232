"""Practices as files: by path, or by id from the folder of the programme."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from chalicelib.domain.definitions import Practice

FOLDER = Path("modules") / "practices"


class PracticeNotRead(Exception):
    """A practice file that cannot be used; the message says which, what is wrong and how to mend it."""


def read_practice(named: str) -> Practice:
    """The practice in a file, or of an id (`paced-breathing`). Raises PracticeNotRead."""
    path = Path(named) if named.endswith((".yaml", ".yml")) else FOLDER / f"{named}.yaml"
    try:
        return Practice.model_validate(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    except FileNotFoundError as problem:
        known = ", ".join(sorted(found.stem for found in FOLDER.glob("*.yaml"))) or "none here"
        raise PracticeNotRead(f"There is no practice at {path}. Practices: {known}.") from problem
    except YAMLError as problem:
        raise PracticeNotRead(f"{path} is not readable as YAML: {problem}") from problem
    except ValidationError as problem:
        first = problem.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole"
        newer = " It may be newer than this program: update it." if first["type"] == "extra_forbidden" else ""
        raise PracticeNotRead(f"{path}, {where}: {first['msg']}.{newer}") from problem
