"""The words of other people's tables, out of ``words.toml``: read once, when the first table is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from ka2plan.imports.folding import folded
from ka2plan.plan.schema import KINDS, further_texts

LONGEST_HEADING = 40
"""Letters of the longest of ka2plan's own words that stand in a heading or a cell."""

LONGEST_NAME = 30
"""Letters of the longest name of a month."""


@cache
def _tables() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    import tomllib
    from importlib.resources import files

    written = tomllib.loads(files("ka2plan.imports").joinpath("words.toml").read_text(encoding="utf-8"))
    return {
        name: {key: _with_translations(folded(word) for word in words.split("|")) for key, words in table.items()}
        for name, table in written.items()
    }


def _with_translations(known: Iterable[str]) -> tuple[str, ...]:
    """The words, and what ka2plan itself says for them in its other languages: what it exports in one comes back."""
    english = tuple(known)
    translated = (said for word in english for said in _own_words().get(word, ()))
    return tuple(dict.fromkeys((*english, *translated)))


@cache
def _own_words() -> Mapping[str, tuple[str, ...]]:
    """What ka2plan says in English, folded -> the same in its other languages, folded."""
    from ka2plan.words.languages import ENGLISH, available, catalogue

    found: dict[str, list[str]] = {}
    for language in available():
        for text, said in catalogue(language).words() if language != ENGLISH else ():
            if len(text) <= LONGEST_HEADING:
                found.setdefault(folded(text), []).append(folded(said))
    return {text: tuple(dict.fromkeys(said)) for text, said in found.items() if text}


def fields_of(table: str) -> Mapping[str, tuple[str, ...]]:
    """Field -> headings that mean it; tables are ``fields``, ``partner_fields``, ``indicator_fields``."""
    return _tables()[table]


@cache
def words(name: str) -> frozenset[str]:
    """Words that say one thing, such as ``sums``, ``everybody``, ``nothing``, ``money``, ``effort``."""
    return frozenset(_tables()["words"][name])


@cache
def meanings(table: str) -> Mapping[str, str]:
    """Word -> what it means, in ``kinds``, ``statuses``, ``months``, ``weekdays``, ``units`` or ``spans``."""
    return {word: meaning for meaning, known in _tables()[table].items() for word in known}


@cache
def further_fields() -> Mapping[str, str]:
    """Texts of the plan file that this package knows only from the schema: heading -> key."""
    keys = [key for kind in KINDS for key in further_texts(kind)]
    return {word: key.name for key in keys for word in _with_translations(map(folded, (key.name, key.label)))}


@cache
def candidates(table: str) -> Mapping[str, tuple[str, ...]]:
    """Heading -> the fields that it can mean."""
    found = {heading: (key,) for heading, key in further_fields().items()} if table == "fields" else {}
    for field, known in _tables()[table].items():
        for word in known:
            found[word] = (*found.get(word, ()), field)
    return found


def month_number(name: str) -> int | None:
    """The month of that name, in any language known; beginnings of at least four letters will do."""
    return _month(name) if len(name) <= LONGEST_NAME else None


@lru_cache(maxsize=5_000)
def _month(name: str) -> int | None:
    word = folded(name)
    known = meanings("months")
    if word in known:
        return int(known[word])
    if len(word) < 4:
        return None
    begun = {number for full, number in known.items() if full.startswith(word)}
    return int(begun.pop()) if len(begun) == 1 else None


def weekday_number(name: str) -> int | None:
    """The day of the week of that name, from Monday as 0."""
    known = meanings("weekdays").get(folded(name))
    return None if known is None else int(known) - 1


def is_nothing(text: str) -> bool:
    """Whether a text says that there is nothing: a dash, nought, ``no``, ``n/a`` or nothing at all."""
    word = folded(text)
    return (not word and not any(letter.isprintable() and letter not in SILENT for letter in text)) or (
        word in words("nothing")
    )


YES = frozenset(("yes", "true", "ja", "oui", "si", "sim", "tak", "da", "1", "x", "wahr", "vrai", "verdadero", "y"))
"""What stands for yes, folded."""

SILENT = " -–—−‐‑‒―_.…/\\'`~\u200b"
"""Signs that alone say nothing."""
