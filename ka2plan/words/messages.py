"""Words that a user reads, in the language that is spoken: English, the source's own, until another is chosen.

Neither gettext nor a catalogue is read for English. What is translated is translated where it is said, never where a
module is loaded, so that one process can speak several languages one after another.
"""

from __future__ import annotations

import os

from ka2plan.words.languages import ENGLISH, catalogue, preferred_languages

__all__ = [
    "ENGLISH",
    "N_",
    "_",
    "language",
    "language_tag",
    "ngettext",
    "pgettext",
    "speak",
    "speaking",
    "typed_language",
]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ka2plan.words.catalogue import Catalogue

_spoken = ENGLISH
_catalogue: Catalogue | None = None


def _(text: str) -> str:
    """The text in the language that is spoken."""
    return _catalogue.gettext(text) if _catalogue and text else text


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of a sentence that the language has for so many."""
    if _catalogue:
        return _catalogue.ngettext(singular, plural, count)
    return singular if count == 1 else plural


def pgettext(context: str, text: str) -> str:
    """The text where one English word is several: the context names what it is said of, such as ``activity``."""
    return _catalogue.pgettext(context, text) if _catalogue else text


def N_(text: str) -> str:
    """Marks a text for translation that is translated where it is shown."""
    return text


def language() -> str:
    """The language that is spoken, by the name of its folder: ``en``, ``sl``."""
    return _spoken


def language_tag() -> str:
    """The same as other programs write it (BCP 47): ``pt-BR``."""
    return _spoken.replace("_", "-")


def speak(name: str) -> None:
    """Speaks a language of ``languages.available`` from now on."""
    global _catalogue, _spoken  # noqa: PLW0603 # a program speaks one language at a time, in all its modules
    if name == _spoken:
        return
    _catalogue = None if name == ENGLISH else catalogue(name)
    _spoken = name


class speaking:  # noqa: N801 # it is written as a verb, as the standard library's own are
    """Speaks a language for a while: for what is written to somebody who reads another one, and for one command."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._before = _spoken

    def __enter__(self) -> None:
        speak(self._name)

    def __exit__(self, *_fault: object) -> None:
        speak(self._before)


def typed_language() -> str:
    """The language that people here type names of months and days in: it need not be one that the program speaks."""
    return _spoken if _spoken != ENGLISH else next(iter(preferred_languages(os.environ)), ENGLISH)
