"""Words that only English sentences of the program have: where another language is spoken, none may be left."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache

from ka2plan.cli.commands import COMMANDS
from ka2plan.cli.manual_pages import topics
from ka2plan.cli.show import SUBJECTS
from ka2plan.plan.schema import KINDS, PROJECT_KEYS
from tests.catalogues import PACKAGE, messages, read

WORD = re.compile(r"[^\W\d_]{2,}")
CODE = re.compile(
    r"`[^`]*`|https?://\S+|\S*\.(?:toml|example|io|md)\b|(?<![\w-])--?[a-z][\w-]*|\{[^{}]*\}|\[[^\]]*\]"
    r"|[\w.-]*[._=\"][\w.\"-]+|ka2plan \w+|\w+\u2026"
)
"""What is typed: code, addresses, options and their choices, keys, commands; and words that are cut."""

ADDRESS = re.compile(r"https?://\S+")

ENOUGH = 14
"""Characters of a title that are told from other words: reports cut long ones."""

TYPED = frozenset(
    "next monday weeks enter space escape esc tab home end pageup pagedown shift down up alt ctrl del gantt".split()  # noqa: SIM905
)
"""Words that are typed, the same in every language: days and lengths, and the names of keys."""


def words_of(text: str) -> set[str]:
    """The words of a text, in small letters."""
    return {word.lower() for word in WORD.findall(text)}


@cache
def english_only(language: str = "sl") -> frozenset[str]:
    """Words that stand in the English sentences and in no sentence of the language."""
    english = {word for message in messages() for word in words_of(f"{message.text} {message.plural}")}
    for one in read(language):
        for form in one.string if isinstance(one.string, tuple) else (one.string,):
            english -= words_of(form or "")
    return frozenset(english)


def english_words_in(said: str, *, plan: str = "", language: str = "sl") -> list[str]:
    """The words of what was said that only English sentences have; not those of a plan, of code and of sources."""
    flat = " ".join(ADDRESS.sub(" ", re.sub(r"-\n\s*", "-", said)).split())
    text = CODE.sub(" ", _without_titles(flat))
    return sorted((words_of(text) & english_only(language)) - words_of(plan) - TYPED - _keys())


@cache
def _keys() -> frozenset[str]:
    """Words that are keys or names to be typed: of the plan, of the form's texts, of priorities, pages, commands."""
    forms = tomllib.loads((PACKAGE / "calls" / "forms.toml").read_text("utf-8"))
    named = [key.name for kind in KINDS for key in kind.keys] + [key.name for key in PROJECT_KEYS]
    named += [kind.singular for kind in KINDS] + [command.name for command in COMMANDS] + topics()
    named += [*SUBJECTS, "shell"]
    named += re.findall(r"'key': '([\w-]+)'", str(forms))
    named += [path.stem for path in (PACKAGE / "cli").glob("*.py")]
    types = tomllib.loads((PACKAGE / "calls" / "types.toml").read_text("utf-8"))
    priorities = tomllib.loads((PACKAGE / "calls" / "priorities.toml").read_text("utf-8"))
    return frozenset(words_of(f"{' '.join(named)} {' '.join(_keys_in(types))} {' '.join(_keys_in(priorities))}"))


def _keys_in(data: object) -> Iterator[str]:
    for item in data if isinstance(data, list) else ():
        yield from _keys_in(item)
    for key, value in data.items() if isinstance(data, dict) else ():
        yield key
        yield from _keys_in(value)


@cache
def titles() -> tuple[str, ...]:
    """The titles of the sources, which stay in their own language."""
    data = tomllib.loads((PACKAGE / "calls" / "sources.toml").read_text("utf-8"))
    return tuple(sorted((source["title"] for source in data.values()), key=len, reverse=True))


def _without_titles(text: str) -> str:
    """A text without the titles of sources, also where they are cut: of those that begin alike the longest."""
    at = 0
    while at < len(text):
        begun = _by_beginning().get(text[at : at + ENOUGH], ())
        shared = max((_alike(text[at : at + len(title)], title) for title in begun), default=0)
        if shared:
            text = f"{text[:at]} {text[at + shared :]}"
        at += 1
    return text


@cache
def _by_beginning() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for title in titles():
        found.setdefault(title[:ENOUGH], []).append(title)
    return found


def _alike(one: str, other: str) -> int:
    return next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one))
