"""The organisations of a table by all the names that it has for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ka2plan.imports.cell import Cell
from ka2plan.imports.folding import folded
from ka2plan.imports.names import (
    LONGEST_NAME,
    acronym_and_name,
    names_in,
    short_id,
    without_details,
    without_number,
    without_role,
)
from ka2plan.imports.vocabulary import is_nothing, words
from ka2plan.plan.schema import is_id

LEAST_OF_COUNTRY = 4
"""Letters of a country's name that an organisation is called by; shorter ones are rather its own short name."""


class Consortium:
    """Organisations in the order in which they are met.

    Attributes:
        partners: id -> its values, the name among them.
        first_seen: id -> the cell that named it first.
        coordinator: id of the one that a list calls so.
        told: id -> what lists of organisations say of it.
        countries: what stands for a country, folded -> its code.
        by_country: name of a country -> id of the only organisation from there, which it was taken for.
    """

    def __init__(self, known: Mapping[str, str] | None = None) -> None:
        self.partners: dict[str, dict[str, Any]] = {}
        self.first_seen: dict[str, str] = {}
        self.coordinator: str | None = None
        self.told: dict[str, dict[str, Any]] = {}
        self.countries: Mapping[str, str] = {}
        self.by_country: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        self._invented: set[str] = set()
        """Ids that are initials of a name, so that another organisation may be called so."""
        self._id_counts: dict[str, int] = {}
        for id, name in (known or {}).items():
            self.partners[id] = {"name": name}
            self._remember(id, id, name)

    def _remember(self, id: str, *names: str) -> None:
        for name in names:
            if folded(name):
                self._by_name.setdefault(folded(name), id)

    def find(self, name: str) -> str | None:
        """The id of an organisation by its id, its name, or both together; None for one that is not known."""
        key = folded(name)
        if key in self._by_name:
            return self._by_name[key]
        acronym, full = acronym_and_name(name)
        known = self._by_name.get(folded(acronym)) if acronym else None
        known = None if known in self._invented else known
        known = known or self._by_name.get(folded(full))
        if known:
            return known
        plain, details = without_details(name, self.countries)
        if details:
            return self.find(plain)
        first, _blank, rest = " ".join(name.split()).partition(" ")
        id = self._by_name.get(folded(first))
        return id if id and folded(rest) == folded(self.partners[id].get("name", "")) else None

    def is_known(self, name: str) -> bool:
        """Whether there is an organisation of that name."""
        return self.find(name) is not None

    def meet(self, name: str, place: str = "") -> str | None:
        """The id of an organisation, which is new where it is not known; None for what names none."""
        key = folded(name)
        if not key or len(name) > LONGEST_NAME or is_nothing(name) or key in words("everybody") | words("unknown"):
            return None
        known = self.find(name)
        if known:
            self.add(known, without_details(name, self.countries)[1])
            return known
        from_there = self._from(key)
        if from_there:
            return self._only_one_of(name, from_there)
        bare, details = without_details(without_number(" ".join(name.split())), self.countries)
        known = self.find(bare)
        if known:
            self._remember(known, name)
            return known
        acronym, full = acronym_and_name(bare)
        id = acronym if is_id(acronym) and acronym not in self.partners else self.new_id(full)
        self._invented |= {id} - {full, acronym}
        country = self.countries.get(key, "") if len(key) >= LEAST_OF_COUNTRY else ""
        self.add(id, {"name": full, "country": country, **details}, place)
        self._remember(id, name)
        return id

    def new_id(self, name: str) -> str:
        """A short id for an organisation of that name, which nobody has."""
        return short_id(name, self.partners, self._id_counts)

    def divided(self, name: str) -> tuple[str, dict[str, str]]:
        """The name, and what stands in brackets behind it: its number, its country."""
        return without_details(name, self.countries)

    def _from(self, key: str) -> list[str]:
        """The organisations of lists that are from a country."""
        code = self.countries.get(key)
        return [id for id, values in self.told.items() if values.get("country") == code] if code else []

    def _only_one_of(self, name: str, ids: list[str]) -> str | None:
        """The only one; a country with several organisations names none of them."""
        if len(ids) > 1:
            return None
        self.by_country[name.strip()] = ids[0]
        self._remember(ids[0], name)
        return ids[0]

    def add(self, id: str, values: dict[str, Any], place: str = "") -> None:
        """An organisation of a list, or more that is known of one."""
        found = self.partners.setdefault(id, {})
        for key, value in values.items():
            if value not in (None, "") and (key not in found or (key == "name" and folded(found[key]) == folded(id))):
                found[key] = value
        if place:
            self.first_seen.setdefault(id, place)
        self._remember(id, id, found.get("name", ""))

    def call(self, id: str, name: str) -> None:
        """One more name of an organisation, such as its number in a list."""
        self._remember(id, name)

    def several(self, cell: Cell, *, is_one: bool = False) -> Iterator[str]:
        """The ids of all that a cell names; one name with a comma stays one where only one is looked for."""
        names = names_in(cell.text, self.is_known, is_one=is_one)
        if any(folded(name) in words("everybody") for name in names):
            yield from self.partners
        for name in names:
            id = self.meet(without_role(name)[0], cell.place)
            if id:
                yield id

    def leading(self, cell: Cell) -> Iterator[str]:
        """The ids of those of which a cell says that they lead."""
        for name in names_in(cell.text, self.is_known):
            bare, leads = without_role(name)
            id = self.find(bare) if leads else None
            if id:
                yield id
