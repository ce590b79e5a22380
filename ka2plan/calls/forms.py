"""Application forms: what they ask, in their order, with the limits of their texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from ka2plan.calls.model import SURE, Evidence, texts
from ka2plan.calls.shipped import shipped
from ka2plan.named_tuples import NamedTuple

PROJECT = "project"


FieldKind = Literal["text", "value", "paper"]


class Field(NamedTuple):
    """One thing that a form asks for."""

    key: str
    """What a plan calls it: the key under ``[texts.*]`` or ``papers``, or the column of a table."""
    label: str
    """In our own words, in English."""
    kind: FieldKind
    """``text`` (an answer in words), ``value`` (something the plan has elsewhere) or ``paper``."""
    about: str
    """Whose it is: ``project``, ``management`` (work package 1), ``work-package`` (each other), ``activity``,
    ``partner``, ``coordinator``, ``milestone`` or ``deliverable``."""
    asks: str
    """The question in our own words, for texts."""
    path: str
    """Where the plan has it: a key path as ``project.title``, or in a table a key of the entry; or empty."""
    limit: int | None
    """The most characters, or None where not known."""
    mandatory: bool
    may_be_error: bool
    """Whether leaving it out may be an error: it was read as mandatory for the plan's own call."""
    rule: str
    note: str


class Section(NamedTuple):
    """One section of a form."""

    key: str
    label: str
    about: str
    table: str
    """What its rows are: a table of the plan such as ``activities``, or ``budget``; empty if it is none."""
    fields: tuple[Field, ...]
    """Values, or the columns of the table."""
    texts: tuple[Field, ...]
    papers: tuple[Field, ...]


class Form(NamedTuple):
    """The form of a type of partnership."""

    name: str
    year: int
    """The call whose form was read."""
    borrowed: bool
    """Whether the plan is for another call."""
    source_ids: tuple[str, ...]
    evidence: Evidence
    limit_source_ids: tuple[str, ...]
    limit_evidence: Evidence
    """How far the limits were verified; empty where there are none."""
    sections: tuple[Section, ...]

    def texts(self, about: str) -> tuple[Field, ...]:
        """The texts it asks of a project, of the management, of each work package, activity or partner."""
        return tuple(text for section in self.sections for text in section.texts if text.about == about)

    def text(self, about: str, key: str) -> Field | None:
        """One text by its key."""
        return next((text for text in self.texts(about) if text.key == key), None)

    def values(self, about: str) -> tuple[Field, ...]:
        """The values it asks of a project, partner, work package, activity, milestone or deliverable."""
        return tuple(field for section in self.sections for field in section.fields if field.about == about)

    @property
    def papers(self) -> tuple[Field, ...]:
        """The papers that go with it."""
        return tuple(paper for section in self.sections for paper in section.papers)


def read_form(code: str, managed_by: str, year: int) -> Form | None:
    """The form of a type for a call: as read for that call or the nearest one; None if none is known."""
    heads = shipped("forms", lambda table: table.startswith("forms."))["forms"]
    for name, told in heads.items():
        if (code in told.get("types", ()) or told.get("managed_by") == managed_by) and year >= told["from"]:
            whose = told.get("sections_of", name)
            sections = shipped("forms", lambda table: table.startswith(f"sections.{whose}."))["sections"]  # noqa: B023
            return _form(sections[whose], name, told, year)
    return None


def _form(sections: Mapping[str, Any], name: str, told: Mapping[str, Any], year: int) -> Form:
    limits = told.get("limits", {})
    return Form(
        name,
        told["year"],
        year != told["year"],
        texts(told["source"]),
        told["evidence"],
        texts(limits.get("source", ())),
        limits.get("evidence", ""),
        tuple(_section(key, sections[key], told, year) for key in told["sections"]),
    )


def _section(key: str, section: Mapping[str, Any], told: Mapping[str, Any], year: int) -> Section:
    about = section.get("about", PROJECT)
    kinds: Mapping[str, FieldKind] = {"fields": "value", "texts": "text", "papers": "paper"}
    values, texts, papers = (
        tuple(_field(entry, kind, about, told, year) for entry in section.get(name, ())) for name, kind in kinds.items()
    )
    return Section(key, section["label"], about, section.get("table", ""), values, texts, papers)


def _field(entry: Mapping[str, Any], kind: FieldKind, about: str, told: Mapping[str, Any], year: int) -> Field:
    mandatory = entry.get("mandatory", False) and not told.get("nothing_mandatory", False)
    return Field(
        entry["key"],
        entry["label"],
        kind,
        entry.get("about", about),
        entry.get("asks", ""),
        entry.get("from", ""),
        entry.get("limit"),
        mandatory,
        mandatory and told["evidence"] in SURE and _was_read(entry, told, year),
        entry.get("rule", ""),
        entry.get("note", ""),
    )


def _was_read(entry: Mapping[str, Any], told: Mapping[str, Any], year: int) -> bool:
    """Whether it is known of the call of a year, not of another year only."""
    return entry.get("every_year", False) or year in entry.get("years", (told["year"],))
