"""What is shipped to Lambda: from the lock file, small, and with all that the app calls."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

from infra import requirements
from infra.package import KEPT_LANGUAGES, KEPT_SERVICES, is_kept
from infra.toolchain import ROOT
from tests.infra.conftest import Synthesised

MEGABYTE = 1_000_000


def names(package: Path) -> set[str]:
    with zipfile.ZipFile(package) as archive:
        return set(archive.namelist())


def test_requirements_txt_is_what_the_lock_file_says() -> None:
    assert requirements.FILE.read_text() == requirements.export(), "stale: run `make requirements`"


def test_tools_and_tests_are_not_shipped() -> None:
    shipped = {line.split("==")[0] for line in requirements.FILE.read_text().splitlines() if "==" in line}
    assert not shipped & {"chalice", "moto", "pytest", "pyopenxr", "ministack", "aws-cdk-lib", "rich", "ruamel-yaml"}


def test_the_package_is_at_most_thirty_megabytes(dev: Synthesised) -> None:
    assert dev.package.stat().st_size <= 30 * MEGABYTE


def test_the_package_holds_the_app_its_pages_and_its_packages(dev: Synthesised) -> None:
    shipped = names(dev.package)
    wanted = {"app.py", "chalice/app.py", "pydantic/__init__.py", "openai/__init__.py", "boto3/__init__.py"}
    assert wanted <= shipped
    assert any(name.startswith("pydantic_core/_pydantic_core") and name.endswith(".so") for name in shipped)
    data = {str(path.relative_to(ROOT)) for path in (ROOT / "chalicelib").rglob("*") if path.is_file()}
    assert {name for name in data if "__pycache__" not in name} <= shipped


def test_the_package_holds_no_content_tests_or_state(dev: Synthesised) -> None:
    first = {name.split("/")[0] for name in names(dev.package)}
    assert not first & {"modules", "tests", "infra", ".local", "bench", "docs", ".env"}


def test_descriptions_of_services_that_are_called_stay() -> None:
    called = set()
    for source in (ROOT / "chalicelib").rglob("*.py"):
        if "authoring" not in source.parts:
            called |= set(re.findall(r"boto3\.(?:client|resource)\(\s*\"([a-z0-9-]+)\"", source.read_text()))
    assert "dynamodb" in called
    assert called <= KEPT_SERVICES


def test_descriptions_of_other_services_go_and_everything_else_stays() -> None:
    assert is_kept("botocore/data/dynamodb/2012-08-10/service-2.json.gz")
    assert is_kept("botocore/data/endpoints.json")
    assert is_kept("chalicelib/data/ec2/notes.json")
    assert not is_kept("botocore/data/ec2/2016-11-15/service-2.json.gz")


def test_the_languages_of_the_pages_stay_with_their_regions_and_the_others_go() -> None:
    catalogs = {folder.name for folder in (ROOT / "chalicelib" / "web" / "locale").iterdir() if folder.is_dir()}
    assert catalogs | {"en"} == KEPT_LANGUAGES
    for name in ("root", "en", "en_GB", "es", "es_MX"):
        assert is_kept(f"babel/locale-data/{name}.dat")
    assert is_kept("babel/global.dat")
    assert is_kept("babel/locale-data/LICENSE.unicode")
    assert not is_kept("babel/locale-data/fr_CA.dat")
    assert not is_kept("babel/locale-data/est.dat")


def test_the_trimmed_package_still_makes_every_client(dev: Synthesised, tmp_path: Path) -> None:
    with zipfile.ZipFile(dev.package) as archive:
        archive.extractall(tmp_path)
    script = f"import boto3; [boto3.client(name, region_name='eu-west-1') for name in {sorted(KEPT_SERVICES)!r}]"
    environment = {"PYTHONPATH": str(tmp_path), "PYTHONNOUSERSITE": "1"}
    done = subprocess.run(
        [sys.executable, "-S", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
