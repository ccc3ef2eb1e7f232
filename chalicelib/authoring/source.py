"""Reads one text file as an author may have saved it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from .faults import Fault
from .reading_rules import Encoding, MissingFile, TooLarge

#: Largest content file, bytes. A step of 300 words is about 3 kB; this leaves room and still refuses a picture.
MAX_BYTES = 1_000_000


def read_text(path: Path, file: str) -> str | Fault:
    """The text of a file: UTF-8 (a byte-order mark is fine), line ends of any system, as `\\n` and in NFC.

    Two files that look the same thus have the same version. A file that cannot be read is a fault, never an exception.
    """
    try:
        if not path.is_file():
            return MissingFile.fault(file, 1, f"{path.name} is not there, or is not a file.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            return TooLarge.fault(file, 1, f"The file is {size / 1e6:.1f} MB; at most {MAX_BYTES // 10**6} MB is read.")
        raw = path.read_bytes()
    except OSError as error:
        return MissingFile.fault(file, 1, f"{path.name} cannot be opened: {error.strerror or 'the system refused'}.")
    return _decode(raw, file)


def _decode(raw: bytes, file: str) -> str | Fault:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return Encoding.fault(
            file, line, "The file is not UTF-8 text here, so letters like é or ’ would come out wrong for patients."
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, one in enumerate(text.split("\n"), start=1):
        if any(unicodedata.category(c) == "Cc" and c != "\t" for c in one):
            return Encoding.fault(file, number, "There is an invisible control character in this line.")
    return unicodedata.normalize("NFC", text)
