"""Our own words: English strings that still know what they were made of, so that a page can say them again in another
language.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import SkipValidation

__all__ = ["Counted", "Sentence", "Words"]

#: A model's field for words of ours. Without it pydantic would make a plain string of every sentence.
Words = Annotated[str, SkipValidation]


class Sentence(str):
    """`Sentence("First comes “{title}”.", title=step.title)`: a string of its own in English, wherever one is wanted.

    The template is the message id of the catalogs (gettext), so it stands in the source as it is, and never with values
    in it. A value may be a sentence itself.
    """

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, /, **values: Any) -> Sentence:
        made: Sentence = cls._made(template, template, values)
        return made

    @classmethod
    def _made(cls, template: str, chosen: str, values: dict[str, Any]) -> Any:
        plain = {name: f"{value:g}" if isinstance(value, float) else value for name, value in values.items()}
        made = str.__new__(cls, chosen.format(**plain) if values else chosen)
        made.template, made.values = template, values
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str, ...], dict[str, Any]]:
        return (self.template,), self.values


class Counted(Sentence):
    """A sentence with a number in it, in the form that the number wants: `Counted("{n} day", "{n} days", n=3)`."""

    many: str

    def __new__(cls, one: str, many: str, /, *, n: float, **values: Any) -> Counted:
        values["n"] = n
        made: Counted = cls._made(one, one if n == 1 else many, values)
        made.many = many
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str, ...], dict[str, Any]]:
        return (self.template, self.many), self.values
