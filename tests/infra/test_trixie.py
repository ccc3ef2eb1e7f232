"""The folder in which the headset program meets its runtime: entered in namespaces of its own, never left mounted."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from infra import trixie
from infra.toolchain import ROOT, SetupError


def mounted() -> list[str]:
    return [line for line in Path("/proc/mounts").read_text().splitlines() if trixie.SUITE in line]


def test_a_command_runs_in_the_repository_and_leaves_nothing_mounted() -> None:
    if trixie.is_packaged_here():
        assert trixie.run(["python", "-c", "import xr, moderngl"]) == 0
        return
    trixie.python()
    done = subprocess.run(
        trixie.inside(["sh", "-c", ". /etc/os-release; echo $VERSION_CODENAME; pwd; ls pyproject.toml"]),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.split() == [trixie.SUITE, str(ROOT), "pyproject.toml"], done.stderr
    assert mounted() == []


def test_a_failing_command_fails_outside_too() -> None:
    assert trixie.run(["sh", "-c", "exit 7"]) == 7


def test_without_root_the_first_build_says_what_to_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    with pytest.raises(SetupError, match=r"sudo --preserve-env=HOME .* -m infra.trixie build"):
        trixie.ensure_folder()


def test_without_a_network_the_build_says_so_and_leaves_no_half_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(trixie, "debootstrap", lambda place: ["sh", "-c", "echo cannot reach the mirror; exit 1"])

    with pytest.raises(SetupError, match=r"Is the network there\?[^$]*cannot reach the mirror"):
        trixie.ensure_folder()
    assert not trixie.folder().exists()


def test_on_a_machine_that_has_never_used_apt_debootstrap_is_fetched_with_lists_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs, asked = tmp_path / "bin", tmp_path / "asked"
    programs.mkdir()
    apt = f'#!/bin/sh\necho "$@" >> {asked}\ncase "$*" in *download*) : > debootstrap_1.0_all.deb;; esac\n'
    unpack = '#!/bin/sh\nmkdir -p "$3/usr/sbin" && : > "$3/usr/sbin/debootstrap"\n'
    for name, text in {"apt-get": apt, "dpkg-deb": unpack}.items():
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    for name in ("sh", "mkdir"):
        (programs / name).symlink_to(f"/bin/{name}")
    monkeypatch.setenv("PATH", str(programs))
    command = trixie.debootstrap(tmp_path)
    assert command[-1] == str(tmp_path / "debootstrap/usr/sbin/debootstrap")
    update, download = asked.read_text().splitlines()
    assert update.endswith("update")
    assert download.endswith("download debootstrap")
    assert f"Dir::State::lists={tmp_path}/debootstrap/lists" in update
