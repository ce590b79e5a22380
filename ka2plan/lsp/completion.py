"""What can stand where somebody types: tables, keys with what they are for, ids, countries, types, months, words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lsprotocol.types import (
    CompletionItem,
    CompletionItemKind,
    InsertTextFormat,
    MarkupContent,
    MarkupKind,
    Position,
    TextEdit,
)

from ka2plan.document.references import BY_PARTNER
from ka2plan.export.schema_words import description, sample
from ka2plan.findings import Path
from ka2plan.lsp.hover import entry_text
from ka2plan.lsp.places import Named
from ka2plan.lsp.typing_place import Typed, typed_at
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.schema import (
    IGNORED_KEYS,
    KINDS,
    LINK_TYPES,
    OVERRIDE_KEYS,
    PERIOD_KEYS,
    PRIORITIES,
    PROJECT_KEYS,
    STARTS,
    TOP_LEVEL_KEYS,
    Key,
    key_at,
)
from ka2plan.plan.typed import type_at
from ka2plan.session.form_questions import asked_of
from ka2plan.session.offers import offers_for, reference_offers, title_of
from ka2plan.toml.paths import format_key, quoted
from ka2plan.words.figures import day
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.lsp.plan_text import PlanText
    from ka2plan.session.snapshot import Snapshot

_SNIPPETS = {
    "text": '"$1"',
    "choice": '"$1"',
    "reference": '"$1"',
    "country": '"$1"',
    "agency": '"$1"',
    "moment": '"M$1"',
    "texts": '["$1"]',
    "references": '["$1"]',
    "links": '["$1"]',
    "periods": '[{ start = "M$1", end = "M$2" }]',
    "venue": '{ place = "$1", country = "$2" }',
    "money_by_partner": "{ $1 }",
    "effort_by_partner": "{ $1 }",
}
"""What stands behind a new key's equals sign, the cursor at the first number; other types leave the place empty."""


class Word(NamedTuple):
    """One of the words that could stand there."""

    word: str
    """As it is written, without quotes."""
    kind: CompletionItemKind
    detail: str = ""
    """What it stands for, on the same line."""
    about: str = ""
    """More of it, beside the list."""
    is_text: bool = True
    """Whether TOML wants it in quotes as a value."""
    snippet: str = ""
    """What is written in its place, with stops for the cursor, where the editor knows them."""
    plain: str = ""
    """The same for an editor that knows none."""


def completions_at(text: PlanText, position: Position, *, has_snippets: bool) -> list[CompletionItem]:
    """What can stand at a position, in the order in which it is best read.

    The text itself need not read; ids and names come from the last version that did.
    """
    typed = typed_at(text.text, text.lines.offset(position))
    if typed is None:
        return []
    snapshot = text.known.snapshot if text.known else None
    words = {"header": _in_header, "key": _keys, "value": _values}[typed.part](snapshot, typed)
    seen: set[str] = set()
    items: list[CompletionItem] = []
    for word in words:
        if word.word not in seen and word.word not in typed.siblings:
            seen.add(word.word)
            items.append(_item(text, typed, word, len(items), has_snippets=has_snippets))
    return items


def _item(text: PlanText, typed: Typed, word: Word, place: int, *, has_snippets: bool) -> CompletionItem:
    new = _written(typed, word, has_snippets=has_snippets)
    end = typed.end + (len(typed.quote) if typed.closes else 0)
    label = visible(word.word)
    return CompletionItem(
        label=label,
        kind=word.kind,
        detail=visible(word.detail) or None,
        documentation=MarkupContent(MarkupKind.PlainText, visible(word.about, multiline=True)) if word.about else None,
        sort_text=f"{place:05}",
        filter_text=f"{typed.quote}{word.word}",
        text_edit=TextEdit(text.lines.range(typed.start - len(typed.quote), end), new),
        insert_text_format=InsertTextFormat.Snippet if word.snippet and has_snippets else InsertTextFormat.PlainText,
    )


def _written(typed: Typed, word: Word, *, has_snippets: bool) -> str:
    """The word as TOML has it there, in the quotes that are open already."""
    if typed.part == "value":
        if not word.is_text:
            return word.word
        return f"'{word.word}'" if typed.quote == "'" and "'" not in word.word else quoted(word.word)
    key = format_key(word.word)
    if typed.part == "header" or typed.quote:
        return key
    return word.snippet if word.snippet and has_snippets else word.plain or key


def _in_header(snapshot: Snapshot | None, typed: Typed) -> Iterator[Word]:
    if not typed.above:
        yield from (word for word in _tables() if word.word != "format")
    elif len(typed.above) == 1 and snapshot:
        yield from _ids_in_header(snapshot, str(typed.above[0]))
    elif len(typed.above) == 2:
        for key in _keys_of(typed.above):
            if key.type in (*BY_PARTNER, "venue", "actual", "papers", "capacity"):
                yield _key_word(str(typed.above[0]), key)


def _tables() -> Iterator[Word]:
    """What can stand at the top of a plan."""
    words = {
        **{kind.name: _("every {kind}, by its id").format(kind=_(kind.singular)) for kind in KINDS},
        "project": _("what the project is"),
        "texts": _("answers in words, by the form's names"),
        "overrides": _("limits of the call that are different for this project"),
        "ignored": _("findings that are accepted, each with the reason"),
    }
    yield from (Word(name, CompletionItemKind.Module, words.get(name, "")) for name in TOP_LEVEL_KEYS)


def _ids_in_header(snapshot: Snapshot, table: str) -> Iterator[Word]:
    if table == "texts":
        for kind in KINDS:
            for id in getattr(snapshot.plan, kind.name):
                yield _id_word(snapshot, Named(kind.name, id))
        yield Word("project", CompletionItemKind.Module)
    elif any(kind.name == table for kind in KINDS):
        ids = tuple(getattr(snapshot.plan, table))
        if ids and table != "partners":
            from ka2plan.merge.common_ids import next_free

            everything = {id for kind in KINDS for id in getattr(snapshot.plan, kind.name)}
            yield Word(next_free(ids[-1], everything), CompletionItemKind.Value, _("the next free id"))


def _keys(snapshot: Snapshot | None, typed: Typed) -> Iterator[Word]:
    path = typed.above
    if not path:
        yield from _tables()
    elif path[0] in ("overrides", "ignored") and len(path) == 2:
        names = OVERRIDE_KEYS if path[0] == "overrides" else IGNORED_KEYS
        yield from (Word(name, CompletionItemKind.Property, plain=f"{name} = ") for name in names)
    elif path[0] == "texts" and len(path) == 2 and snapshot:
        yield from _form_fields(snapshot, str(path[1]))
    elif keys := _keys_of(path):
        yield from (_key_word(str(path[0]), key) for key in keys)
    elif (key := key_at(path)) is not None:
        yield from _within(snapshot, key, path)


def _keys_of(path: Path) -> tuple[Key, ...]:
    """The keys of the table at a path."""
    if path == ("project",):
        return PROJECT_KEYS
    kind = next((kind for kind in KINDS if kind.name == path[0]), None)
    return kind.keys if kind and len(path) == 2 else ()


def _key_word(table: str, key: Key) -> Word:
    about = f"{description(table, key)}\n\n{_('written like {sample}').format(sample=sample(table, key))}"
    stop = _SNIPPETS.get(key.type, "$1")
    snippet = f"{key.name} = {stop}"
    detail = _(key.label) if not key.required else _("{label}, required").format(label=_(key.label))
    return Word(key.name, CompletionItemKind.Property, detail, about, snippet=snippet, plain=f"{key.name} = ")


def _within(snapshot: Snapshot | None, key: Key, path: Path) -> Iterator[Word]:
    """The keys of a table within the value of a key: partners of a budget, the parts of a link or a venue."""
    if key.type in BY_PARTNER and snapshot and path[-1] == key.name:
        for id in snapshot.plan.partners:
            word = _id_word(snapshot, Named("partners", id))
            yield word._replace(plain=f"{format_key(id)} = ", kind=CompletionItemKind.Property)
    if key.type == "papers" and snapshot:
        for name, label in asked_of(snapshot, path[:-1]).papers.items():
            yield Word(name, CompletionItemKind.Property, label, plain=f"{name} = ")
    for name in type_at(key, path).keys:
        yield Word(name, CompletionItemKind.Property, plain=f"{name} = ")


def _form_fields(snapshot: Snapshot, id: str) -> Iterator[Word]:
    """What the form asks of an entry in words."""
    kind = snapshot.plan.kind_of(id)
    owner: Path = ("project",) if id == "project" or kind is None else (kind, id)
    for field in asked_of(snapshot, owner).texts:
        limit = _("at most {count} characters").format(count=field.limit) if field.limit else ""
        snippet = f'{field.key} = """\n$1"""'
        yield Word(field.key, CompletionItemKind.Property, _(field.label), limit, snippet=snippet, plain=snippet)


def _values(snapshot: Snapshot | None, typed: Typed) -> Iterator[Word]:
    path = typed.above
    key = key_at(path)
    if key is None or snapshot is None:
        return
    own = type_at(key, path)
    if key.type == "links":
        yield from _of_link(snapshot, key, path)
    elif own.name in ("moment", "date") or path[-1] in (*PERIOD_KEYS, "due", "since", "until"):
        yield from _months(snapshot, is_start=path[-1] in STARTS) if own.name != "date" else ()
    else:
        wanted = "references" if key.type == "references" else own.name
        for offer in offers_for(snapshot, path, key, wanted):
            yield _offered(snapshot, key, offer.value, offer.label, offer.detail)


def _offered(snapshot: Snapshot, key: Key, value: Any, label: str, detail: str) -> Word:
    if isinstance(value, bool):
        return Word(str(value).lower(), CompletionItemKind.Keyword, label, is_text=False)
    if isinstance(value, str):
        named = next(
            (kind for kind in key.refers_to if kind != PRIORITIES and value in getattr(snapshot.plan, kind)), ""
        )
        if named:
            return _id_word(snapshot, Named(named, value))
        return Word(value, CompletionItemKind.EnumMember, detail or (label if label != value else ""))
    return Word(str(value), CompletionItemKind.EnumMember, detail, is_text=False)


def _id_word(snapshot: Snapshot, named: Named) -> Word:
    entry = getattr(snapshot.plan, named.kind).get(named.id)
    return Word(named.id, CompletionItemKind.Reference, title_of(entry), entry_text(snapshot, named))


def _of_link(snapshot: Snapshot, key: Key, path: Path) -> Iterator[Word]:
    if path[-1] == "type":
        words = _link_words()
        yield from (Word(name, CompletionItemKind.EnumMember, words[name]) for name in LINK_TYPES)
    elif path[-1] == "lag":
        yield from (Word(lag, CompletionItemKind.EnumMember) for lag in ("1w", "2w", "1m", "10d"))
    else:
        for offer in reference_offers(snapshot, key, leaving_out=str(path[1])):
            yield _offered(snapshot, key, offer.value, offer.label, offer.detail)


def _link_words() -> dict[str, str]:
    return {
        "FS": _("starts after the other's end"),
        "SS": _("starts with the other's start, or later"),
        "FF": _("ends with the other's end, or later"),
        "SF": _("ends after the other's start"),
    }


def _months(snapshot: Snapshot, *, is_start: bool) -> Iterator[Word]:
    """The project's months with the day that each stands for there."""
    calendar = snapshot.plan.calendar
    for month in range(1, calendar.months + 1) if calendar else ():
        stands_for = calendar.start_of(month) if is_start else calendar.end_of(month)  # type: ignore[union-attr]
        yield Word(f"M{month}", CompletionItemKind.EnumMember, day(stands_for))
