"""An author's desk: a small programme in a folder, and a table to publish it to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from tests.conftest import REGION, create_table

SMALL = Path(__file__).parent / "data" / "small_programme"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An author's folder, with modules/ in it and nothing deployed around it."""
    shutil.copytree(SMALL, tmp_path / "modules")
    monkeypatch.chdir(tmp_path)
    for name in ("TABLE_NAME", "AWS_ENDPOINT_URL", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("chalicelib.authoring.connection.OWN_ROOT", tmp_path)
    return tmp_path


@pytest.fixture
def author_table(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The table that the author's commands find."""
    # one session for all tests: what it reads about AWS is large
    with mock_aws(config={"core": {"reset_boto3_session": False}}):
        create_table(boto3.client("dynamodb", region_name=REGION), "content")
        monkeypatch.setenv("TABLE_NAME", "content")
        yield "content"
