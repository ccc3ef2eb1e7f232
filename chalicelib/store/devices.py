"""Account column in the table: pairings, headsets, tokens by their hash, guesses of codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from ..domain.devices import Device, Guesses, Pairing
from ..usecases.devices import CodeTaken
from . import keys
from .table import AlreadyThere, Item, Table, Write, delete, put_if_version, put_new

#: A guess count is of no use after a quarter of an hour; DynamoDB's clock may be late by days, and that does no harm.
GUESSES_KEPT_SECONDS = 3600


def _item(model: BaseModel, **more: Any) -> Mapping[str, Any]:
    return {"body": model.model_dump_json(exclude={"version"}), **more}


def _read(model: type[Any], item: Item) -> Any:
    return model.model_validate_json(item["body"]).model_copy(update={"version": int(item["version"])})


def _pairing(pairing: Pairing) -> Write:
    item = _item(pairing, expires_at=int(pairing.expires_at.timestamp()))
    return put_if_version(keys.pairing(pairing.id), item, pairing.version or None)


def _device(device: Device) -> Write:
    return put_if_version(keys.device(device.patient_id, device.id), _item(device), device.version or None)


class Devices:
    """`DeviceStore` on DynamoDB."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def begin(self, pairing: Pairing) -> None:
        ends = int(pairing.expires_at.timestamp())
        code = put_new(keys.user_code(pairing.user_code), {"pairing": pairing.id, "expires_at": ends})
        try:
            self._table.transact([code, _pairing(pairing)])
        except AlreadyThere as error:
            raise CodeTaken from error

    def pairing(self, pairing_id: str) -> Pairing | None:
        item = self._table.get(keys.pairing(pairing_id))
        return _read(Pairing, item) if item else None

    def pairing_of(self, user_code: str) -> Pairing | None:
        item = self._table.get(keys.user_code(user_code))
        return self.pairing(str(item["pairing"])) if item else None

    def save(self, pairing: Pairing) -> None:
        self._table.write(_pairing(pairing))

    def connect(self, pairing: Pairing, device: Device) -> None:
        ends = int(device.expires_at.timestamp())
        token = put_new(
            keys.device_token(device.token_hash),
            {"patient_id": device.patient_id, "device_id": device.id, "expires_at": ends},
        )
        self._table.transact([_pairing(pairing), token, _device(device)])

    def guesses(self, patient_id: str) -> Guesses | None:
        item = self._table.get(keys.guesses(patient_id))
        return _read(Guesses, item) if item else None

    def count_guess(self, guesses: Guesses) -> None:
        item = _item(guesses, expires_at=int(guesses.since.timestamp()) + GUESSES_KEPT_SECONDS)
        self._table.write(put_if_version(keys.guesses(guesses.patient_id), item, guesses.version or None))

    def devices(self, patient_id: str) -> list[Device]:
        found: list[Device] = []
        after: str | None = None
        while True:
            items, after = self._table.query(keys.patient(patient_id), keys.DEVICE_PREFIX, after=after)
            found += [_read(Device, item) for item in items]
            if after is None:
                return found

    def device(self, patient_id: str, device_id: str) -> Device | None:
        item = self._table.get(keys.device(patient_id, device_id))
        return _read(Device, item) if item else None

    def rename(self, device: Device) -> None:
        self._table.write(_device(device))

    def revoke(self, device: Device) -> None:
        self._table.transact([_device(device), delete(keys.device_token(device.token_hash))])

    def owner(self, token_hash: str) -> tuple[str, int] | None:
        item = self._table.get(keys.device_token(token_hash))
        return (str(item["patient_id"]), int(item["expires_at"])) if item else None
