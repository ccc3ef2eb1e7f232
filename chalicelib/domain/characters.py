"""Course column: how many characters a text has, as the person who typed it would count them."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_SKIN = range(0x1F3FB, 0x1F400)
_FLAG = range(0x1F1E6, 0x1F200)


def characters(text: str) -> int:
    """Characters as people see them: an accent belongs to its letter, and a family, a skin tone or a flag is one emoji.

    A close reading of extended grapheme clusters (Unicode Annex 29) for what a keyboard makes; never more than the
    code points of a text.
    """
    count, joined, half_flag = 0, False, False
    for sign in text:
        belongs = (
            joined or sign == _JOINER or ord(sign) in _SKIN or unicodedata.category(sign) in ("Mn", "Me", "Mc", "Cf")
        )
        flag = ord(sign) in _FLAG
        count += not belongs and not (flag and half_flag)
        half_flag = flag and not half_flag
        joined = sign == _JOINER
    return count
