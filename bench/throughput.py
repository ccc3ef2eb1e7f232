"""Requests per second of the deployed local stack: patients who look, open and complete, one after the other."""

from __future__ import annotations

import statistics
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.figures import Figure
from bench.http_calls import Answer, Device, at_once
from bench.invented import Actor, Cast

STEP = "gs-my-cycle"
SECONDS = 12.0
CLIENTS = (1, 8)
Say = Callable[[str], None]


@dataclass
class Client:
    """One patient with one device, who goes on until told to stop."""

    device: Device
    version: int
    took: dict[str, list[float]] = field(default_factory=dict)
    refused: int = 0

    def once(self) -> Answer:
        self._timed("GET today", lambda: self.device.get("v1/today"))
        self._timed("GET step", lambda: self.device.get(f"v1/steps/{STEP}"))
        answers = {"situation": f"invented, {self.version}"}
        key = uuid.uuid4().hex
        done = self._timed("complete", lambda: self.device.complete(STEP, answers, self.version, key))
        self.version += done.status == 200
        return done

    def _timed(self, name: str, call: Callable[[], Answer]) -> Answer:
        began = time.perf_counter()
        answer = call()
        self.took.setdefault(name, []).append(time.perf_counter() - began)
        self.refused += answer.status != 200
        return answer


def throughput(cast: Cast, say: Say) -> list[Figure]:
    people = [cast.patient_before("gs-small-goal") for _ in range(max(CLIENTS))]
    figures = []
    for number in CLIENTS:
        say(f"  {number} client{'s' if number > 1 else ''} for {SECONDS:.0f} s")
        figures.append(_measure(people[:number]))
    return figures


def _measure(people: list[Actor]) -> Figure:
    devices = [person.device() for person in people]
    clients = [Client(device, device.get(f"v1/steps/{STEP}").body["version"]) for device in devices]
    for _ in range(2):  # as many workers start as there are clients, and read the content
        at_once([client.once for client in clients])
    for client in clients:
        client.took.clear()
        client.refused = 0
    end = time.monotonic() + SECONDS

    def go_on(client: Client) -> None:
        while time.monotonic() < end:
            client.once()

    began = time.monotonic()
    threads = [threading.Thread(target=go_on, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - began
    kinds = sorted({name for client in clients for name in client.took})
    by_kind = {name: [t for client in clients for t in client.took.get(name, [])] for name in kinds}
    told = ", ".join(f"{name} {statistics.median(times) * 1000:.0f} ms" for name, times in by_kind.items())
    refused = sum(client.refused for client in clients)
    count = sum(len(times) for times in by_kind.values())
    about = f"p50: {told}" + (f"; {refused} refused" if refused else "")
    return Figure(f"requests a second, {len(clients)} client{'s'[: len(clients) > 1]}", count / took, "/s", None, about)
