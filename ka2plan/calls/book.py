"""All calls that are known: those that come with the program and the user's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ka2plan.calls.call import Call
from ka2plan.calls.library import Library
from ka2plan.calls.model import Fact, FactFault, PartnershipType, Source
from ka2plan.calls.shipped import of_types, shipped, shipped_years
from ka2plan.calls.year_file import YearFile, amended, read_year

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ka2plan.calls.countries import Countries
    from ka2plan.calls.reference import GuideRule


class CallBook:
    """Every type, year and source; files are read when they are first needed, and once."""

    def __init__(self, own: Mapping[int, YearFile] | None = None, faults: Sequence[FactFault] = ()) -> None:
        self.library = Library()
        """What holds for all years."""
        self._own = dict(own or {})
        self._faults = tuple(faults)
        self._shipped_years = shipped_years()
        self._years: dict[tuple[int, str], YearFile] = {}
        self._countries: dict[int, Countries] = {}

    @property
    def faults(self) -> tuple[FactFault, ...]:
        """What is wrong in the user's own year files."""
        return self._faults + tuple(fault for year in self._own.values() for fault in year.faults)

    @property
    def years(self) -> tuple[int, ...]:
        """All years of call that are known, in order."""
        return tuple(sorted({*self._shipped_years, *self._own}))

    def types(self) -> tuple[PartnershipType, ...]:
        """All types, by code and field, the core types first."""
        return self.library.types()

    def type(self, type_id: str) -> PartnershipType | None:
        """A type by what a plan writes, or None."""
        types = self.library.types_of(self.library.code_of(type_id))
        return next((type_ for type_ in types if type_.id == type_id), None)

    def nearest_type(self, type_id: str) -> str | None:
        """The known type most like an unknown one."""
        from difflib import get_close_matches

        ids = [type_.id for type_ in self.types()]
        return next(iter(get_close_matches(type_id.strip().upper(), ids, n=1, cutoff=0.5)), None)

    def years_of(self, code: str) -> tuple[int, ...]:
        """The years in which a type code has facts, in order."""
        return tuple(year for year in self.years if self.year(year, code).knows(code))

    def newest_year(self, type_id: str) -> int:
        """The newest year with facts of a type; the newest of all for an unknown type."""
        code = self.library.code_of(type_id)
        newest_first = reversed(self.years)
        return next((year for year in newest_first if self.year(year, code).knows(code)), self.years[-1])

    def year(self, year: int, code: str = "") -> YearFile:
        """A known year's facts; with a type's code those of this type and its manager at least."""
        if (year, code) not in self._years:
            self._years[year, code] = self._read_year(year, code)
        return self._years[year, code]

    def call(
        self,
        type_id: str,
        year: int | None,
        round_number: int = 1,
        overrides: Mapping[str, tuple[Any, str]] | None = None,
    ) -> Call:
        """The call a plan is written for; for a year without facts the newest one's, marked as borrowed.

        Args:
            type_id: what the plan has as its type; an unknown one gives a call without facts.
            year: the year of call, None where the plan has none.
            round_number: the round of the call, from 1.
            overrides: fact key -> the plan's own value and its reason.
        """
        call = self._call(type_id, year, round_number)
        if not overrides:
            return call
        from ka2plan.calls.overrides import with_overrides

        return with_overrides(call, overrides)

    def countries(self, year: int | None) -> Countries:
        """The countries of a year; the newest known groups, as borrowed, where nothing is known of it."""
        from ka2plan.calls.countries import countries_of

        wanted = self.years[-1] if year is None else year
        if wanted not in self._countries:
            own = self._own.get(wanted, YearFile()).countries
            self._countries[wanted] = countries_of(wanted, self.library.countries(), own)
        return self._countries[wanted]

    def source(self, id: str) -> Source:
        """A source by its id; what is no id of ours or of a user's file is itself the title."""
        own = next((year.sources[id] for year in self._own.values() if id in year.sources), None)
        return own or self.library.source(id) or Source(id, id)

    def rule(self, id: str) -> GuideRule | None:
        """A rule of the guide by its number, such as ``C-22``."""
        return next((rule for rule in self.library.rules() if rule.id == id), None)

    def _call(self, type_id: str, year: int | None, round_number: int) -> Call:
        code = self.library.code_of(type_id)
        if not code:
            return Call(type_id, None, "", year, None, round_number, self.library)
        known = year is not None and year in self.years and self.year(year, code).knows(code)
        used = year if known and year is not None else self.newest_year(type_id)
        file, type_ = self.year(used, code), self.type(type_id)
        facts = _facts(file, code, type_, borrowed=not known)
        dates = [dates for dates in file.dates if known and (code in dates.types or type_id in dates.types)]
        return Call(
            type_id,
            type_,
            code,
            year,
            used,
            round_number,
            self.library,
            facts,
            tuple(dated.deadline for dated in dates if dated.deadline),
            tuple(dated.window for dated in dates if dated.window),
            file.payments.get(code),
            file.faults,
            f"WP{facts['management_wp'].value}" if "management_wp" in facts else None,
        )

    def _read_year(self, year: int, code: str) -> YearFile:
        own = self._own.get(year)
        if own and not (own.amends and year in self._shipped_years):
            return own
        managers = (type_.managed_by for type_ in self.library.types_of(code)) if code else ()
        ours = read_year(shipped(str(year), of_types((code, *managers)) if code else None))
        return amended(ours, own) if own else ours


def load_calls(facts_dirs: Sequence[str] = ()) -> CallBook:
    """The calls that come with the program, and the user's own year files in the folders given.

    Args:
        facts_dirs: folders with files such as ``2027.toml``; a later one goes before an earlier one. What
            cannot be read in them is in the book's ``faults``.
    """
    own: dict[int, YearFile] = {}
    faults: tuple[FactFault, ...] = ()
    for folder in facts_dirs:
        from ka2plan.calls.own_years import read_own_years

        years, unreadable = read_own_years(folder)
        own.update(years)
        faults += unreadable
    return CallBook(own, faults)


def _facts(file: YearFile, code: str, type_: PartnershipType | None, *, borrowed: bool) -> dict[str, Fact]:
    """The facts of a type: its manager's, then its code's, then those of code and field."""
    names = (type_.managed_by, code, type_.id) if type_ else (code,)
    field = type_.field if type_ else ""
    return {
        key: fact._replace(borrowed=True) if borrowed else fact
        for name in dict.fromkeys(names)
        for key, fact in file.facts.get(name, {}).items()
        if not fact.fields or field in fact.fields
    }
