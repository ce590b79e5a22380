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
from ka2plan.words.figures import alphabetical, country

Data = dict[str, Any]

NAMES = {"partners": ("name", "country"), "work_packages": ("title", "lead"), "activities": ("title", "wp", "lead")}
"""Keys by which entries are found again, by table; others have a title."""


class Whole:
    """The plan of which every partner gets a part: what the parts have in common, worked out once for all.

    Attributes:
        material: the plan with its figures.
        data: the same as TOML reads it.
    """

    def __init__(self, material: Material, data: Data) -> None:
        self.material = material
        self.plan = material.plan
        self.data = data
        self._cells: dict[tuple[Path, bool, int | None], Field] = {}
        self._names: dict[Path, Data] = {}

    @cached_property
    def countries(self) -> Mapping[str, str]:
        """The names of countries by code."""
        names: Mapping[str, str] = self.material.book.countries(self.plan.project.call).names
        return names

    @cached_property
    def names_of_countries(self) -> list[str]:
        """What countries are called, in the order of the alphabet."""
        return sorted(map(country, self.countries.values()), key=alphabetical)

    @cached_property
    def is_running(self) -> bool:
        """Whether there is something to report."""
        return has_begun(self.plan)

    @cached_property
    def activities(self) -> Mapping[str, tuple[Activity, ...]]:
        """The live activities by who leads them, takes part in them, or has money or effort in them."""
        found: dict[str, list[Activity]] = {}
        for activity in self.plan.live_activities():
            for partner in self.material.everybody_in(activity):
                found.setdefault(partner, []).append(activity)
        return {partner: tuple(activities) for partner, activities in found.items()}

    @cached_property
    def packages(self) -> tuple[WorkPackage, ...]:
        """The live work packages."""
        return tuple(self.plan.live_work_packages())

    @cached_property
    def own_packages(self) -> Mapping[str, frozenset[str]]:
        """The ids of the live work packages by who leads them, or has money or effort in them."""
        found: dict[str, set[str]] = {}
        for package in self.packages:
            for partner in (package.lead or "", *package.budget, *package.effort):
                found.setdefault(partner, set()).add(package.id)
        return {partner: frozenset(ids) for partner, ids in found.items()}

    @cached_property
    def texts(self) -> Mapping[str, tuple[tuple[int, FormField], ...]]:
        """Answers in words that the form asks for by whose they are, each with its place in the form."""
        found: dict[str, list[tuple[int, FormField]]] = {}
        every = (field for part in self.material.once(form_parts) for field in part.fields)
        for place, field in enumerate(every):
            if field.asks and len(field.where) > 2:
                found.setdefault(field.owner, []).append((place, field))
        return {owner: tuple(fields) for owner, fields in found.items()}

    def value(self, path: Path) -> Any:
        """The value at a path as TOML has it; None for none."""
        value: Any = self.data
        for name in path:
            value = value.get(name) if isinstance(value, dict) else None
        return value

    def field(self, path: Path, *, is_open: bool, limit: int | None = None) -> Field:
        """The cell of a value that several partners may be shown: made once for all of them."""
        asked = (path, is_open, limit)
        cell = self._cells.get(asked)
        if cell is None:
            cell = self._cells[asked] = self.new_field(path, is_open=is_open, limit=limit)
        return cell

    def new_field(self, path: Path, *, is_open: bool, limit: int | None = None) -> Field:
        """The cell of a value; what cannot be filled in as one value is only shown."""
        value, look = self.value(path), look_of(path)
        if isinstance(value, (dict, list)) or not self.plan.could_read(*path):
            return Field(None if isinstance(value, (dict, list)) else in_cell(look, value, self.countries), path)
        choices = choices_of(path)
        shown = in_cell(look, choices[0] if value is None and choices else value, self.countries)
        return Field(shown, path, is_open and holds(value) and fits(shown), look, choices, limit)

    def names_of(self, table: str, id: str) -> Data:
        """What an entry is called."""
        names = self._names.get((table, id))
        if names is None:
            told = {key: self.value((table, id, key)) for key in NAMES.get(table, ("title",))}
            names = self._names[table, id] = {key: value for key, value in told.items() if value is not None}
        return names


class Part:
    """One partner's part of a plan.

    Attributes:
        whole: what it has in common with the other parts.
        material: the plan with its figures.
        partner: whose part it is.
    """

    def __init__(self, whole: Whole, partner: str) -> None:
        self.whole = whole
        self.material = whole.material
        self.plan = whole.plan
        self.partner = partner
        self.value = whole.value
        self.field = whole.field

    @property
    def is_running(self) -> bool:
        """Whether there is something to report."""
        return self.whole.is_running

    @property
    def is_coordinator(self) -> bool:
        """Whether the partner coordinates the project."""
        return self.plan.project.coordinator == self.partner

    @property
    def activities(self) -> tuple[Activity, ...]:
        """The live activities that it leads, takes part in, or has money or effort in."""
        return self.whole.activities.get(self.partner, ())

    @cached_property
    def packages(self) -> tuple[WorkPackage, ...]:
        """The live work packages that it leads, has money or effort in, or has an activity in."""
        inside = self.whole.own_packages.get(self.partner, frozenset()).union(
            one.wp for one in self.activities if one.wp
        )
        return tuple(package for package in self.whole.packages if package.id in inside)

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
        yield from (field for _place, field in sorted(text for id in owners for text in self.whole.texts.get(id, ())))

    def own(self, path: Path, *, is_open: bool) -> Field:
        """The cell of the partner's share of an entry's budget or effort."""
        return self.whole.new_field((*path, self.partner), is_open=is_open)

    def sent(self, paths: Iterable[Path]) -> Data:
        """What is sent: the values at these paths, with what their entries are called, and all that these name."""
        sent: Data = {}
        for path in paths:
            self._keep(sent, path)
        named = {"partners": self.plan.partners, "work_packages": self.plan.work_packages}
        for table, ids in ({kind.name: sent.get(kind.name, {}) for kind in KINDS} | named).items():
            for id in tuple(ids):
                if names := self.whole.names_of(table, id):
                    sent.setdefault(table, {}).setdefault(id, {}).update(names)
        return sent

    def _keep(self, sent: Data, path: Path) -> None:
        value = self.value(path)
        if value is None:
            return
        for name in path[:-1]:
            sent = sent.setdefault(str(name), {})
        sent[str(path[-1])] = value
