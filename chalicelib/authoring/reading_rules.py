"""Rules about the files themselves: what keeps a file from being read at all."""

from __future__ import annotations

from .faults import Rule


class MissingFolder(Rule):
    """Give the folder that holds programme.yaml, for example `stillpath lint modules/`."""


class MissingFile(Rule):
    """Add the file, or correct the name where it is listed (capital letters and hyphens count)."""


class EmptyFolder(Rule):
    """A module folder holds module.yaml and one Markdown file per step, for example 10-welcome.md."""


class FileNotRead(Rule):
    """Only .md files (steps) and .yaml files are read. Rename the file, or move it out of the folder."""


class FolderNotListed(Rule):
    """Add the folder's name to `modules` in programme.yaml where patients should meet it, or remove the folder."""


class TooLarge(Rule):
    """A content file is a page of text. Split it, and keep pictures and sound out of it."""


class Encoding(Rule):
    """Save the file as UTF-8; in most editors: File, Save as (or Save with encoding), UTF-8."""


class Tab(Rule):
    """YAML takes spaces only. Replace each tab by two spaces; most editors can do it for the whole file."""


class Yaml(Rule):
    """Compare the line with one that works. Text that holds a colon, a hash or begins with a special sign goes between
    "double quotes"; entries of a list start with a hyphen and a space, all at the same depth."""


class Anchor(Rule):
    """Write the value out again instead of using & and *: content files do without YAML's shortcuts."""


class DuplicateKey(Rule):
    """Keep one of the two lines: a key may be given once in one place."""


class FrontMatter(Rule):
    """A step begins with a line of three hyphens, then its keys (id, kind, title, minutes), then three hyphens again;
    the text that patients read comes after."""


class PassageHeading(Rule):
    """Each passage begins with a heading and its own id, like this: `## In your week {#in-your-week}`."""


class UnknownKey(Rule):
    """Correct the spelling, or remove the line."""


class MissingKey(Rule):
    """Add the key; the reference in docs/authoring.md names the keys of each kind of file."""


class WrongValue(Rule):
    """Change the value to one that is allowed here."""


class NoKeptWords(Rule):
    """Under `keep`, list the words or phrases that must stay when the passage is fitted to a person, as they are
    written in the passage: `keep: ["rest", "small step"]`."""


class UnknownPassage(Rule):
    """Under `adaptable`, use the id of a passage of this step: the part after # in its heading, or `intro` for the text
    before the first heading."""


class DuplicateId(Rule):
    """Give one of the two another id. An id is for ever: answers are kept under it, so change the newer one."""


class TranslationFolder(Rule):
    """Name the folder after the language of its translations, as in translations/es or translations/pt-BR."""


class TranslationOfNothing(Rule):
    """A translation has the source's own file names and ids. Correct the name, or remove what the source no longer
    has; `stillpath translate stub` writes files with the right ones."""


class BreathPace(Rule):
    """Choose seconds for in and out that make 4.5 to 7 breaths a minute, with out at least as long as in; 4 in and
    6 out make 6."""


class CueTime(Rule):
    """List the cues in order of `at_seconds`, each before the end (`length_seconds`)."""


class LicensedWords(Rule):
    """A file of licensed words gives words to every item and every answer of one definition that has none, and nothing
    more; modules/measures/texts/README.md shows one."""
