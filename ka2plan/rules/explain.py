"""What a code means: its documentation, with the facts it rests on and where they were read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from textwrap import fill

from ka2plan.calls import Call, CallBook, Fact
from ka2plan.calls.model import Deadline, Evidence, Window
from ka2plan.errors import UsageError
from ka2plan.findings import ERROR
from ka2plan.named_tuples import NamedTuple
from ka2plan.rules.fact_words import evidence_text, value_text
from ka2plan.words.messages import _
from ka2plan.words.pages import page_path

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "docs")

FACTS = "Facts:"
"""Begins a document's last line: keys of facts and numbers of rules that it rests on, with commas between."""

WIDTH = 100
"""Columns of the documents."""


class Explanation(NamedTuple):
    """What is known of a code, as other programs show it."""

    title: str
    """The name of the fault."""
    summary: str
    """What it finds and why it matters."""
    text: str
    """The whole, as ``explain`` prints it."""
    address: str
    """Where the rule was read first; empty where no page is known."""


IGNORED = "`[ignored]`"
"""What a document that tells to accept a finding names."""


def explained(code: str, book: CallBook) -> Explanation:
    """What is known of a code.

    :raises UsageError: there is no such code.
    """
    text = explain(code, book)
    title, *parts = text.split("\n## ")
    told = (" ".join(part.partition("\n\n")[2].split()) for part in parts[:2])
    return Explanation(title.removeprefix(f"# {code}").strip(), " ".join(told), text, _address(code, book))


def explain(code: str, book: CallBook) -> str:
    """The documentation of a code, then the newest values of its facts with source and evidence.

    :raises UsageError: there is no such code.
    """
    if code not in all_codes():
        raise UsageError(_unknown(code))
    sources = list(_sources(book, _keys(code))) or [_no_source(code)]
    document = _document(code).partition(f"\n{FACTS}")[0].rstrip("\n")
    shown = _("`ka2plan manual codes` shows how to write a reason under `[ignored]`.")
    how = [shown, ""] if IGNORED in document else []
    return "\n".join([document, "", *how, _("## Source"), "", *sources, ""])


def _keys(code: str) -> list[str]:
    """The keys of facts and numbers of rules that a code rests on."""
    document = _read(os.path.join(FOLDER, f"{code}.md"))
    return [key.strip() for key in document.partition(f"\n{FACTS}")[2].split(",") if key.strip()]


def _address(code: str, book: CallBook) -> str:
    """The page of the first source that has one."""
    for key in _keys(code):
        told = book.rule(key)
        facts = [] if told or key in DATED else [fact for fact, _codes in _newest(book, key)[1]]
        ids = told.source_ids if told else [id for fact in facts for id in fact.source_ids]
        for id in ids:
            if book.source(id).url.startswith(("https://", "http://")):
                return book.source(id).url
    return ""


def list_codes() -> str:
    """Every code with the name of its fault, a line each."""
    return "".join(f"{_title(code)}\n" for code in all_codes())


def all_codes() -> tuple[str, ...]:
    """All codes that have a document, in order."""
    return tuple(sorted(name.removesuffix(".md") for name in os.listdir(FOLDER) if name.endswith(".md")))


def _document(code: str) -> str:
    """The document in the language that is spoken; its facts stand in the English one alone."""
    return _read(page_path("docs", f"{code}.md", FOLDER))


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


def _title(code: str) -> str:
    """``BUD201  management above its limit``."""
    heading = _document(code).split("\n", 1)[0]
    return f"{code}  {heading.removeprefix('#').strip().removeprefix(code).strip()}"


def _unknown(code: str) -> str:
    from difflib import get_close_matches

    codes = all_codes()
    near = [known for known in codes if code and known.startswith(code)] or get_close_matches(code, codes, 3, 0.5)
    message = _("{code} is no code of ka2plan").format(code=repr(code))
    if not near:
        return _("{message}; `ka2plan explain` lists all of them").format(message=message)
    return _("{message}; did you mean:\n{codes}").format(
        message=message, codes="\n".join(f"  {_title(known)}" for known in near)
    )


def _no_source(code: str) -> str:
    """What stands in place of a source for a rule that rests on none."""
    from ka2plan.rules.rules import all_rules

    rule = all_rules()[code]
    if rule.find is None:
        return _("- ka2plan's own format of plan files; `ka2plan manual plan` is its page.")
    if rule.severity == ERROR:
        return _("- None is needed: the plan contradicts itself.")
    return _("- ka2plan's own: good practice, and no rule of the programme.")


def _sources(book: CallBook, keys: list[str]) -> Iterator[str]:
    for key in keys:
        if key in DATED:
            yield from _dated(book, key)
            continue
        told = book.rule(key)
        if told:
            text = _("rule {id}: {text}").format(id=told.id, text=_(told.text))
            yield _item(book, text, told.source_ids, told.evidence, told.note)
            continue
        year, facts = _newest(book, key)
        for fact, codes in facts:
            text = _("`{key}`, call {year}, {types}: {value}").format(
                key=key, year=year, types=", ".join(codes), value=value_text(fact)
            )
            yield _item(book, text, fact.source_ids, fact.evidence, fact.note)


DATED = ("deadlines", "windows", "form", "priorities")
"""Names in a document's last line for what is no fact of a type: it stands by round, or in the form."""


def _dated(book: CallBook, key: str) -> Iterator[str]:
    """What is known for the newest call of the two core types."""
    for type_id in ("KA220-SCH", "KA210-SCH"):
        call = book.call(type_id, book.newest_year(type_id), 1)
        if key == "form" and call.form:
            text = _("form of {type}").format(type=call.code)
            yield _item(book, text, call.form.source_ids, call.form.evidence, "")
        if key == "priorities":
            named = call.priorities[0]
            yield _item(book, _("priorities of {type}").format(type=type_id), named.source_ids, named.evidence, "")
        for number in call.rounds if key in ("deadlines", "windows") else ():
            found = call.deadline(number) if key == "deadlines" else call.window(number)
            if found:
                yield _item(book, _told(call, found), found.fact.source_ids, found.fact.evidence, found.fact.note)


def _told(call: Call, found: Deadline | Window) -> str:
    heads = {"type": call.code, "year": call.year, "round": found.round}
    if isinstance(found, Deadline):
        when = found.at.strftime("%Y-%m-%d %H:%M")
        return _("deadline of {type}, call {year}, round {round}: {when} in Brussels").format(when=when, **heads)
    text = _("start of {type}, call {year}, round {round}: {start} to {end}")
    return text.format(start=found.start.isoformat(), end=found.end.isoformat(), **heads)


def _newest(book: CallBook, key: str) -> tuple[int, list[tuple[Fact, list[str]]]]:
    """The newest year in which the fact is known of any type, and each reading with the types it is for."""
    for year in reversed(book.years):
        readings: list[tuple[Fact, list[str]]] = []
        for code, facts in book.year(year).facts.items():
            fact = facts.get(key)
            alike = next((codes for known, codes in readings if known == fact), None)
            if alike is not None:
                alike.append(code)
            elif fact:
                readings.append((fact, [code]))
        if readings:
            return year, readings
    return 0, []


def _item(book: CallBook, text: str, source_ids: tuple[str, ...], evidence: Evidence, note: str) -> str:
    """One item of a list: what holds, its note, where it was read and how far it was verified."""
    titles = "; ".join(book.source(id).title for id in source_ids)
    held = f"{text.rstrip('.')} ({_(note)})" if note else text.rstrip(".")
    source = _("Source: {titles} ({evidence})").format(titles=titles, evidence=evidence_text(evidence))
    return fill(f"{held}. {source}", WIDTH, initial_indent="- ", subsequent_indent="  ")
