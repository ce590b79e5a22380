"""``export form``: the application form in its own order, to be pasted field by field; text or Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from ka2plan.charts.tables.table import Table
from ka2plan.errors import UsageError
from ka2plan.export import markdown
from ka2plan.export.form_fields import FormField, FormPart
from ka2plan.export.form_parts import form_parts
from ka2plan.export.material import Material
from ka2plan.rules.fact_words import evidence_word
from ka2plan.words.figures import number
from ka2plan.words.messages import _, ngettext, pgettext
from ka2plan.words.visible import cells, cut, in_file

WIDTH = 80

GAP = 2
"""Blanks between two columns."""

MOST_COLUMNS = 12
"""Beyond so many columns a table is a grid of marks."""


def write(material: Material) -> str:
    """The form as plain text, or as Markdown with ``options["markdown"]``.

    :raises UsageError: no form is known for the type and the call.
    """
    parts = material.once(form_parts)
    if not parts:
        message = _("no application form is known for {type}, call {call}")
        project = material.plan.project
        raise UsageError(message.format(type=repr(project.type), call=project.call or "?"))
    lines = _markdown(material, parts) if material.options.get("markdown") else _plain(material, parts)
    return "\n".join(lines) + "\n"


def missing(parts: tuple[FormPart, ...]) -> list[FormField]:
    """Fields that the form demands and the plan does not have."""
    return [field for part in parts for field in part.fields if field.missing]


def about(material: Material) -> str:
    """Whose form it is and how far it was verified."""
    form = material.call.form
    if form is None:
        return ""
    sources = ", ".join(material.book.source(id).title for id in form.source_ids)
    if not form.limit_evidence:
        return _("Form: {sources} ({evidence})").format(sources=sources, evidence=evidence_word(form.evidence))
    told = _("Form: {sources} ({evidence}); limits of characters: {limits}")
    return told.format(
        sources=sources, evidence=evidence_word(form.evidence), limits=evidence_word(form.limit_evidence)
    )


def count_text(field: FormField) -> str:
    """``1,240 of 2,000 characters``."""
    count = len(field.text)
    if field.limit is None:
        return ngettext("{count} character", "{count} characters", count).format(count=number(count))
    told = ngettext("{count} of {limit} character", "{count} of {limit} characters", field.limit)
    if field.over:
        told = ngettext(
            "{count} of {limit} character, {over} too many",
            "{count} of {limit} characters, {over} too many",
            field.limit,
        )
    return told.format(count=number(count), limit=number(field.limit), over=number(field.over))


def _plain(material: Material, parts: tuple[FormPart, ...]) -> Iterator[str]:
    yield in_file(material.title)
    yield from textwrap.wrap(about(material), WIDTH)
    for part in parts:
        yield ""
        label = cut(in_file(part.label).upper(), WIDTH)
        yield label
        yield "=" * cells(label)
        if part.table:
            yield ""
            yield from _table(part.table)
        for field in part.fields:
            if not field.in_table:
                yield from _field(field)
    yield from _missing_lines(parts)


def _field(field: FormField) -> Iterator[str]:
    owner = f"{in_file(field.owner)}  " if field.owner else ""
    yield ""
    if not field.asks:
        yield f"{owner}{field.label}: {in_file(field.text) or '-'}"
        return
    yield f"{owner}{field.label}  [{count_text(field)}]"
    yield from textwrap.wrap(field.asks, WIDTH - 2, initial_indent="  ", subsequent_indent="  ")
    if not field.text:
        yield "  -> " + (_("missing; the form asks for it") if field.mandatory else pgettext("answer", "empty"))
        return
    yield "-" * WIDTH
    yield in_file(field.text, multiline=True)
    yield "-" * WIDTH


def _table(table: Table) -> Iterator[str]:
    """A table in columns where it fits, else one block a row; a timetable as marks beside the ids."""
    shown = [[in_file(cell) for cell in row] for row in (table.headings, *table.texts())]
    if len(shown[0]) > MOST_COLUMNS:
        yield from _grid(shown)
        return
    widths, numbers = [max(cells(row[place]) for row in shown) for place in range(len(shown[0]))], table.numbers
    if sum(widths) + GAP * (len(widths) - 1) <= WIDTH:
        for row in shown:
            padded = [_padded(cell, widths[place], place in numbers) for place, cell in enumerate(row)]
            yield (" " * GAP).join(padded).rstrip()
        return
    for place, row in enumerate(shown[1:], 1):
        yield from [""] if place > 1 else []
        is_total = place > len(table.rows)
        for column, cell in enumerate(row):
            pasted = cell.replace(",", "") if column in numbers else cell
            if cell or not is_total:
                yield from textwrap.wrap(f"{shown[0][column]}: {pasted or '-'}", WIDTH, subsequent_indent="  ")


def _grid(rows: list[list[str]]) -> Iterator[str]:
    """Marks under months or quarters, an id before each row; the titles stand in the tables above."""
    heads = [head.removeprefix("M").split(" ") for head in rows[0][2:]]
    width = 1 + max(cells(word) for words in heads for word in words)
    stub = max(cells(row[0]) for row in rows)
    for line in range(max(map(len, heads))):
        words = [words[line] if line < len(words) else "" for words in heads]
        yield (" " * stub + "".join(_padded(word, width, right=True) for word in words)).rstrip()
    for row in rows[1:]:
        yield (
            _padded(row[0], stub, right=False) + "".join(_padded(mark, width, right=True) for mark in row[2:])
        ).rstrip()


def _padded(text: str, width: int, right: bool) -> str:
    space = " " * (width - cells(text))
    return space + text if right else text + space


def _missing_lines(parts: tuple[FormPart, ...]) -> Iterator[str]:
    for heading, named in _named(parts):
        yield ""
        yield heading.upper()
        yield from (f"- {in_file(name)}" for name in named)


def _named(parts: tuple[FormPart, ...]) -> Iterator[tuple[str, list[str]]]:
    """What keeps the form from being submitted: fields that are missing, then texts that are too long."""
    gaps, long = missing(parts), [field for part in parts for field in part.fields if field.over]
    if gaps:
        yield _("Still missing"), [_name(field) for field in gaps]
    if long:
        yield _("Too long"), [_name(field, count_text(field)) for field in long]


def _name(field: FormField, told: str = "") -> str:
    owner = "" if field.section.startswith(field.owner) else field.owner
    return " / ".join(filter(None, (field.section, owner, field.label, told)))


def _markdown(material: Material, parts: tuple[FormPart, ...]) -> Iterator[str]:
    yield f"# {markdown.escaped(material.title)}"
    yield ""
    yield markdown.escaped(about(material))
    for part in parts:
        yield ""
        yield f"## {markdown.escaped(part.label)}"
        if part.table:
            yield ""
            yield from markdown.table(part.table)
        for field in part.fields:
            if not field.in_table:
                yield from _markdown_field(field)
    for heading, named in _named(parts):
        yield ""
        yield f"## {heading}"
        yield ""
        yield from (f"- {markdown.escaped(name)}" for name in named)


def _markdown_field(field: FormField) -> Iterator[str]:
    owner = f"{field.owner} " if field.owner else ""
    yield ""
    if not field.asks:
        yield f"**{markdown.escaped(owner + field.label)}:** {markdown.escaped(field.text) or '–'}"
        return
    yield f"### {markdown.escaped(owner + field.label)} ({count_text(field)})"
    yield ""
    if not field.text:
        yield f"*{_('missing; the form asks for it') if field.mandatory else pgettext('answer', 'empty')}*"
        return
    yield from markdown.lines_of(field.text)
