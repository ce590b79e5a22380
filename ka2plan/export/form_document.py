"""The application form as a document: its blocks in their order, and what can be found again when it comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from ka2plan.charts.tables.table import Table
from ka2plan.export import sent_form
from ka2plan.export.contents import Part, Passage, facts, parts
from ka2plan.export.form_fields import FormField, FormPart
from ka2plan.export.form_parts import form_parts
from ka2plan.export.form_text import about, count_text
from ka2plan.export.form_timetable import timetable
from ka2plan.export.material import Material
from ka2plan.export.sent_form import Place, SentForm, checksum, mark_of
from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.schema import kind_named
from ka2plan.words.messages import _
from ka2plan.words.visible import in_file

TITLE, NOTE, FACT, CONTENTS, PART, QUESTION, PASSAGE = range(7)
ASKED, OVER, ANSWER, GAP, TABLE = range(7, 12)
"""What a block is: headings of three levels, what is read, what is written, a table; OVER: a limit that is passed."""

TELLING = ("title", "name", "oid", "country", "lead")
"""Keys that tell what an answer is about when the plan has renumbered its entries."""

NOTHING = "–"

Page = Literal["upright", "lying"]


class Block(NamedTuple):
    """One paragraph, answer or table."""

    kind: int
    text: str = ""
    label: str = ""
    """What stands bold before the text."""
    mark: str = ""
    """The name of the bookmark by which it is found again."""
    table: Table | None = None
    page: Page = "upright"
    """What page a part begins on; one before a table that needs more room lies all the same."""

    @property
    def line(self) -> str:
        """The block as it is read again."""
        return in_file(f"{self.label}: {self.text}" if self.label else self.text, multiline=True)


class FormDocument:
    """The form with the plan's tables behind it.

    Attributes:
        blocks: what stands in it.
        places: what can be found again.
        sent: the answers as the plan has them, with what tells what they are about.
    """

    def __init__(self, material: Material) -> None:
        self._material = material
        self.blocks: list[Block] = []
        self.places: list[Place] = []
        self.sent: dict[str, Any] = {}
        asked = material.once(form_parts)
        self._put(TITLE, material.title)
        for label, value in facts(material):
            self._put(FACT, value, label)
        for line in _how_to(about(material)) if asked else ():
            self._put(NOTE, line)
        self._put(CONTENTS, _("Contents"))
        for part in asked:
            self._part(part)
        self._plan(list(_left(asked, (*parts(material), Part("", timetable(material), ())))))

    def form(self) -> SentForm:
        """What is to be kept of it."""
        lines = {checksum(block.line) for block in self.blocks if block.kind not in (ANSWER, TABLE)}
        rows = (checksum(row) for block in self.blocks if block.table for row in row_lines(block.table))
        return SentForm(tuple(self.places), self.sent, gap(), frozenset(lines | set(rows)))

    def _put(self, kind: int, text: str, label: str = "", mark: str = "") -> None:
        self.blocks.append(Block(kind, text, label, mark))

    def _head(self, text: str) -> None:
        self._put(PART, text, mark=self._place(Place(text)))

    def _table(self, table: Table | None) -> None:
        for one in table.for_pages() if table else ():
            self.blocks.append(Block(TABLE, table=one))

    def _place(self, place: Place) -> str:
        """The mark of a new place."""
        self.places.append(place)
        return mark_of(len(self.places) - 1)

    def _part(self, part: FormPart) -> None:
        self._head(part.label)
        self._table(part.table)
        for field in part.fields:
            if field.in_table:
                continue
            if field.asks:
                self._question(field)
            else:
                block = Block(FACT, field.text or NOTHING, _owned(field))
                self.blocks.append(block._replace(mark=self._place(Place(block.line))))

    def _question(self, field: FormField) -> None:
        place = Place(_owned(field), self._answered(field), f"{field.asks} · {count_text(field)}")
        self._put(QUESTION, place.heading, mark=self._place(place))
        self._put(OVER if field.over else ASKED, place.asked, mark=mark_of(len(self.places) - 1, sent_form.ASKED))
        if field.text:
            self._put(ANSWER, field.text)
        else:
            self._put(GAP, gap(), mark=mark_of(len(self.places) - 1, sent_form.GAP))

    def _answered(self, field: FormField) -> Path:
        """Where the plan has the answer, what it has there being kept; nowhere for what is no text of the plan."""
        plan, where = self._material.plan, field.where
        if len(where) != 3:
            return ()
        table, id, name = map(str, where)
        if table == "texts":
            self._keep(where, plan.texts.get(id, {}).get(name))
            self._tell(plan.kind_of(id) or ("partners" if id in plan.partners else ""), id)
            return where
        kind = kind_named(table)
        key = kind.key(name) if kind else None
        if key is None or key.type != "text":
            return ()
        self._keep(where, getattr(plan.entry(id), name, "") or None)
        self._tell(table, id)
        return where

    def _keep(self, where: Path, value: str | None) -> None:
        table = self.sent
        for name in where[:-1]:
            table = table.setdefault(str(name), {})
        if value is not None:
            table[str(where[-1])] = value

    def _tell(self, kind: str, id: str) -> None:
        """Keeps what tells the entry that an answer is about."""
        entry = self._material.plan.partners.get(id) or self._material.plan.entry(id)
        for key in TELLING if kind else ():
            if value := getattr(entry, key, ""):
                self._keep((kind, id, key), value)

    def _plan(self, behind: list[Part]) -> None:
        """The rest of the plan, on pages that lie."""
        for place, part in enumerate(behind):
            if place == 0:
                self._head(_("The plan behind the form"))
                self.blocks[-1] = self.blocks[-1]._replace(page="lying")
            self._put(QUESTION, part.title)
            self._table(part.table)
            for passage in part.passages:
                self._put(PASSAGE, passage.heading)
                for label, text in passage.lines:
                    self._put(FACT, text, label)


def gap() -> str:
    """What stands where an answer is not written yet."""
    return _("not yet written")


def row_lines(table: Table) -> Iterator[str]:
    """The rows of a table as they are read again."""
    return (in_file(" | ".join(row), multiline=True) for row in (table.headings, *table.texts()))


def _how_to(source: str) -> tuple[str, ...]:
    """What a partner has to know who gets the document."""
    return (
        _("Write below the questions, in as many paragraphs as you need; leave their headings as they are."),
        _(
            "What you write goes back into the plan. Tables and facts do not: change them in the "
            "plan itself. Comments are not read; tracked changes are read as accepted."
        ),
        _("Hidden lines at the end say what was sent to you; leave them there, and save as .docx."),
        source,
    )


def _left(asked: Iterable[FormPart], told: Iterable[Part]) -> Iterator[Part]:
    """What the plan has and no part of the form shows."""
    tables = {_content(part.table) for part in asked if part.table}
    answers = {(field.label, field.text) for part in asked for field in part.fields}
    for part in told:
        table = part.table if part.table and part.table.rows and _content(part.table) not in tables else None
        kept = (Passage(one.heading, tuple(line for line in one.lines if line not in answers)) for one in part.passages)
        passages = tuple(passage for passage in kept if passage.lines)
        if table or passages:
            yield Part(part.title or (table.title if table else ""), table, passages)


def _owned(field: FormField) -> str:
    """The label with the entry that the field is about."""
    return f"{field.owner} {field.label}".strip()


def _content(table: Table) -> tuple[tuple[str, ...], ...]:
    return (table.headings, *table.texts())
