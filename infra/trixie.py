"""A folder with Debian 13 in it, where the OpenXR runtime Monado and a Python for the headset program live.

Debian 13 and Ubuntu 24.04 package Monado; older systems do not, so the headset tests run inside this folder there.
It is built once, with debootstrap, under ~/.cache/stillpath; every mount is made in a mount namespace of its own, so
nothing stays mounted. `python -m infra.trixie build | test | bench | run [--monado] -- COMMAND…`
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from infra.setup import fetch_uv, find_uv
from infra.toolchain import ROOT, SetupError, cache_dir, say

SUITE = "trixie"
#: the runtime, a software Vulkan and OpenGL for it, Python, sound, and a display that nobody sees
PACKAGES = (
    "ca-certificates,python3,python3-venv,libopenxr1-monado,monado-service,mesa-vulkan-drivers,"
    "libgl1,libopengl0,libgles2,libegl1,libegl-mesa0,libgl1-mesa-dri,libpulse0,libasound2t64,xvfb,xauth"
)
MIRROR = "http://deb.debian.org/debian"
RUNTIME_MANIFEST = Path("/usr/share/openxr/1/openxr_monado.json")
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
EXPORT = ["export", "--frozen", "--only-group", "vr-tests", "--no-emit-project", "--no-annotate", "--no-header"]
TEST = ["-m", "pytest", "-p", "infra.no_skips", "-p", "no:cacheprovider", "--confcutdir", "tests/vr", "tests/vr"]


def main(arguments: list[str]) -> int:
    """`build`, `test [pytest arguments]`, `bench` (prints samples as JSON), or `run [--monado] -- COMMAND`, where a
    Python command starts with `python`."""
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    try:
        if verb == "build":
            say(f"ready: {python()}")
            return 0
        if verb == "test":
            return run(["python", *TEST, *rest])
        if verb == "bench":
            return run(["python", "-m", "bench.headset_inside"])
        if verb == "run" and "--" in rest:
            command = rest[rest.index("--") + 1 :]
            around = ["python", "-m", "infra.monado"] if "--monado" in rest[: rest.index("--")] else []
            return run([*around, *command])
    except SetupError as problem:
        say(f"\nThe headset tests cannot run: {problem}")
        return 1
    say(__doc__ or "")
    return 2


def run(command: Sequence[str], share: Sequence[Path] = ()) -> int:
    """Run a command in the repository with Monado's packages at hand; returns its exit status.

    The word `python` stands for the interpreter of the headset program. `share` are folders of this machine, beside
    the repository and the temporary folder, that the command reads or writes.
    """
    interpreter = python()
    words = [str(interpreter) if word == "python" else word for word in command]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "STILLPATH_VR_PYTHON": str(interpreter)}
    if is_packaged_here():
        return subprocess.run(words, cwd=ROOT, env=environment, check=False).returncode
    environment |= {"HOME": "/root", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
    return subprocess.run(inside(words, share), env=environment, check=False).returncode


def python() -> Path:
    """The interpreter that has the packages of the lock's `vr-tests` group, built when missing (as a path inside the
    folder, or of this machine where Monado is packaged). Raises SetupError with what to do."""
    with only_one():
        pins = exported_pins()
        name = f"vr-{hashlib.sha256(pins.encode()).hexdigest()[:12]}"
        if is_packaged_here():
            environment = cache_dir() / name
            if not (environment / "ready").exists():
                make_environment(environment, environment, pins, [])
            return environment / "bin" / "python"
        ensure_folder()
        environment = Path("/opt") / name
        outside = folder() / "opt" / name
        if not (outside / "ready").exists():
            make_environment(environment, outside, pins, inside([]))
        return environment / "bin" / "python"


def is_packaged_here() -> bool:
    """Whether this machine itself has Monado, as Debian 13 and Ubuntu 24.04 can."""
    return RUNTIME_MANIFEST.exists() and shutil.which("monado-service") is not None


# --- the folder -----------------------------------------------------------------------------------


def folder() -> Path:
    """One folder per suite and list of packages, so that a change of either builds a new one."""
    return cache_dir() / f"{SUITE}-{hashlib.sha256(f'{SUITE} {PACKAGES}'.encode()).hexdigest()[:12]}"


def ensure_folder() -> None:
    if (folder() / "ready").exists():
        return
    if os.geteuid() != 0:
        raise SetupError(
            "building Debian 13's folder needs root, once. Run\n"
            f"  sudo --preserve-env=HOME {sys.executable} -m infra.trixie build\n"
            "or, on Debian 13 or Ubuntu 24.04 and later: sudo apt-get install libopenxr1-monado monado-service"
        )
    building = folder().with_suffix(".building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    say(f"Debian 13 with the OpenXR runtime Monado → {folder()} (about a minute and a half, 1.1 GB)")
    mirror = os.environ.get("STILLPATH_DEBIAN_MIRROR", MIRROR)
    command = [
        *debootstrap(building.parent),
        "--variant=minbase",
        f"--include={PACKAGES}",
        SUITE,
        str(building),
        mirror,
    ]
    watched(["unshare", "--mount", "--propagation", "private", *command], building.parent / "trixie.log")
    shutil.rmtree(building / "var" / "cache" / "apt" / "archives", ignore_errors=True)
    if CERTIFICATES.exists():  # a company's own certificate, say; pip inside must trust what this machine trusts
        shutil.copy(CERTIFICATES, building / CERTIFICATES.relative_to("/"))
    (building / "ready").touch()
    building.rename(folder())


def debootstrap(place: Path) -> list[str]:
    """The command that builds a Debian: of this machine, or apt's package of it, unpacked beside the folder."""
    if found := shutil.which("debootstrap"):
        return [found]
    unpacked = place / "debootstrap"
    script = unpacked / "usr" / "sbin" / "debootstrap"
    if not script.exists():
        if not shutil.which("apt-get"):
            raise SetupError("debootstrap is missing. Install it with this system's package manager, then try again.")
        unpacked.mkdir(parents=True, exist_ok=True)
        # lists of its own: a fresh machine has none yet, and those of this machine are left as they are
        lists = unpacked / "lists"
        (lists / "partial").mkdir(parents=True, exist_ok=True)
        apt = ["apt-get", "-q", "-o", f"Dir::State::lists={lists}", "-o", "APT::Sandbox::User=root"]
        for what in (["update"], ["download", "debootstrap"]):
            subprocess.run([*apt, *what], cwd=unpacked, capture_output=True, check=False)
        packages = sorted(unpacked.glob("debootstrap_*.deb"))
        shutil.rmtree(lists, ignore_errors=True)
        if not packages:
            raise SetupError("debootstrap is missing and apt could not fetch it. Run `apt-get install debootstrap`.")
        subprocess.run(["dpkg-deb", "-x", str(packages[-1]), str(unpacked)], check=True)
    share = unpacked / "usr" / "share" / "debootstrap"
    return ["env", f"DEBOOTSTRAP_DIR={share}", "sh", str(script)]


def inside(command: Sequence[str], share: Sequence[Path] = ()) -> list[str]:
    """The command line that runs a command in the folder, in namespaces of its own that end with it.

    The repository and the temporary folder are the same paths inside as outside.
    """
    top = shlex.quote(str(folder()))
    steps = [f"mount --rbind /{name} {top}/{name}" for name in ("sys", "dev", "tmp")]
    for place in (ROOT, *share):
        spot = shlex.quote(str(place))
        steps += [f"mkdir -p {top}{spot}", f"mount --rbind {spot} {top}{spot}"]
    shell = (
        f'mount -t proc proc {top}/proc && {" && ".join(steps)} && exec chroot {top} sh -c \'cd "$0" && exec "$@"\' '
    )
    own = ["--mount", "--propagation", "private", "--pid", "--fork", "--kill-child"]
    people = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    return ["unshare", *people, *own, "sh", "-c", f'{shell} {shlex.quote(str(ROOT))} "$@"', "sh", *command]


# --- its Python -----------------------------------------------------------------------------------


def exported_pins() -> str:
    done = subprocess.run([find_uv() or fetch_uv(), *EXPORT, "--quiet"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise SetupError(f"uv could not list the headset program's packages: {done.stderr}")
    return done.stdout


def make_environment(environment: Path, outside: Path, pins: str, enter: list[str]) -> None:
    """A virtual environment with exactly the locked packages, each checked against its hash."""
    shutil.rmtree(outside, ignore_errors=True)
    outside.mkdir(parents=True)
    (outside / "requirements.txt").write_text(pins)
    say("Python packages of the headset program (half a minute)")
    log = cache_dir() / "trixie-python.log"
    watched([*enter, "/usr/bin/python3", "-m", "venv", str(environment)], log)
    pip = [str(environment / "bin" / "python"), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    watched([*enter, *pip, "--require-hashes", "-r", str(environment / "requirements.txt")], log)
    (outside / "ready").touch()


def watched(command: list[str], log: Path) -> None:
    """Run a long command: a dot every three seconds, its words in a log. Raises SetupError with the last of them."""
    with log.open("wb") as out:
        running = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        while running.poll() is None:
            time.sleep(0.2)
            if int(time.monotonic() * 5) % 15 == 0:
                print(".", end="", file=sys.stderr, flush=True)
    say("")
    if running.returncode:
        last = "\n".join(log.read_text(errors="replace").splitlines()[-6:])
        raise SetupError(
            f"{Path(command[0]).name} ended with {running.returncode}. Is the network there? Its log: {log}\n{last}"
        )


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Two builders at once wait for each other."""
    cache_dir().mkdir(parents=True, exist_ok=True)
    with (cache_dir() / f"{SUITE}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
