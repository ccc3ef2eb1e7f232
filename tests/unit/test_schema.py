"""The JSON Schemas of the content files: as the models have them, and true of the real files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from chalicelib.authoring import schema
from chalicelib.authoring.step_file import _split
from chalicelib.authoring.yaml_text import read_yaml

from .command import stillpath

ROOT = Path(__file__).parents[2]
MODULES = ROOT / "modules"
PLACES = {
    "programme": ["programme.yaml"],
    "module": ["*/module.yaml"],
    "step": ["[0-9]*/*.md"],
    "measure": ["measures/*.yaml"],
    "practice": ["practices/*.yaml"],
    "screen": ["screens/*.yaml"],
    "translation": ["translations/es/programme.yaml", "translations/es/0[0-3]*/*.md", "translations/es/screens/*.yaml"],
}


def data_of(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        split = _split(text, path.name)
        assert isinstance(split, tuple)
        text = split[0]
    data, _, faults = read_yaml(text, path.name)
    assert not faults
    return data


@pytest.mark.parametrize("name", PLACES)
def test_every_real_file_fits_its_schema(name: str) -> None:
    check = jsonschema_rs.validator_for(schema.schemas()[name])
    found = [path for place in PLACES[name] for path in MODULES.glob(place) if path.is_file()]
    assert found
    for path in found[:12]:
        assert [(path.name, error.message) for error in check.iter_errors(data_of(path))] == []


@pytest.mark.parametrize(
    ("name", "slip"),
    [
        ("step", {"id": "Has Spaces", "kind": "reading", "title": "x", "minutes": 1}),
        ("step", {"id": "x", "kind": "reding", "title": "x", "minutes": 1}),
        ("step", {"id": "x", "kind": "reading", "title": "x", "minutes": 1, "passages": []}),
        ("step", {"id": "x", "kind": "reading", "title": "x", "minutes": 1, "adaptable": {"intro": {"purpose": "x"}}}),
        ("module", {"id": "x", "title": "x"}),
        ("module", {"id": "x", "title": "x", "summary": "x", "language": "en"}),
        ("programme", {"id": "x", "title": "x"}),
        ("practice", {"id": "x", "title": "x", "length_seconds": 60, "scene": "lake", "cues": [], "nonsense": 1}),
        ("translation", {"source": {"title": 7}}),
    ],
)
def test_a_slip_is_underlined(name: str, slip: dict[str, Any]) -> None:
    assert not jsonschema_rs.validator_for(schema.schemas()[name]).is_valid(slip)


def test_the_schemas_in_docs_are_as_the_models_have_them() -> None:
    assert schema.stale(ROOT / schema.FOLDER) == [], "run `stillpath schema`"


def test_schema_writes_what_differs_and_then_nothing(tmp_path: Path) -> None:
    out = tmp_path / "schema"
    (out / "x.schema.json").parent.mkdir()
    (out / "old.schema.json").write_text("{}")
    first = stillpath("schema", "--out", str(out))
    assert "step.schema.json" in first.stdout
    assert not (out / "old.schema.json").exists()
    assert schema.stale(out) == []
    assert stillpath("schema", "--out", str(out)).stdout == "Every schema is as it should be.\n"
