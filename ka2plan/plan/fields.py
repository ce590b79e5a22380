"""Reading one key of an entry by its type in the schema."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ka2plan.findings import ADVICE, WARNING, Path
from ka2plan.messages import _
from ka2plan.plan.calendar import MAX_LAG, Calendar, read_lag
from ka2plan.plan.faults import DOUBLED, Faults
from ka2plan.plan.model import Actual, Link, Month, Period, Venue, When
from ka2plan.plan.values import (
    BAD_VALUE,
    DATE_AS_TEXT,
    Bad,
    date_in_text,
    one_of,
    quoted,
    read_boolean,
    read_country,
    read_date,
    read_integer,
    read_moment,
    read_money,
    read_number,
    read_percent,
    read_text,
    wrong_type,
)
from ka2plan.schema import ACTUAL_KEYS, LINK_KEYS, LINK_TYPES, PERIOD_KEYS, VENUE_KEYS, Key

TURNED_PERIOD = "SYN209"

_READERS: dict[str, Callable[[Any], Any]] = {
    "text": read_text,
    "integer": read_integer,
    "number": read_number,
    "percent": read_percent,
    "boolean": read_boolean,
    "money": read_money,
    "date": read_date,
    "moment": read_moment,
    "country": read_country,
}


class FieldReader:
    """Reads keys by type; needs the ids of the plan for references and the calendar for project months."""

    def __init__(self, faults: Faults, ids: Mapping[str, Collection[str]]) -> None:
        self.faults = faults
        self.ids = ids
        self.calendar: Calendar | None = None
        self._compound: dict[str, Callable[[Key, Path, Any], Any]] = {
            "choice": lambda key, where, value: self.single(where, value, one_of(key.choices)),
            "texts": lambda _key, where, value: self.texts(where, value),
            "reference": self._reference,
            "references": self._references,
            "money_by_partner": self._by_partner,
            "effort_by_partner": self._by_partner,
            "links": self._links,
            "periods": lambda _key, where, value: self._periods(where, value),
            "venue": lambda _key, where, value: self._venue(where, value),
            "actual": lambda _key, where, value: self._actual(where, value),
            "papers": lambda _key, where, value: self._papers(where, value),
            "items": lambda _key, where, value: self._amounts(where, value, read_money),
        }

    def read(self, key: Key, where: Path, value: Any) -> Any:
        """The value as the plan holds it, or None after reporting why it could not be read."""
        simple = _READERS.get(key.type)
        return self.single(where, value, simple) if simple else self._compound[key.type](key, where, value)

    def single(self, where: Path, value: Any, reader: Callable[[Any], Any]) -> Any:
        """A value by one reader; a date written as text is reported and used."""
        result = reader(value)
        if not isinstance(result, Bad):
            return result
        self.faults.reject(where, result)
        return date_in_text(value) if result.code == DATE_AS_TEXT else None

    def resolve(self, where: Path, written: When | None, as_start: bool) -> date | None:
        """The day a moment stands for: a project month's first day as a start, its last otherwise."""
        if not isinstance(written, Month):
            return written
        if self.calendar is None:
            return None
        month = written.number
        return self.calendar.start_of(month) if as_start else self.calendar.end_of(month)

    def texts(self, where: Path, value: Any) -> tuple[str, ...] | None:
        """A list of strings; what is no string in it is reported and left out."""
        if not isinstance(value, list):
            self.faults.reject(where, wrong_type(value, "texts"))
            return None
        read = [self.single((*where, place), item, read_text) for place, item in enumerate(value)]
        return tuple(text for text in read if text is not None)

    def _known(self, key: Key) -> list[str]:
        return [id for kind in key.refers_to for id in self.ids[kind]]

    def _refers(self, key: Key, where: Path, id: str) -> bool:
        if any(id in self.ids[kind] for kind in key.refers_to):
            return True
        self.faults.dangling(where, id, self._known(key))
        self.faults.unread.add(where)
        return False

    def _reference(self, key: Key, where: Path, value: Any) -> str | None:
        id = self.single(where, value, read_text)
        return id if id is not None and self._refers(key, where, id) else None

    def _references(self, key: Key, where: Path, value: Any) -> tuple[str, ...] | None:
        ids = self.texts(where, value)
        if ids is None:
            return None
        for place, id in enumerate(value):
            if id in value[:place] and isinstance(id, str):
                message = _("{key} names {id} twice").format(key=where[-1], id=quoted(id))
                self.faults.report(DOUBLED, (*where, place), message, _("take one of them out"), WARNING)
        known = [id for place, id in enumerate(value) if id in ids and self._refers(key, (*where, place), id)]
        return tuple(dict.fromkeys(known))

    def _by_partner(self, key: Key, where: Path, value: Any) -> dict[str, Decimal] | None:
        amounts = self._amounts(where, value, read_money if key.type == "money_by_partner" else read_number)
        for partner in amounts or ():
            self._refers(key, (*where, partner), partner)
        return amounts

    def _amounts(self, where: Path, value: Any, reader: Callable[[Any], Any]) -> dict[str, Decimal] | None:
        table = self.faults.table(where, value)
        if table is None:
            return None
        read = {name: self.single((*where, name), amount, reader) for name, amount in table.items()}
        return {name: amount for name, amount in read.items() if amount is not None}

    def _links(self, key: Key, where: Path, value: Any) -> tuple[Link, ...] | None:
        if not isinstance(value, list):
            self.faults.reject(where, wrong_type(value, "links"))
            return None
        links = [self._link(key, (*where, place), item) for place, item in enumerate(value)]
        return tuple(link for link in links if link is not None)

    def _link(self, key: Key, where: Path, value: Any) -> Link | None:
        place = where[-1]
        if not isinstance(place, int):
            return None
        if isinstance(value, str):
            return Link(value, place=place) if self._refers(key, where, value) else None
        if not isinstance(value, dict):
            self.faults.reject(where, wrong_type(value, "links"))
            return None
        self.faults.unknown_keys(where, value, LINK_KEYS)
        if "id" not in value:
            self.faults.missing((*where, "id"))
            return None
        id = self._reference(key, (*where, "id"), value["id"])
        type = self.single((*where, "type"), value.get("type", "FS"), one_of(LINK_TYPES))
        lag = self.single((*where, "lag"), value.get("lag", "0d"), _lag)
        return Link(id, type, lag, place) if id and type and lag is not None else None

    def _periods(self, where: Path, value: Any) -> tuple[Period, ...] | None:
        if not isinstance(value, list) or not value:
            self.faults.reject(where, wrong_type(value, "periods"))
            return None
        periods = [self._period((*where, place), item) for place, item in enumerate(value)]
        return tuple(period for period in periods if period is not None)

    def _period(self, where: Path, value: Any) -> Period | None:
        table = self.faults.table(where, value)
        if table is None:
            return None
        self.faults.unknown_keys(where, table, PERIOD_KEYS)
        for name in PERIOD_KEYS:
            if name not in table:
                self.faults.missing((*where, name))
                return None
        start = self.single((*where, "start"), table["start"], read_moment)
        end = self.single((*where, "end"), table["end"], read_moment)
        first, last = self.resolve(where, start, True), self.resolve(where, end, False)
        if first and last and first <= last:
            return Period(first, last, start, end)
        self.faults.unread.add(where)
        if first and last:
            message = _("this period ends on {end}, before it starts on {start}").format(end=last, start=first)
            self.faults.report(TURNED_PERIOD, where, message, _("swap the dates, or correct one"))
        return None

    def _venue(self, where: Path, value: Any) -> Venue | None:
        table = self.faults.table(where, value)
        if table is None:
            return None
        self.faults.unknown_keys(where, table, VENUE_KEYS)
        place = self.single((*where, "place"), table.get("place", ""), read_text)
        country = self.single((*where, "country"), table["country"], read_country) if "country" in table else ""
        return Venue(place or "", country or "")

    def _actual(self, where: Path, value: Any) -> Actual | None:
        table = self.faults.table(where, value)
        if table is None:
            return None
        self.faults.unknown_keys(where, table, ACTUAL_KEYS)
        days = {
            name: self.single((*where, name), table[name], read_date) for name in ACTUAL_KEYS if name in table
        }
        return Actual(**days)

    def _papers(self, where: Path, value: Any) -> dict[str, bool | date] | None:
        table = self.faults.table(where, value)
        if table is None:
            return None
        read = {name: self.single((*where, name), paper, _paper) for name, paper in table.items()}
        return {name: paper for name, paper in read.items() if paper is not None}

    def lead_among_partners(self, where: Path, lead: str | None, partners: tuple[str, ...]) -> None:
        """Reports the lead named once more among the partners taking part besides it."""
        if lead and lead in partners:
            message = _("{id} leads and is named among the partners as well").format(id=lead)
            place = (*where, "partners", partners.index(lead))
            self.faults.report(DOUBLED, place, message, _("take it out of `partners`"), ADVICE)


def _lag(value: Any) -> Any:
    if not isinstance(value, str):
        return wrong_type(value, "text")
    lag = read_lag(value)
    if lag is not None:
        return lag
    most = ", ".join(f"{number}{unit}" for unit, number in MAX_LAG.items())
    hint = _('write days, weeks or months: "10d", "-2w", "1m" (at most {most})').format(most=most)
    return Bad(BAD_VALUE, _("{value} is no lag").format(value=quoted(value)), hint)


def _paper(value: Any) -> Any:
    return read_boolean(value) if isinstance(value, bool) or not isinstance(value, (date, str)) else read_date(value)
