"""`make run`, `make stop`, `make reset`: the real stack on this machine. Tests call `ensure_stack()`."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from infra import demo_people, deployment, processes
from infra.processes import LOCAL, Program, aws, model, speech
from infra.stages import LOCAL_REGION, local_port, local_stage
from infra.toolchain import ROOT, SetupError, say

STACK_FILE = LOCAL / "stack.json"
PUBLISHED = LOCAL / "published"
PORT_FILE = LOCAL / "port"
SEEDED = LOCAL / "seeded"
GRACE_SECONDS = 15
Stack = dict[str, Any]


def ensure_stack() -> Stack:
    """What `.local/stack.json` holds, of a stack that is up and made from the present code.

    Starts and deploys if need be; two callers at once wait for each other. Raises SetupError with words that say what
    to do.
    """
    with only_one():
        steps = Steps()
        start_programs(steps)
        stack = current_stack(steps)
        publish(stack, steps)
        seed_histories(stack, steps)
        STACK_FILE.write_text(json.dumps(stack, indent=2))
        return stack


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    LOCAL.mkdir(exist_ok=True)
    with (LOCAL / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Steps:
    """Progress in plain words, with the seconds each step took."""

    @contextlib.contextmanager
    def __call__(self, title: str) -> Iterator[None]:
        begin = time.monotonic()
        say(f"  {title} ...")
        yield
        took = time.monotonic() - begin
        if took >= 1:
            say(f"    done in {took:.0f} s")


# --- the steps ------------------------------------------------------------------------------------


def wanted_programs() -> list[Program]:
    """The local model is left out when MODEL_BASE_URL names another endpoint, and the voice by SPEECH_BASE_URL or when
    nothing is spoken."""
    programs = [aws()] if os.environ.get("MODEL_BASE_URL") else [aws(), model()]
    silent = os.environ.get("SPEECH_BASE_URL") or local_stage().narration == "off"
    return programs if silent else [*programs, speech()]


def start_programs(steps: Steps) -> None:
    keep_to_port()
    for program in wanted_programs():
        if not processes.running(program):
            with steps(f"Starting the {program.title} on port {program.port}"):
                processes.start(program)
        else:
            processes.start(program)


def keep_to_port() -> None:
    """The kept data names its port in every queue's address: on another port the queue would silently go unread.

    Raises SetupError when the data was made on another one.
    """
    made_on = PORT_FILE.read_text().strip() if PORT_FILE.exists() else ""
    if made_on and made_on != str(local_port()):
        raise SetupError(
            f"the local data was made on port {made_on}, and STILLPATH_PORT is {local_port()}. "
            f"Use STILLPATH_PORT={made_on}, or `make reset` to drop the data and start anew."
        )
    PORT_FILE.write_text(str(local_port()))


def current_stack(steps: Steps) -> Stack:
    outputs = deployment.deployed()
    if outputs and answers(outputs["BaseUrl"]):
        return describe(outputs)
    with steps("Deploying the stack with CDK (about a minute the first time)"):
        outputs = deployment.deploy()
        deployment.wait_for_health(outputs["BaseUrl"])
    return describe(outputs)


def answers(base_url: str) -> bool:
    try:
        deployment.wait_for_health(base_url, seconds=0)
    except SetupError:
        return False
    return True


def describe(outputs: dict[str, str]) -> Stack:
    """The stack as others read it. `base_url` ends in a slash; JSON is under `v1/`, pages directly under it."""
    identity = deployment.client("cognito-idp")
    everyone = demo_people.create_people(identity, outputs["UserPoolId"])
    first = {person.role: person for person in reversed(everyone)}
    stage = local_stage()
    return {
        "base_url": outputs["BaseUrl"],
        "aws_endpoint": stage.endpoint,
        "region": LOCAL_REGION,
        "table": outputs["TableName"],
        "issuer": outputs["Issuer"],
        "jwks_url": outputs["JwksUrl"],
        "client_id": outputs["ClientId"],
        "user_pool_id": outputs["UserPoolId"],
        "sign_in_url": outputs["SignInUrl"],
        "queue_url": outputs["QueueUrl"],
        "dead_letters_url": outputs["DeadLettersUrl"],
        "model_url": stage.model_url,
        "model_name": stage.model_name,
        "adaptation_mode": stage.adaptation_mode,
        "sounds_bucket": outputs["SoundsBucket"],
        "narration": stage.narration,
        "people": {role: asdict(person) for role, person in first.items()},
        "everyone": [asdict(person) for person in everyone],
    }


def script_environment(stack: Stack) -> dict[str, str]:
    """What the Lambda reads, and the endpoint: for programs on the local stack, such as `stillpath publish`."""
    return processes.clean_environment() | {
        "AWS_ENDPOINT_URL": stack["aws_endpoint"],
        "STILLPATH_STAGE": "local",
        "TABLE_NAME": stack["table"],
        "PREPARE_QUEUE_URL": stack["queue_url"],
        "USER_POOL_ID": stack["user_pool_id"],
        "USER_POOL_CLIENT_ID": stack["client_id"],
        "ISSUER": stack["issuer"],
        "JWKS_URL": stack["jwks_url"],
        "HOSTED_UI_URL": stack["sign_in_url"],
        "MODEL_BASE_URL": stack["model_url"],
        "MODEL_NAME": stack["model_name"],
        "MODEL_KEY_SECRET_ARN": "",
        "ADAPTATION_MODE": stack["adaptation_mode"],
        "NARRATION": stack["narration"],
        "SPEECH_ENGINE": local_stage().speech_engine,
        "SPEECH_BASE_URL": local_stage().speech_url,
        "SPEECH_MODEL": local_stage().speech_model,
        "SPEECH_VOICES": local_stage().speech_voices,
        "SPEECH_PACE": local_stage().speech_pace,
        "SOUNDS_BUCKET": stack["sounds_bucket"],
        "PROGRAMME_ID": "finding-your-footing",
        "DEFAULT_COUNTRY": local_stage().country,
    }


def publish(stack: Stack, steps: Steps) -> None:
    """`stillpath publish modules`, unless these very files are published in this very table."""
    mark = content_mark(stack)
    if PUBLISHED.exists() and PUBLISHED.read_text() == mark:
        return
    with steps("Publishing the programme"):
        command = [str(ROOT / ".venv" / "bin" / "stillpath"), "publish", "modules"]
        run_script(command, stack)
    PUBLISHED.write_text(mark)


def content_mark(stack: Stack) -> str:
    digest = hashlib.sha256(f"{stack['table']} {stack['user_pool_id']}".encode())
    for file in sorted(path for path in (ROOT / "modules").rglob("*") if path.is_file()):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def seed_histories(stack: Stack, steps: Steps) -> None:
    """Give the demo people their past, once: `infra.demo_histories.seed(stack)`.

    In a process of its own, because it lives through the real use cases with the local stack in its environment.
    """
    mark = f"{stack['table']} {stack['user_pool_id']}"
    if SEEDED.exists() and SEEDED.read_text() == mark:
        return
    with steps("Giving the demo people their histories"):
        script = "import json, sys; from infra.demo_histories import seed; seed(json.load(sys.stdin))"
        run_script([sys.executable, "-c", script], stack, json.dumps(stack))
    SEEDED.write_text(mark)


def run_script(command: list[str], stack: Stack, words: str = "") -> None:
    """A program that works on the deployed stack; raises SetupError with what it said when it fails."""
    environment = script_environment(stack) | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, input=words, capture_output=True, text=True, check=False)
    if done.returncode:
        shown = " ".join(command[:3])
        raise SetupError(f"`{shown}` failed:\n{(done.stdout + done.stderr)[-3000:]}")


# --- commands -------------------------------------------------------------------------------------


def run(detach: bool) -> int:
    say("Stillpath on this machine:")
    stack = ensure_stack()
    tell(stack, detach)
    return 0 if detach else stay_up()


def tell(stack: Stack, detach: bool) -> None:
    print(f"\nStillpath is up:  {stack['base_url']}\n\n  Sign in as (all people are invented):")
    for person in stack["everyone"]:
        print(f"    {person['role']:<10} {person['email']:<34} {person['password']}   {person['story']}")
    print("\n  JSON is under v1/, described at v1/openapi.json; `stillpath token patient` prints a bearer token.")
    print(
        "  Details: .local/stack.json. "
        + ("Stop with `make stop`." if detach else "Ctrl-C stops it and keeps its data.")
    )
    sys.stdout.flush()


def stay_up() -> int:
    """Until Ctrl-C, SIGTERM or a closed terminal; then stop the programs in order, so that the data is kept."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    try:
        gone = 0
        while gone < GRACE_SECONDS:  # a test, or another `make run`, may restart them
            time.sleep(1)
            gone = 0 if all(processes.running(program) for program in wanted_programs()) else gone + 1
    except KeyboardInterrupt:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        return stop()
    say("The local AWS, model or voice is gone: stopped elsewhere, or ended by itself (see .local/*.log).")
    stop()
    return 1


def interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def stop() -> int:
    stopped = [program.title for program in (aws(), model(), speech()) if processes.stop(program)]
    say(f"Stopped: {', '.join(stopped)}. The data is kept in .local/state." if stopped else "Nothing was running.")
    return 0


def reset() -> int:
    """Stop, and drop every invented person, answer and deployment of the local stage."""
    stop()
    deployment.forget()
    for name in ("state", "tmp", "synth"):
        shutil.rmtree(LOCAL / name, ignore_errors=True)
    for path in (STACK_FILE, PUBLISHED, SEEDED, PORT_FILE):
        path.unlink(missing_ok=True)
    say("The local data is gone; `make run` starts anew.")
    return 0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["run", "stop", "reset"])
    parser.add_argument("--detach", action="store_true", help="return when it is ready")
    asked = parser.parse_args(arguments)
    try:
        if asked.command == "run":
            return run(asked.detach)
        return stop() if asked.command == "stop" else reset()
    except SetupError as problem:
        say(f"\nStopped: {problem}")
        return 1
    except KeyboardInterrupt:
        say("\nInterrupted; the programs that were started stay up. `make stop` stops them.")
        return 130


def running_now() -> bool:
    return bool(processes.running(aws()))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
