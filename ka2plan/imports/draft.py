"""A plan while it is read from tables: entries, organisations, and all that could not be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ka2plan.imports.consortium import Consortium
from ka2plan.imports.folding import folded
from ka2plan.imports.names import id_of
from ka2plan.imports.packages import is_management, is_package_id, numbered
from ka2plan.named_tuples import NamedTuple
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from decimal import Decimal

PACKAGE, ACTIVITY, MILESTONE, DELIVERABLE, INDICATOR = (
    "work_packages",
    "activities",
    "milestones",
    "deliverables",
    "indicators",
)

HEADS = {PACKAGE: "WP", ACTIVITY: "A", MILESTONE: "MS", DELIVERABLE: "D", INDICATOR: "I"}
"""What the id of an entry begins with that has only a number."""


class Unread(NamedTuple):
    """A cell that could not be read."""

    place: str
    written: str
    reason: str
    sheet: str = ""

    @property
    def where(self) -> str:
        """``C7``, or ``Plan!C7`` where there are several sheets."""
        return f"{visible(self.sheet, 40)}!{self.place}" if self.sheet else self.place

    @property
    def sentence(self) -> str:
        """``C7 "31.2.2027": no date``; the sheet before it where there are several."""
        return f'{self.where} "{visible(self.written, 60)}": {self.reason}'


class Stated(NamedTuple):
    """A figure of a work package, which other tables may state of its activities."""

    cell: Unread
    """Where it stands, and why it is not read where nothing else has it."""
    package: str
    head: str
    """``budget`` or ``effort``."""
    number: Decimal
    partner: str = ""
    """Who it is for; empty where nobody is named, so that the package cannot have it itself."""


class Draft:
    """An entry being read: its kind, id and values by key, in the order in which they are to be written."""

    def __init__(self, kind: str, id: str, heading: str | None = None) -> None:
        self.kind = kind
        self.id = id
        self.written = ""
        """What stands for the id in the table; empty where there is none."""
        self.heading = heading
        """The work package under whose heading it stands."""
        self.values: dict[str, Any] = {}
        self.unread: list[Unread] = []
        self.notes: list[str] = []
        """What else is to be said of it."""
        self.derived: set[str] = set()
        """Keys that no column says, but others show: those who have money take part."""
        self.sums_up = False
        """Whether its row stands above others, so that its dates may only be theirs."""
        self.sheets: list[str] = []
        """Names of the sheets that it was read from."""
        self.title = ""
        """As it was when the entry was first met."""

    def put(self, key: str, value: Any) -> bool:
        """Keeps a value that says something, unless another sheet said it before; tells whether the two agree."""
        if value in (None, "", [], {}):
            self.values.setdefault(key, value)
            return True
        if self.values.get(key) in (None, "", [], {}):
            self.values[key] = value
            return True
        return bool(self.values[key] == value)


class _KnownEntries:
    """The entries of the plan that the tables are for, by what a table may call them."""

    def __init__(self, known: Mapping[str, Mapping[str, str]]) -> None:
        self._ids: dict[str, dict[str, list[str]]] = {}
        self._titles: dict[str, dict[str, list[str]]] = {}
        for kind, entries in known.items():
            for id, title in entries.items():
                self._ids.setdefault(folded(id), {}).setdefault(kind, []).append(id)
                self._titles.setdefault(folded(title), {}).setdefault(kind, []).append(id)

    def kinds_of(self, id: str, title: str) -> list[str]:
        """The kind of every entry of that id, else of every one of that title."""
        by_id = self._ids.get(folded(id), {}) if id else {}
        found = by_id or (self._titles.get(folded(title), {}) if title else {})
        return [kind for kind, ids in found.items() for _id in ids]

    def first(self, key: str, kinds: Iterable[str]) -> str | None:
        """The id of the first entry of these kinds that is called so, folded, by its id, else by its title."""
        for found in (self._ids.get(key, {}), self._titles.get(key, {}) if key else {}):
            for kind in kinds:
                if kind in found:
                    return found[kind][0]
        return None


class DraftPlan:
    """All entries in the order in which they are met.

    Attributes:
        consortium: the organisations.
        packages: work packages by id.
        entries: activities, milestones, deliverables and indicators.
        effort_unit: ``days`` or ``months``, where a table says it.
        unread: cells of no entry, or of one that is known already.
        stated: money and effort of work packages, which may be those of their activities.
        checked: sentences on sums that a table states.
        notices: sentences on what else was concluded.
    """

    def __init__(
        self,
        management: str | None,
        consortium: Consortium,
        *,
        has_packages: bool,
        known: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self.consortium = consortium
        self.packages: dict[str, Draft] = {}
        self.entries: list[Draft] = []
        self.effort_unit = ""
        self.unread: list[Unread] = []
        self.checked: list[str] = []
        self.stated: list[Stated] = []
        self.notices: list[str] = []
        self.title = ""
        self.lump_sum: Decimal | None = None
        self.has_packages = has_packages
        self._management = management
        self._known = known or {}
        """Of the plan that the tables are for: kind -> id -> title."""
        self._known_entries = _KnownEntries(self._known)
        self._ids: set[str] = set()
        self._by_id: dict[str, str] = {}
        self._by_title: dict[tuple[str, str], Draft] = {}
        self._by_own_id: dict[tuple[str, str], Draft] = {}
        self._by_folded_id: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._id_counts: dict[str, int] = {}

    @property
    def drafts(self) -> Iterator[Draft]:
        """Work packages, then all other entries."""
        yield from self.packages.values()
        yield from self.entries

    @property
    def all_unread(self) -> list[Unread]:
        """All that could not be read."""
        return [*(unread for draft in self.drafts for unread in draft.unread), *self.unread]

    def of_kind(self, kind: str) -> list[Draft]:
        """The entries of a kind."""
        return [draft for draft in self.entries if draft.kind == kind]

    def entry(self, kind: str, id: str, title: str, heading: str | None, of_table: Collection[Draft] = ()) -> Draft:
        """The entry of another sheet with that id or title, else a new one; of the kind that the plan has it as.

        Two rows of one table (``of_table`` are those before) are two entries, whatever they are called.
        """
        kind = self._kind_in_plan(kind, id, title)
        known = self.known_entry(kind, id, title)
        if known and known not in of_table:
            return known
        self._counts[kind] = self._counts.get(kind, 0) + 1
        written = id or str(self._counts[kind])
        written = f"{HEADS[kind]}-{written}" if is_package_id(written) or written in self.packages else written
        draft = Draft(kind, id_of(written, self._ids, HEADS[kind], self._id_counts), heading)
        draft.title, draft.written = title, id
        self._ids.add(draft.id)
        self._by_folded_id.setdefault(folded(draft.id), draft.id)
        self._by_own_id[kind, draft.id] = draft
        self.entries.append(draft)
        return draft

    def _kind_in_plan(self, kind: str, id: str, title: str) -> str:
        """The kind of the one entry of that id, else title, in the plan that the tables are for."""
        found = self._known_entries.kinds_of(id, title)
        return found[0] if len(found) == 1 and found[0] != PACKAGE and kind not in found else kind

    def known_entry(self, kind: str, id: str, title: str) -> Draft | None:
        """An entry of an earlier sheet: of the same id and no other title, or of the same title and no other id.

        A title may begin with the id. An entry that was told to be of another kind stays of that kind.
        """
        first, _blank, rest = title.partition(" ")
        named = self._by_own_id.get((kind, first)) if not id else None
        if named and folded(named.title) == folded(rest):
            return named
        others = (self._by_own_id.get((other, id)) for other in HEADS if other != kind)
        told = next((draft for draft in others if draft and folded(draft.title) == folded(title)), None)
        if told:
            return told
        by_title = self._by_title.get((kind, folded(title))) if folded(title) else None
        if by_title and (not id or folded(id) in (folded(by_title.id), folded(by_title.id[1:]))):
            return by_title
        by_id = self._by_own_id.get((kind, id_of(id, (), HEADS[kind]))) if id else None
        return by_id if by_id and (not title or folded(by_id.title) == folded(title)) else None

    def remember(self, draft: Draft, id: str, title: str) -> None:
        """What an entry is called in links."""
        if id:
            self._by_id.setdefault(folded(id), draft.id)
        if folded(title):
            self._by_title.setdefault((draft.kind, folded(title)), draft)

    def linked(self, name: str) -> str | None:
        """The id of what a link names by id or title."""
        key = folded(name)
        if key in self._by_id:
            return self._by_id[key]
        titled = (self._by_title.get((kind, key)) for kind in HEADS)
        found = next((draft.id for draft in titled if draft), None)
        return (
            found
            or (name if name in self._ids else self._by_folded_id.get(key))
            or self._known_entries.first(key, HEADS)
        )

    def package(self, text: str) -> Draft:
        """The work package of that number, or of that title; a new one where there is none yet."""
        found = numbered(text)
        title = found[1] if found else " ".join(text.split())
        known = next((id for key in (text, title) if (id := self._known_entries.first(folded(key), (PACKAGE,)))), None)
        if known or found:
            id = known or f"WP{found[0] if found else ''}"
        else:
            met = (draft.id for draft in self.packages.values() if folded(draft.values["title"]) == folded(title))
            id = next(met, "") or self._next_package(title)
        draft = self.packages.setdefault(id, Draft(PACKAGE, id))
        if draft.values.get("title", id) == id:
            draft.values["title"] = title or id
        self._ids.add(id)
        self._by_id.setdefault(folded(id), id)
        return draft

    def _next_package(self, title: str) -> str:
        if self._management and is_management(title) and self._management not in self.packages:
            return self._management
        number = 2 if self._management else 1
        while f"WP{number}" in self.packages or f"WP{number}" in self._known.get(PACKAGE, {}):
            number += 1
        return f"WP{number}"


class Surroundings(NamedTuple):
    """What a table is read by besides itself."""

    near: Any
    """The first day of the project as far as it is known."""
    countries: Mapping[str, str]
    """What stands for a country, folded -> its code."""
    is_known_start: bool = False
    """Whether the user says the first day, or a plan has it."""
