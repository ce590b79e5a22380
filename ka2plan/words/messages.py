"""Words that a user reads: gettext, which is loaded only where a catalogue may exist.

English is the language of the source: under an English or empty locale neither gettext nor a catalogue is read.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DOMAIN = "ka2plan"


def preferred_languages(environment: Mapping[str, str]) -> list[str]:
    """The languages asked for, best first, as POSIX reads LANGUAGE, LC_ALL, LC_MESSAGES and LANG."""
    locale = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or "C"
    if locale.partition(".")[0] in ("C", "POSIX"):
        return []
    wanted = [*environment.get("LANGUAGE", "").split(":"), locale]
    return [name.partition(".")[0].partition("@")[0] for name in wanted if name]


def needs_catalogue(languages: list[str]) -> bool:
    """Whether the first language asked for is another than the source's English."""
    return bool(languages) and not languages[0].startswith("en")


def _english(text: str) -> str:
    return text


def _english_plural(singular: str, plural: str, count: int) -> str:
    return singular if count == 1 else plural


def catalogue_functions(languages: list[str]) -> tuple[Callable[[str], str], Callable[[str, str, int], str]]:
    """The two translating functions for these languages; English where no catalogue fits."""
    if not needs_catalogue(languages):
        return _english, _english_plural
    import gettext

    folder = os.path.join(os.path.dirname(__file__), "locale")
    found = gettext.translation(DOMAIN, folder, languages, fallback=True)
    return found.gettext, found.ngettext


def language() -> str:
    """The first language asked for, such as ``sl_SI``; English where none is."""
    return next(iter(preferred_languages(os.environ)), "en")


_, ngettext = catalogue_functions(preferred_languages(os.environ))


def N_(text: str) -> str:
    """Marks a text for translation that is translated where it is shown."""
    return text
