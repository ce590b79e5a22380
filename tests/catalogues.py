"""The catalogues of the languages against the texts of the program: what there is to translate, and what is.

    python -m tests.catalogues                brings every language's messages.po up to date, and says how far it is
    python -m tests.catalogues --whole        the same, with what is not translated yet, for whoever translates it
    python -m tests.catalogues --missing sl ka2plan/print
                                              lists what is not translated of these files and folders
    python -m tests.catalogues --pot FILE     writes the template for a language that begins

How numbers, dates and countries are written comes from the Unicode consortium's data, where the catalogue is silent.
What is not translated is left out where nobody translates just now: it changes with every sentence of the program, and
branches would clash over it. A message that the program no longer has stays in the catalogue, marked as obsolete
(``#~``), so that its words are not lost; nothing is guessed from a message that is alike.
"""

from __future__ import annotations

import argparse
import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from babel import Locale
from babel.core import get_global
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from ka2plan.words.figures import MONTHS, WEEKDAYS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "ka2plan"
LANGUAGES = PACKAGE / "languages"

KEYWORDS = {"_": 1, "N_": 1, "ngettext": 2, "pgettext": 2}
"""What marks a message, and how many of its first arguments belong to it."""

TEXTS = {
    "forms.toml": ("label", "asks"),
    "rules.toml": ("text", "note"),
    "types.toml": ("name", "fields.*", "families.*"),
    "priorities.toml": ("names.*",),
    "countries.toml": ("note",),
    "20*.toml": ("note", "applies", "score"),
}
"""What is text for people in the files of the calls: keys, and with ``.*`` all that stands below a key."""

PAGES = {"docs": PACKAGE / "rules" / "docs", "manual": PACKAGE / "manual"}
"""Texts that are translated file by file: a language has them in folders of these names."""


class Message(NamedTuple):
    """A text to translate."""

    text: str
    plural: str = ""
    context: str = ""


@cache
def messages() -> dict[Message, tuple[str, ...]]:
    """Every message of the program, with the files it stands in."""
    found: dict[Message, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for message in _of_module(path.read_text("utf-8")):
            found.setdefault(message, []).append(path.relative_to(ROOT).as_posix())
    for pattern, keys in TEXTS.items():
        for path in sorted((PACKAGE / "calls").glob(pattern)):
            for text in _of_data(tomllib.loads(path.read_text("utf-8")), keys):
                found.setdefault(Message(text), []).append(path.relative_to(ROOT).as_posix())
    figures, countries = "ka2plan/words/figures.py", "ka2plan/calls/countries.toml"
    found |= {Message(name, context="month"): [figures] for name in MONTHS}
    found |= {Message(name, context="weekday"): [figures] for name in WEEKDAYS}
    found |= {Message(name, context="country"): [countries] for name in country_names().values()}
    return {message: tuple(dict.fromkeys(files)) for message, files in found.items()}


def country_names() -> dict[str, str]:
    """The English names of the countries by their codes."""
    data = tomllib.loads((PACKAGE / "calls" / "countries.toml").read_text("utf-8"))
    return dict(line.split(" ", 1) for line in data["names"]["list"].splitlines() if line)


def of_cldr(language: str) -> dict[Message, str]:
    """How a language writes numbers, dates, lists and countries, as the Unicode consortium has it, by Babel."""
    locale = Locale.parse(language)
    marks, months = locale.number_symbols["latn"], locale.months["stand-alone"]["abbreviated"]
    days, lists = locale.days["stand-alone"]["abbreviated"], locale.list_patterns
    likely = Locale.parse(get_global("likely_subtags").get(locale.language, language))
    date = locale.datetime_skeletons["yMd"].pattern
    for sign, field in (("dd", "{day:02}"), ("d", "{day}"), ("MM", "{number:02}"), ("M", "{number}"), ("y", "{year}")):
        date = re.sub(rf"(?<![{{\w:]){sign}(?![}}\w])", field, date)
    told = {
        ("between thousands", ","): marks["group"],
        ("before decimals", "."): marks["decimal"],
        ("date", "{day} {month} {year}"): date,
        ("list", "{first} and {last}"): lists["standard"]["end"].format("{first}", "{last}"),
        ("list", "{first} or {last}"): lists["or"]["end"].format("{first}", "{last}"),
        ("language of a document", "en-GB"): f"{locale.language}-{locale.territory or likely.territory}",
        **{("month", name): months[place].rstrip(".") for place, name in enumerate(MONTHS, 1)},
        **{("weekday", name): days[place].rstrip(".") for place, name in enumerate(WEEKDAYS)},
        **{("country", name): locale.territories.get(code, "") for code, name in country_names().items()},
    }
    return {Message(text, context=context): said for (context, text), said in told.items()}


def _of_module(source: str) -> Iterator[Message]:
    """The messages of a module: adjoining texts are one, and what is no text is marked elsewhere."""
    tree = ast.parse(source)
    hints = {node.value for node in ast.walk(tree) if isinstance(node, ast.Assign) and is_hint(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in KEYWORDS:
            continue
        told = [one.value for one in node.args[: KEYWORDS[node.func.id]] if isinstance(one, ast.Constant)]
        if len(told) < KEYWORDS[node.func.id] or not all(told):
            continue
        if node.func.id == "ngettext":
            yield Message(told[0], told[1])
        elif node.func.id == "pgettext":
            yield Message(told[1], context=told[0])
        else:
            yield Message(told[0], context="key" if node in hints else "")


def is_hint(node: ast.Assign) -> bool:
    """Whether it is the word of a key in the editor's footer."""
    return any(isinstance(one, ast.Name) and one.id == "HINT" for one in node.targets)


def _of_data(data: Any, keys: tuple[str, ...]) -> Iterator[str]:
    if isinstance(data, list):
        for item in data:
            yield from _of_data(item, keys)
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str) and value and key in keys:
                yield value
            elif isinstance(value, dict) and f"{key}.*" in keys:
                yield from (text for text in value.values() if isinstance(text, str))
            else:
                yield from _of_data(value, keys)


def template() -> Catalog:
    """All messages, none translated."""
    made = Catalog(project="ka2plan", fuzzy=False)
    # Messages of one file stand together, so that who translates sees them in their surroundings.
    for message, files in sorted(messages().items(), key=lambda pair: (pair[1][0], pair[0])):
        text = (message.text, message.plural) if message.plural else message.text
        made.add(text, locations=[(file, 0) for file in files], context=message.context or None)
    return made


def read(language: str) -> Catalog:
    """The catalogue of a language, as it is written."""
    return read_po(BytesIO((LANGUAGES / language / "messages.po").read_bytes()), locale=language)


def languages() -> tuple[str, ...]:
    """The languages other than English."""
    return tuple(sorted(path.parent.name for path in LANGUAGES.glob("*/messages.po")))


def key_of(one: Any) -> Message:
    """What a message of a catalogue translates."""
    text, plural = one.id if isinstance(one.id, tuple) else (one.id, "")
    return Message(text, plural, one.context or "")


def is_whole(one: Any) -> bool:
    """Whether a message of a catalogue is translated, in all its forms."""
    forms = one.string if isinstance(one.string, tuple) else (one.string,)
    return all(forms) and not one.fuzzy


def missing(language: str, places: tuple[str, ...] = ("",)) -> list[Message]:
    """What a language lacks of the messages that stand in these files and folders."""
    ready = {key_of(one) for one in read(language) if one.id and is_whole(one)}
    return [
        message
        for message, files in messages().items()
        if message not in ready and any(file.startswith(place) for file in files for place in places)
    ]


def update(language: str, *, whole: bool = False) -> str:
    """Brings a catalogue up to date and compiles it; says how far it is."""
    catalogue, path = read(language), LANGUAGES / language / "messages.po"
    header = catalogue.header_comment
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.header_comment = header
    for message, said in of_cldr(language).items():
        one = catalogue.get(message.text, message.context)
        if one and said and not one.string:
            one.string = said
    count = len(catalogue)
    for one in (
        () if whole else [one for one in catalogue if one.id and not is_whole(one) and not any(one.string or ())]
    ):
        catalogue.delete(one.id, one.context)
    written = BytesIO()
    write_po(written, catalogue, width=120, include_lineno=False, omit_header=False, ignore_obsolete=False)
    path.write_bytes(b"\n".join(line for line in written.getvalue().split(b"\n") if not _is_stamp(line)))
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    ready = sum(is_whole(one) for one in catalogue if one.id)
    pages = ", ".join(
        f"{len(list((LANGUAGES / language / kind).glob('*.md')))} of {len(list(folder.glob('*.md')))} pages of {kind}"
        for kind, folder in PAGES.items()
    )
    return f"{language}: {ready} of {count} messages, {len(catalogue.obsolete)} obsolete; {pages}"


def _is_stamp(line: bytes) -> bool:
    """Whether a line of a header says when and by what, which would differ each time."""
    stamps = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By', b'"Report-Msgid', b'"Project')
    stamps += (b'"Last-Translator', b'"Language-Team')
    return line.startswith(stamps)


def main() -> None:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pot", metavar="FILE", type=Path, help="write the template for a new language")
    parser.add_argument("--whole", action="store_true", help="keep what is not translated yet")
    parser.add_argument("--missing", metavar=("LANGUAGE", "PLACE"), nargs="+", help="list what is not translated")
    wanted = parser.parse_args()
    if wanted.pot:
        with wanted.pot.open("wb") as file:
            write_po(file, template(), width=120, include_lineno=False)
        return
    if wanted.missing:
        language, *places = wanted.missing
        print("\n".join(repr(tuple(filter(None, one))) for one in missing(language, tuple(places) or ("",))))
        return
    for language in languages():
        print(update(language, whole=wanted.whole))


if __name__ == "__main__":
    main()
