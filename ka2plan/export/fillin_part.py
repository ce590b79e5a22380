"""What of a plan a partner gets to fill in: its fields, its activities, the texts it owes, what it has to report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from ka2plan.export.fillin_fields import Field, choices_of, fits, holds, in_cell, look_of
from ka2plan.export.form_fields import FormField
from ka2plan.export.form_parts import form_parts
from ka2plan.export.material import Material
from ka2plan.figures.status import has_begun
from ka2plan.plan import Activity, WorkPackage
from ka2plan.plan.schema import KINDS
from ka2plan.toml import Path

Data = dict[str, Any]

NAMES = {"partners": ("name", "country"), "work_packages": ("title", "lead"), "activities": ("title", "wp", "lead")}
"""Keys by which entries are found again, by table; others have a title."""


class Part:
    """One partner's part of a plan.

    Attributes:
        material: the plan with its figures.
        data: the same as TOML reads it.
        partner: whose part it is.
    """

    def __init__(self, material: Material, data: Data, partner: str) -> None:
        self.material = material
        self.plan = material.plan
        self.data = data
        self.partner = partner

    @cached_property
    def countries(self) -> Mapping[str, str]:
        """The names of countries by code."""
        names: Mapping[str, str] = self.material.book.countries(self.plan.project.call).names
        return names

    @cached_property
    def is_running(self) -> bool:
        """Whether there is something to report."""
        return has_begun(self.plan)

    @property
    def is_coordinator(self) -> bool:
        """Whether the partner coordinates the project."""
        return self.plan.project.coordinator == self.partner

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """The live activities that it leads, takes part in, or has money or effort in."""
        every = self.plan.live_activities()
        return tuple(activity for activity in every if self.partner in self.material.everybody_in(activity))

    @cached_property
    def packages(self) -> tuple[WorkPackage, ...]:
        """The live work packages that it leads, has money or effort in, or has an activity in."""
        inside = {activity.wp for activity in self.activities}
        return tuple(
            package
            for package in self.plan.live_work_packages()
            if package.id in inside or self.leads(package) or self.partner in {**package.budget, **package.effort}
        )

    def leads(self, entry: Any) -> bool:
        """Whether it leads an entry."""
        return getattr(entry, "lead", None) == self.partner

    def leads_package(self, id: str | None) -> bool:
        """Whether it leads a work package; the coordinator has what lies in none."""
        package = self.plan.work_packages.get(id or "")
        return self.leads(package) if package else self.is_coordinator

    @property
    def is_split(self) -> bool:
        """Whether the plan says which organisation has which money."""
        return bool(self.plan.work_packages) or any(activity.budget for activity in self.plan.activities.values())

    def texts(self) -> Iterator[FormField]:
        """Answers in words that it owes to the form: about itself, what it leads, and the project if it coordinates."""
        led = {id for table in (self.plan.work_packages, self.plan.activities) for id in table if self.leads(table[id])}
        owners = {self.partner, *led, *(("",) if self.is_coordinator else ())}
        for part in self.material.once(form_parts):
            for field in part.fields:
                if field.asks and field.owner in owners and len(field.where) > 2:
                    yield field

    def value(self, path: Path) -> Any:
        """The value at a path as TOML has it; None for none."""
        value: Any = self.data
        for name in path:
            value = value.get(name) if isinstance(value, dict) else None
        return value

    def field(self, path: Path, *, is_open: bool, limit: int | None = None) -> Field:
        """The cell of a value; what cannot be filled in as one value is only shown."""
        value, look = self.value(path), look_of(path)
        if isinstance(value, (dict, list)) or not self.plan.could_read(*path):
            return Field(None if isinstance(value, (dict, list)) else in_cell(look, value, self.countries), path)
        choices = choices_of(path)
        shown = in_cell(look, choices[0] if value is None and choices else value, self.countries)
        return Field(shown, path, is_open and holds(value) and fits(shown), look, choices, limit)

    def own(self, path: Path, *, is_open: bool) -> Field:
        """The cell of the partner's share of an entry's budget or effort."""
        return self.field((*path, self.partner), is_open=is_open)

    def sent(self, paths: Iterable[Path]) -> Data:
        """What is sent: the values at these paths, with what their entries are called, and all that these name."""
        sent: Data = {}
        for path in paths:
            self._keep(sent, path)
        named = {"partners": self.plan.partners, "work_packages": self.plan.work_packages}
        tables = {**{kind.name: sent.get(kind.name, {}) for kind in KINDS}, **named}
        for table, ids in tables.items():
            for path in [(table, id, key) for id in ids for key in NAMES.get(table, ("title",))]:
                self._keep(sent, path)
        return sent

    def _keep(self, sent: Data, path: Path) -> None:
        value = self.value(path)
        if value is None:
            return
        for name in path[:-1]:
            sent = sent.setdefault(str(name), {})
        sent[str(path[-1])] = value
