"""Reading one key of an entry by its type in the schema."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from ka2plan.findings import ADVICE, WARNING, Path
from ka2plan.plan.calendar import MAX_LAG, Calendar, read_lag
from ka2plan.plan.faults import DOUBLED, Faults, owner_of, place_of
from ka2plan.plan.model import Actual, Link, Month, Period, Venue, When
from ka2plan.plan.schema import ACTUAL_KEYS, LINK_KEYS, LINK_TYPES, OWN_PREFIX, PERIOD_KEYS, VENUE_KEYS, Key
from ka2plan.plan.values import (
    BAD_VALUE,
    SAMPLES,
    WRONG_TYPE,
    Bad,
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
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

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

    def __init__(self, faults: Faults, ids: Mapping[str, Collection[str]], unsure: Collection[str]) -> None:
        self.faults = faults
        self.ids = ids
        self.unsure = unsure
        """Kinds whose table could not be read: what names one of their entries is not looked up."""
        self.calendar: Calendar | None = None
        self._compound: dict[str, Callable[[Key, Path, Any], Any]] = {
            "choice": lambda key, where, value: self.single(where, value, one_of(key.choices)),
            "texts": lambda _key, where, value: self._distinct(where, self.texts(where, value)),
            "reference": self._reference,
            "references": self._references,
            "money_by_partner": self._by_partner,
            "effort_by_partner": self._by_partner,
            "links": self._links,
            "periods": lambda _key, where, value: self._periods(where, value),
            "venue": lambda _key, where, value: self._venue(where, value),
            "actual": lambda _key, where, value: self._actual(where, value),
            "papers": lambda _key, where, value: self._named(where, value, _paper, "papers"),
            "items": lambda _key, where, value: self._named(where, value, read_money, "items"),
        }

    def read(self, key: Key, where: Path, value: Any) -> Any:
        """The value as the plan holds it, or None after reporting why it could not be read."""
        simple = _READERS.get(key.type)
        if simple is None:
            return self._compound[key.type](key, where, value)
        return self.single(where, value, simple if key.least is None else _from(key.least, simple))

    def single(self, where: Path, value: Any, reader: Callable[[Any], Any]) -> Any:
        """A value by one reader; one written wrongly that can mean only one thing is reported and used."""
        result = reader(value)
        if not isinstance(result, Bad):
            return result
        self.faults.reject(where, result)
        return result.value

    def resolve(self, where: Path, written: When | None, as_start: bool) -> date | None:
        """The day a moment stands for: a project month's first day as a start, its last otherwise."""
        if not isinstance(written, Month):
            return written
        if self.calendar is None:
            self.faults.unread.add(where)
            return None
        month = written.number
        return self.calendar.start_of(month) if as_start else self.calendar.end_of(month)

    def texts(self, where: Path, value: Any) -> list[tuple[int, str]] | None:
        """The strings of a list with their places; what is no string in it is reported and left out."""
        if not isinstance(value, list):
            self.faults.reject(where, wrong_type(value, "texts"))
            return None
        read = [(place, self.single((*where, place), item, read_text)) for place, item in enumerate(value)]
        return [(place, text) for place, text in read if text is not None]

    def _distinct(self, where: Path, texts: list[tuple[int, str]] | None) -> tuple[str, ...] | None:
        if texts is None:
            return None
        first: dict[str, int] = {}
        for place, text in texts:
            if first.setdefault(text, place) != place:
                message = _("{place} names {id} twice").format(place=place_of(where), id=quoted(text))
                self.faults.report(DOUBLED, (*where, place), message, _("take one of the two out"), WARNING)
        return tuple(first)

    def _refers(self, key: Key, where: Path, id: str) -> bool:
        if any(id in self.ids[kind] for kind in key.refers_to):
            return True
        if any(kind in self.unsure for kind in key.refers_to):
            self.faults.unread.add(where)
        else:
            self.faults.dangling(where, key, id, self.ids)
        return False

    def _reference(self, key: Key, where: Path, value: Any) -> str | None:
        id = self.single(where, value, read_text)
        return id if id is not None and self._refers(key, where, id) else None

    def _references(self, key: Key, where: Path, value: Any) -> tuple[str, ...] | None:
        texts = self.texts(where, value)
        if texts is None:
            return None
        known = [(place, id) for place, id in texts if self._refers(key, (*where, place), id)]
        return self._distinct(where, known)

    def _by_partner(self, key: Key, where: Path, value: Any) -> dict[str, Decimal] | None:
        reader: Callable[[Any], Any] = read_money if key.type == "money_by_partner" else read_number
        if key.least is not None:
            reader = _from(key.least, reader)
        amounts = self._named(where, value, reader, key.type)
        for partner in amounts or ():
            self._refers(key, (*where, partner), partner)
        return amounts

    def _named(self, where: Path, value: Any, reader: Callable[[Any], Any], wanted: str) -> dict[str, Any] | None:
        table = self.faults.table(where, value, wanted)
        if table is None:
            return None
        read = {
            name: self.single((*where, name), item, reader)
            for name, item in table.items()
            if not name.startswith(OWN_PREFIX)
        }
        return {name: item for name, item in read.items() if item is not None}

    def _links(self, key: Key, where: Path, value: Any) -> tuple[Link, ...] | None:
        if not isinstance(value, list):
            self.faults.reject(where, wrong_type(value, "links"))
            return None
        links = [self._link(key, where, place, item) for place, item in enumerate(value)]
        return tuple(link for link in links if link is not None)

    def _link(self, key: Key, list_path: Path, place: int, value: Any) -> Link | None:
        where = (*list_path, place)
        if isinstance(value, str):
            return Link(value, place=place) if self._refers(key, where, value) else None
        if not isinstance(value, dict):
            self.faults.reject(where, wrong_type(value, "link"))
            return None
        self.faults.unknown_keys(where, value, LINK_KEYS)
        if "id" not in value:
            self.faults.missing((*where, "id"), SAMPLES["link"])
            return None
        id = self._reference(key, (*where, "id"), value["id"])
        link_type = self.single((*where, "type"), value.get("type", "FS"), one_of(LINK_TYPES))
        lag = self.single((*where, "lag"), value.get("lag", "0d"), _lag)
        return Link(id, link_type, lag, place) if id and link_type and lag is not None else None

    def _periods(self, where: Path, value: Any) -> tuple[Period, ...] | None:
        if not isinstance(value, list):
            self.faults.reject(where, wrong_type(value, "periods"))
            return None
        if not value:
            hint = _("write it like {sample}").format(sample=SAMPLES["periods"])
            self.faults.reject(where, Bad(BAD_VALUE, _("the list is empty"), hint))
        periods = [self._period((*where, place), item) for place, item in enumerate(value)]
        return tuple(period for period in periods if period is not None)

    def _period(self, where: Path, value: Any) -> Period | None:
        table = self.faults.table(where, value, "period")
        if table is None:
            return None
        self.faults.unknown_keys(where, table, PERIOD_KEYS)
        missing = [name for name in PERIOD_KEYS if name not in table]
        for name in missing:
            self.faults.missing((*where, name), SAMPLES["moment"])
        if missing:
            return None
        start, end = (self.single((*where, name), table[name], read_moment) for name in PERIOD_KEYS)
        first = self.resolve((*where, "start"), start, True)
        last = self.resolve((*where, "end"), end, False)
        if first and last and first <= last:
            return Period(first, last, start, end)
        self.faults.unread.add(where)
        if first and last:
            message = _("{place} ends ({end}) before it starts ({start})").format(
                place=place_of(where), start=quoted(table["start"]), end=quoted(table["end"])
            )
            self.faults.report(TURNED_PERIOD, where, message, _("swap the two, or correct one"))
        return None

    def _venue(self, where: Path, value: Any) -> Venue | None:
        table = self.faults.table(where, value, "venue")
        if table is None:
            return None
        self.faults.unknown_keys(where, table, VENUE_KEYS)
        place = self.single((*where, "place"), table.get("place", ""), read_text)
        country = None
        if "country" in table:
            country = self.single((*where, "country"), table["country"], read_country)
        return Venue(place or "", country or "")

    def _actual(self, where: Path, value: Any) -> Actual | None:
        table = self.faults.table(where, value, "actual")
        if table is None:
            return None
        self.faults.unknown_keys(where, table, ACTUAL_KEYS)
        days = {name: self.single((*where, name), table[name], read_date) for name in ACTUAL_KEYS if name in table}
        return Actual(**days)

    def lead_among_partners(self, where: Path, lead: str | None, partners: Any) -> None:
        """Reports the lead named once more among the partners, which come as they stand in the file."""
        if lead and isinstance(partners, list) and lead in partners:
            message = _("{owner}: {id} leads and is named among the partners as well")
            place = (*where, "partners", partners.index(lead))
            hint = _("take it out of `partners`")
            self.faults.report(DOUBLED, place, message.format(owner=owner_of(where), id=lead), hint, ADVICE)


def _from(least: int, reader: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The reader for numbers that must not be smaller than ``least``."""

    def read(value: Any) -> Any:
        number = reader(value)
        if isinstance(number, Bad) or number >= least:
            return number
        hint = _("write a number from {least}").format(least=least)
        return Bad(BAD_VALUE, _("{value} is too small").format(value=quoted(value)), hint)

    return read


def _lag(value: Any) -> Any:
    if not isinstance(value, str):
        return wrong_type(value, "lag")
    lag = read_lag(value)
    if lag is not None:
        return lag
    most = ", ".join(f"{number}{unit}" for unit, number in MAX_LAG.items())
    hint = _('write days, weeks or months: "10d", "-2w", "1m" (at most {most})').format(most=most)
    return Bad(BAD_VALUE, _("{value} is no lag").format(value=quoted(value)), hint)


def _paper(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    paper = read_date(value)
    return wrong_type(value, "paper") if isinstance(paper, Bad) and paper.code == WRONG_TYPE else paper
