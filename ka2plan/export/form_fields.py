"""One field of an application form: what to paste, how long it may be, whether it is missing, where the plan has it."""

from __future__ import annotations

from functools import cache

from ka2plan.calls import Field
from ka2plan.charts.tables.table import Table
from ka2plan.export.form_values import entry_value, paper_text, project_value
from ka2plan.export.material import Material
from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.schema import PROJECT_KEYS, kind_named
from ka2plan.words.figures import figure
from ka2plan.words.messages import _
from ka2plan.words.visible import in_file

MONEY = frozenset(("money", "lump_sum"))
"""Keys of values that are amounts."""


class FormField(NamedTuple):
    """One field of the form for one entry of the plan."""

    section: str
    owner: str
    """The entry it is about: a work package, activity or partner; empty for the project."""
    label: str
    asks: str
    """The question, for answers in words."""
    text: str
    """What is pasted: without blanks at its ends, amounts without signs between thousands."""
    limit: int | None
    mandatory: bool
    where: Path
    """Where the plan has it, or would have it; empty for what no plan has."""
    in_table: bool = False
    """Whether it is a cell of the part's table."""
    is_placeholder: bool = False
    """Whether the text is the one with which a new plan begins."""

    @property
    def missing(self) -> bool:
        """Whether the form demands it and the plan does not have it, or has the words of a new plan there."""
        return self.is_placeholder or (self.mandatory and not self.text)

    @property
    def over(self) -> int:
        """Characters above the limit; 0 within it."""
        return max(0, len(self.text) - self.limit) if self.limit else 0


class FormPart(NamedTuple):
    """One section of the form, or what it asks of one entry: fields to paste and, where it has one, a table."""

    label: str
    fields: tuple[FormField, ...]
    table: Table | None = None


def text_field(material: Material, section: str, field: Field, owner: str) -> FormField:
    """An answer in words."""
    table = owner or "project"
    where: Path = ("texts", table, field.key)
    text = _pasted(material.plan.texts.get(table, {}).get(field.key, ""))
    if not text and field.path:
        where, text = _elsewhere(material, field.path, owner)
    asks, new = _(field.asks), material.is_placeholder(where)
    mandatory = field.mandatory
    return FormField(section, owner, _(field.label), asks, text, field.limit, mandatory, where, is_placeholder=new)


def value_field(material: Material, section: str, field: Field, owner: str, *, in_table: bool = False) -> FormField:
    """A value that the plan has outside its texts."""
    where, text = _elsewhere(material, field.path, owner)
    new, mandatory = material.is_placeholder(where), field.mandatory
    return FormField(section, owner, _(field.label), "", text, field.limit, mandatory, where, in_table, new)


def paper_field(material: Material, section: str, field: Field, partner: str) -> FormField:
    """A paper that goes with the form, or what the applicant declares in it, where no partner is given."""
    owner = material.plan.partners[partner] if partner else material.plan.project
    there = owner.papers.get(field.key)
    where: Path = (*(("partners", partner) if partner else ("project",)), "papers", field.key)
    return FormField(
        section, partner, _(field.label), "", paper_text(there), None, field.mandatory, where, in_table=True
    )


def _elsewhere(material: Material, path: str, owner: str) -> tuple[Path, str]:
    """A value that the plan has outside its texts, and its key path."""
    if not path:
        return (), ""
    head, dot, key = path.partition(".")
    if head == "project" and dot:
        known = any(known.name == key for known in PROJECT_KEYS)
        return ("project", key) if known else (), _pasted(project_value(material, key))
    table = material.plan.kind_of(owner) or ""
    where: Path = (table, owner, path) if _is_key(table, path) else (table, owner)
    return where, _pasted(entry_value(material, owner, path))


@cache
def _is_key(table: str, path: str) -> bool:
    kind = kind_named(table)
    return kind is not None and kind.key(path) is not None


def _pasted(text: str) -> str:
    """A text as it is pasted into the form, from the file or the clipboard, and counted."""
    return in_file(text, multiline=True).strip()


def cell_text(field: FormField, key: str) -> str:
    """A field as a cell of a table that is read: amounts with signs between thousands."""
    from decimal import Decimal

    return figure(Decimal(field.text)) if key in MONEY and field.text else field.text
