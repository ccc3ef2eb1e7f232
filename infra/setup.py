"""From a fresh clone to a working environment, with nothing but python3, make and git: `python3 infra/setup.py`.

Fetches uv when it is missing, lets it build `.venv` and `.local-venv` from the lock file, and adds the pinned CDK
command line (and, with --browser, a Chromium). Standard library only. Running it again costs a second.
"""

from __future__ import annotations

import ctypes
import hashlib
import html.parser
import io
import os
import platform
import re
import shutil
import ssl
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from infra.toolchain import (
    CDK_PINS,
    LOCAL_VENV,
    ROOT,
    SetupError,
    cache_dir,
    cdk_home,
    chromium_path,
    node_dir,
    say,
    tool_settings,
    venv_python,
)

UV_VERSION = "0.13.9"
#: machine → (wheel, its SHA-256 on the package index)
UV_WHEELS = {
    "x86_64": (
        f"uv-{UV_VERSION}-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    ),
    "aarch64": (
        f"uv-{UV_VERSION}-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64.whl",
        "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",
    ),
}


def main(arguments: list[str]) -> int:
    try:
        uv = find_uv() or fetch_uv()
        build_environments(uv)
        install_cdk()
        if not os.environ.get("MODEL_BASE_URL"):
            find_or_install_openmp()
        if "--browser" in arguments:
            find_or_install_chromium()
    except SetupError as problem:
        say(f"\nSetup stopped: {problem}")
        return 1
    return 0


# --- uv -----------------------------------------------------------------------------------------


def find_uv() -> str | None:
    """An uv at the pinned version or newer: on the PATH, or fetched earlier."""
    for candidate in (shutil.which("uv"), str(fetched_uv())):
        if candidate and Path(candidate).exists() and version_of(candidate) >= numbers(UV_VERSION):
            return candidate
    return None


def fetched_uv() -> Path:
    return cache_dir() / f"uv-{UV_VERSION}" / "uv"


def version_of(uv: str) -> tuple[int, ...]:
    answer = subprocess.run([uv, "--version"], capture_output=True, text=True, check=False)
    return numbers(answer.stdout) if answer.returncode == 0 else ()


def numbers(text: str) -> tuple[int, ...]:
    found = re.search(r"\d+(\.\d+)+", text)
    return tuple(int(part) for part in found.group().split(".")) if found else ()


def fetch_uv() -> str:
    """Download uv's wheel from the Python package index, check its hash, and unpack the one program in it."""
    machine = platform.machine()
    if platform.system() != "Linux" or machine not in UV_WHEELS:
        raise SetupError(
            f"no uv is pinned for {platform.system()} on {machine}. Install uv {UV_VERSION}+ and try again."
        )
    name, digest = UV_WHEELS[machine]
    say(f"Fetching uv {UV_VERSION} (it builds the Python environments) ...")
    wheel = download(wheel_url(name))
    if hashlib.sha256(wheel).hexdigest() != digest:
        raise SetupError(f"{name} does not have the SHA-256 that this project pins; it was not used.")
    target = fetched_uv()
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(f".{os.getpid()}")
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        unfinished.write_bytes(archive.read(f"uv-{UV_VERSION}.data/scripts/uv"))
    unfinished.chmod(0o755)
    unfinished.replace(target)
    return str(target)


class Links(html.parser.HTMLParser):
    """Collects the addresses on a package index's page of one project."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value for key, value in attrs if tag == "a" and key == "href" and value]


def wheel_url(name: str) -> str:
    index = (os.environ.get("PIP_INDEX_URL") or "https://pypi.org/simple").rstrip("/") + "/uv/"
    links = Links()
    links.feed(download(index).decode())
    for address in links.addresses:
        if urllib.parse.unquote(address.split("#")[0]).endswith("/" + name):
            return urllib.parse.urljoin(index, address.split("#")[0])
    raise SetupError(f"the package index {index} does not offer {name}. Install uv {UV_VERSION}+ and try again.")


def download(url: str) -> bytes:
    certificates = os.environ.get("SSL_CERT_FILE") or os.environ.get("PIP_CERT")
    context = ssl.create_default_context(cafile=certificates or None)
    try:
        with urllib.request.urlopen(url, timeout=60, context=context) as answer:  # noqa: S310 - https, or what the user set
            return bytes(answer.read())
    except (urllib.error.URLError, OSError) as problem:
        raise SetupError(
            f"could not fetch {url} ({problem}). Check the network; if the certificate is not trusted, "
            "install `ca-certificates` or set SSL_CERT_FILE; for another index set PIP_INDEX_URL."
        ) from problem


# --- what uv and npm build ------------------------------------------------------------------------


def build_environments(uv: str) -> None:
    """`.venv` for the product and its tests; `.local-venv` for the embedded AWS, model and voice, which pin others."""
    say("Python environment (.venv) ...")
    sync(uv, {}, [])
    say("Embedded AWS, language model and voice (.local-venv; about 280 MB the first time) ...")
    own = ["--only-group", "local", "--no-install-project", "--python", str(venv_python())]
    sync(uv, {"UV_PROJECT_ENVIRONMENT": str(LOCAL_VENV)}, own)


def sync(uv: str, extra: dict[str, str], arguments: list[str]) -> None:
    unwanted = ("VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH")
    environment = certificates() | {key: value for key, value in os.environ.items() if key not in unwanted}
    done = subprocess.run(
        [uv, "sync", "--frozen", "--quiet", *arguments], cwd=ROOT, env={**environment, **extra}, check=False
    )
    if done.returncode:
        raise SetupError(
            "uv could not build the environment (its own words are above). It needs Python 3.11 to 3.13, "
            "the package index, and 2 GB of disk."
        )


def find_or_install_openmp() -> None:
    """The library that the local model's engine computes with; a minimal Debian lacks it."""
    try:
        ctypes.CDLL("libgomp.so.1")
    except OSError:
        say("OpenMP for the local model (libgomp1, from the system's packages) ...")
        if not install_with_apt("libgomp1"):
            raise SetupError(
                "the local language model needs the library libgomp.so.1. Install it (Debian: `apt-get install "
                "libgomp1`), or name another endpoint with MODEL_BASE_URL and MODEL_NAME."
            ) from None


def certificates() -> dict[str, str]:
    """Make uv and npm trust what this machine trusts, as pip does: a network may have a certificate of its own."""
    bundle = ssl.get_default_verify_paths().cafile or "/etc/ssl/certs/ca-certificates.crt"
    if not Path(bundle).is_file():
        return {}
    return {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1", "NODE_EXTRA_CA_CERTS": bundle}


def install_cdk() -> None:
    """The CDK command line, at the version and hash of infra/cdk/package-lock.json, in the cache folder."""
    home = cdk_home()
    if (home / "node_modules" / "aws-cdk" / "bin" / "cdk").exists():
        return
    say("CDK command line (pinned, from npm) ...")
    unfinished = home.with_name(f"{home.name}.{os.getpid()}")
    unfinished.mkdir(parents=True)
    for pin in ("package.json", "package-lock.json"):
        shutil.copy(CDK_PINS / pin, unfinished / pin)
    npm = [str(node_dir() / "bin" / "node"), str(node_dir() / "lib/node_modules/npm/bin/npm-cli.js")]
    quiet = ["ci", "--no-audit", "--no-fund", "--loglevel=error", "--ignore-scripts"]
    done = subprocess.run(
        [*npm, *quiet], cwd=unfinished, env={**certificates(), **os.environ, **tool_settings()}, check=False
    )
    if done.returncode:
        shutil.rmtree(unfinished)
        raise SetupError("npm could not fetch the CDK command line (its own words are above). Check the network.")
    if home.exists():
        shutil.rmtree(home)
    unfinished.replace(home)


def find_or_install_chromium() -> None:
    """For the browser tests: what is there, else the system's package, else the one Playwright brings."""
    if chromium_path():
        return
    say("Chromium for the browser tests ...")
    if install_with_apt("chromium"):
        return
    playwright = [str(venv_python()), "-m", "playwright", "install", "chromium"]
    if subprocess.run(playwright, check=False).returncode:
        raise SetupError(
            "no Chromium was found or could be installed. Install Chromium, or set STILLPATH_CHROMIUM to one."
        )


def install_with_apt(package: str) -> bool:
    if not shutil.which("apt-get"):
        return False
    become = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if become and (
        not shutil.which("sudo") or subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode
    ):
        return False
    steps = (["apt-get", "-qq", "update"], ["apt-get", "-qq", "install", "-y", "--no-install-recommends", package])
    return all(succeeds([*become, *step]) for step in steps)


def succeeds(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
