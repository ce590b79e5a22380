"""Which languages there are, which is wanted, and their catalogues: a language is a folder of ``ka2plan/languages``."""

from __future__ import annotations

import os
from functools import cache

from ka2plan.resources import languages_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ka2plan.words.catalogue import Catalogue

ENGLISH = "en"
"""The language of the source."""

SOURCE, COMPILED = "messages.po", "messages.mo"
"""A catalogue as translators write it, and as a wheel has it."""


def preferred_languages(environment: Mapping[str, str]) -> list[str]:
    """The languages asked for, best first, as POSIX reads LANGUAGE, LC_ALL, LC_MESSAGES and LANG."""
    locale = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or "C"
    if locale.partition(".")[0] in ("C", "POSIX"):
        return []
    wanted = [*environment.get("LANGUAGE", "").split(":"), locale]
    return [name.partition(".")[0].partition("@")[0] for name in wanted if name]


def available() -> tuple[str, ...]:
    """The languages that the program speaks, English first."""
    folder = languages_folder()
    return (ENGLISH, *(name for name in sorted(os.listdir(folder)) if _path(name)))


def spoken_of(wanted: str) -> str | None:
    """The language that is meant by a name such as ``sl``, ``sl_SI`` or ``SL-si``; None where it is not there."""
    full = wanted.replace("-", "_").casefold()
    for name in (full, full.partition("_")[0]):
        if name == ENGLISH or (name.replace("_", "").isalnum() and _path(name)):
            return name
    return None


def wanted_by(environment: Mapping[str, str]) -> str:
    """The first language the environment asks for that the program speaks; English where there is none."""
    found = map(spoken_of, preferred_languages(environment))
    return next((name for name in found if name), ENGLISH)


def catalogue(name: str) -> Catalogue:
    """The texts of a language other than English; those of a checkout are compiled where nobody has done so."""
    from ka2plan.words.catalogue import Catalogue

    path = _path(name)
    with open(path, "rb") as file:
        return Catalogue(file.read() if path.endswith(COMPILED) else _compiled(file.read(), name))


@cache
def every_other_language() -> tuple[Catalogue, ...]:
    """The texts of all languages but English, for what is understood in each of them."""
    return tuple(catalogue(name) for name in available() if name != ENGLISH)


def _compiled(source: bytes, name: str) -> bytes:
    from io import BytesIO

    from babel.messages.mofile import write_mo  # comes with what is needed to work on ka2plan
    from babel.messages.pofile import read_po

    with BytesIO(source) as file, BytesIO() as made:
        write_mo(made, read_po(file, locale=name))
        return made.getvalue()


def _path(name: str) -> str:
    """The compiled catalogue of a language, or its source where that is newer or alone; empty where it has none."""
    source, compiled = (os.path.join(languages_folder(), name, file) for file in (SOURCE, COMPILED))
    changed, made = _changed(source), _changed(compiled)
    if changed is made is None:
        return ""
    return compiled if made is not None and (changed is None or changed <= made) else source


def _changed(path: str) -> int | None:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return None
