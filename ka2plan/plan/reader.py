"""From the data of a TOML file to a frozen plan; what is wrong in it becomes findings, never an exception."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ka2plan.findings import Finding, Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.calendar import MAX_MONTHS, Calendar
from ka2plan.plan.dotted_ids import ID_TWICE, UNQUOTED_ID, with_dotted_ids
from ka2plan.plan.faults import Faults, owner_of
from ka2plan.plan.fields import FieldReader
from ka2plan.plan.model import (
    Activity,
    Deliverable,
    Indicator,
    Milestone,
    Monthly,
    Objective,
    Override,
    Partner,
    Plan,
    Project,
    WorkPackage,
)
from ka2plan.plan.schema import (
    ACTIVITIES,
    DELIVERABLES,
    IGNORED_KEYS,
    INDICATORS,
    KINDS,
    MILESTONES,
    OBJECTIVES,
    OVERRIDE_KEYS,
    OWN_PREFIX,
    PARTNERS,
    PRIORITIES,
    PROJECT_KEYS,
    STARTS,
    TOP_LEVEL_KEYS,
    WORK_PACKAGES,
    Key,
    Kind,
    is_id,
)
from ka2plan.plan.types import TYPES
from ka2plan.plan.types.moment import MOMENT
from ka2plan.plan.types.number import INTEGER
from ka2plan.plan.types.text import TEXT
from ka2plan.plan.values import BAD_VALUE, Bad, quoted, unusable_numbers
from ka2plan.words.messages import _

FORMAT = 1
"""The newest format of plan files that this program reads."""

NOT_A_PLAN, NEWER_FORMAT, BOTH_DATES, NO_REASON = "SYN103", "SYN104", "SYN206", "SYN208"
BAD_ID = "SYN303"


class Reading(NamedTuple):
    """What a file says: the plan, as far as it could be read, and what was wrong."""

    plan: Plan
    findings: tuple[Finding, ...]


class _Keys(NamedTuple):
    """The keys of one kind of entry."""

    by_name: dict[str, Key]
    required: tuple[Key, ...]


def read_plan(data: dict[str, Any]) -> Reading:
    """Reads a plan from the data of its TOML file (decimals as ``Decimal``); never raises for its content."""
    return _PlanReader(data).read()


class _PlanReader:
    """One reading: the project first, since months and references depend on it."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.faults = Faults()
        self.data = with_dotted_ids(data, self.faults)
        self.ids: dict[str, Any] = {kind.name: self._ids_of(kind) for kind in KINDS}
        self.ids[PRIORITIES] = ()
        self.unsure = {kind.name for kind in KINDS if not isinstance(data.get(kind.name, {}), dict)}
        self.fields = FieldReader(self.faults, self.ids, self.unsure)

    def _ids_of(self, kind: Kind) -> dict[str, Any]:
        table = self.data.get(kind.name)
        if not isinstance(table, dict):
            return {}
        return {id: entry for id, entry in table.items() if not id.startswith(OWN_PREFIX)}

    def read(self) -> Reading:
        if "project" not in self.data:
            message = _("this file has no [project] part, so it is not a plan")
            self.faults.report(NOT_A_PLAN, (), message, _("`ka2plan new` writes a plan to start from"))
            return Reading(Plan(), tuple(self.faults.findings))
        if not self._reads_format():
            return Reading(Plan(), tuple(self.faults.findings))
        self.faults.unknown_keys((), self.data, TOP_LEVEL_KEYS)
        project = self._project()
        self._check_ids()
        plan = Plan(
            project,
            self._entries(PARTNERS, lambda where, fields: Partner(**self._dated(where, _capacity_in_months(fields)))),
            self._entries(OBJECTIVES, lambda _where, fields: Objective(**fields)),
            self._entries(
                WORK_PACKAGES, lambda where, fields: WorkPackage(**self._dated(where, _effort_in_months(fields)))
            ),
            ignored=self._ignored(),
            overrides=self._overrides(),
            texts=self._texts(),
        )
        off = {package.id for package in plan.work_packages.values() if package.cancelled}
        plan = plan._replace(
            activities=self._entries(ACTIVITIES, lambda where, fields: self._activity(where, fields, off)),
            milestones=self._entries(MILESTONES, lambda where, fields: Milestone(**self._due(where, fields, off))),
            deliverables=self._entries(
                DELIVERABLES, lambda where, fields: Deliverable(**self._due(where, fields, off))
            ),
            indicators=self._entries(INDICATORS, lambda _where, fields: Indicator(**fields)),
        )
        return Reading(plan._replace(unread=frozenset(self.faults.unread)), tuple(self.faults.findings))

    def _reads_format(self) -> bool:
        if "format" not in self.data:
            self.faults.missing(("format",), str(FORMAT))
            return True
        written = self.fields.single(("format",), self.data["format"], INTEGER)
        if written is not None and written > FORMAT:
            message = _("the file has format {number}; this version of ka2plan reads format {known}")
            message = message.format(number=written, known=FORMAT)
            self.faults.report(NEWER_FORMAT, ("format",), message, _("install a newer ka2plan"))
            return False
        if written is not None and written < FORMAT:
            hint = _("write `format = {number}`").format(number=FORMAT)
            bad = Bad(BAD_VALUE, _("there is no format {number}").format(number=written), hint)
            self.faults.reject(("format",), bad)
        return True

    def _project(self) -> Project:
        where: Path = ("project",)
        table = self.faults.table(where, self.data["project"])
        if table is None:
            return Project()
        fields = self._fields(where, table, _keys_of(PROJECT_KEYS))
        if (*where, "priorities") in self.faults.unread:
            self.unsure.add(PRIORITIES)
        self.ids[PRIORITIES] = fields.get("priorities", ())
        if fields.get("months", 1) > MAX_MONTHS:
            message = _("{value} months are more than a project can have").format(value=fields.pop("months"))
            hint = _("write a whole number up to {most}").format(most=MAX_MONTHS)
            self.faults.reject((*where, "months"), Bad(BAD_VALUE, message, hint))
        project = Project(**fields)
        if project.start:
            self.fields.calendar = Calendar(project.start, project.months or MAX_MONTHS)
        return project

    def _fields(self, where: Path, table: dict[str, Any], keys: _Keys) -> dict[str, Any]:
        known = keys.by_name
        if not known.keys() >= table.keys():
            self.faults.unknown_keys(where, table, known)
        for wanted in keys.required:
            if wanted.name not in table:
                self.faults.missing((*where, wanted.name), wanted.sample or TYPES[wanted.type].sample)
        read, fields = {}, self.fields
        for name, written in table.items():
            key = known.get(name)
            if key is not None:
                value = TYPES[key.type].read(fields, key, (*where, name), written)
                if value is not None:
                    read[name] = value
        return read

    def _entries(self, kind: Kind, build: Callable[[Path, dict[str, Any]], Any]) -> dict[str, Any]:
        if kind.name not in self.data or self.faults.table((kind.name,), self.data[kind.name]) is None:
            return {}
        entries = {}
        keys = _keys_of(kind.keys)
        for id, raw in self.ids[kind.name].items():
            where: Path = (kind.name, id)
            table = self.faults.table(where, raw)
            if table is not None:
                entries[id] = build(where, {"id": id, **self._fields(where, table, keys)})
        return entries

    def _dated(self, where: Path, fields: dict[str, Any]) -> dict[str, Any]:
        for name in ("start", "end", "since", "until"):
            if name in fields:
                fields[f"{name}_written"] = fields[name]
                fields[name] = self.fields.resolve((*where, name), fields[name], name in STARTS)
        return fields

    def _due(self, where: Path, fields: dict[str, Any], off: set[str]) -> dict[str, Any]:
        if "due" in fields:
            fields["due_written"] = fields["due"]
            fields["due"] = self.fields.resolve((*where, "due"), fields["due"], False)
        return self._cancelled(fields, off)

    def _cancelled(self, fields: dict[str, Any], off: set[str]) -> dict[str, Any]:
        fields["cancelled"] = fields.get("status") == "cancelled" or fields.get("wp") in off
        return fields

    def _activity(self, where: Path, fields: dict[str, Any], off: set[str]) -> Activity:
        written = self.ids["activities"][fields["id"]]
        if "periods" in written and ("start" in written or "end" in written):
            message = _("{id} has `periods`, and also `start` or `end`").format(id=where[1])
            hint = _("delete `start` and `end`: the periods already say when it begins and ends")
            self.faults.report(BOTH_DATES, (*where, "periods"), message, hint)
        if "periods" not in written:
            for name in ("start", "end"):
                if name not in written:
                    self.faults.missing((*where, name), MOMENT.sample)
        self.fields.lead_among_partners(where, fields.get("lead"), written.get("partners"))
        self._cancelled(self._dated(where, _effort_in_months(fields)), off)
        periods = fields.get("periods")
        if periods:
            first = min(periods, key=lambda period: period.start)
            last = max(periods, key=lambda period: period.end)
            fields.update(start=first.start, end=last.end)
            fields.update(start_written=first.start_written, end_written=last.end_written)
        return Activity(**fields)

    def _check_ids(self) -> None:
        first_use: dict[str, str] = {}
        for kind in KINDS:
            for id in self.ids[kind.name]:
                where: Path = (kind.name, id)
                if not is_id(id):
                    message = _("{id} cannot be an id").format(id=quoted(id))
                    hint = _("use letters a-z, digits, `.`, `_` and `-`, at most 64 characters")
                    self.faults.report(BAD_ID, where, message, hint)
                if kind.shares_ids and id in first_use:
                    message = _("the id {id} is used in [{first}] and in [{second}]")
                    message = message.format(id=quoted(id), first=first_use[id], second=kind.name)
                    self.faults.report(ID_TWICE, where, message, _("rename one of the two"))
                elif kind.shares_ids:
                    first_use[id] = kind.name

    def _overrides(self) -> dict[str, Override]:
        read = {}
        for name, table in self._reasoned("overrides", OVERRIDE_KEYS, ("value", "reason")):
            number = next(unusable_numbers(table["value"]), None)
            if number is None:
                read[name] = Override(table["value"], table["reason"])
            else:
                self.faults.reject(("overrides", name, "value"), number)
        return read

    def _ignored(self) -> dict[str, str]:
        return {name: table["reason"] for name, table in self._reasoned("ignored", IGNORED_KEYS, ("reason",))}

    def _reasoned(
        self, section: str, known: tuple[str, ...], required: tuple[str, ...]
    ) -> Iterable[tuple[str, dict[str, Any]]]:
        raw = self.data.get(section, {})
        for name, value in (self.faults.table((section,), raw) or {}).items():
            where: Path = (section, name)
            table = self.faults.table(where, value)
            if table is None:
                continue
            self.faults.unknown_keys(where, table, known)
            if self._has_reason(where, table) and all(key in table for key in required):
                yield name, table

    def _has_reason(self, where: Path, table: dict[str, Any]) -> bool:
        if where[0] == "overrides" and "value" not in table:
            self.faults.missing((*where, "value"), "…")
        if "reason" not in table:
            self.faults.report(
                NO_REASON,
                where,
                _("{name} has no reason").format(name=owner_of(where)),
                _('add `reason = "..."`; without it this has no effect'),
            )
            return False
        reason = self.fields.single((*where, "reason"), table["reason"], TEXT)
        if reason is not None and not reason.strip():
            message = _("{name} has no reason").format(name=owner_of(where))
            hint = _("write the reason; without it this has no effect")
            self.faults.report(NO_REASON, (*where, "reason"), message, hint)
            return False
        return reason is not None

    def _texts(self) -> dict[str, dict[str, str]]:
        sections = self.faults.table(("texts",), self.data.get("texts", {})) or {}
        read: dict[str, dict[str, str]] = {}
        for name, value in sections.items():
            table = None if name.startswith(OWN_PREFIX) else self.faults.table(("texts", name), value)
            if table is not None:
                self._section(("texts", name), table, read)
        return {name: texts for name, texts in read.items() if texts}

    def _section(self, where: Path, table: dict[str, Any], read: dict[str, dict[str, str]]) -> None:
        """Reads the texts of one entry; a table among them is the rest of an id that is not quoted."""
        id = ".".join(map(str, where[1:]))
        texts = read.setdefault(id, {})
        for key, value in table.items():
            if isinstance(value, dict):
                message = _("the id {id} is not quoted: TOML reads it as a table inside another")
                hint = _('write [texts."{id}"]').format(id=f"{id}.{key}")
                self.faults.report(UNQUOTED_ID, (*where, key), message.format(id=f"{id}.{key}"), hint)
                self._section((*where, key), value, read)
            elif not key.startswith(OWN_PREFIX):
                text = self.fields.single((*where, key), value, TEXT)
                if text is not None:
                    texts[key] = text


def _capacity_in_months(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with what a partner can do in the months that are named beside what it can in all others."""
    capacity = fields.get("capacity")
    if isinstance(capacity, Monthly):
        fields.update(capacity=capacity.default, capacity_by_month=capacity.months)
    return fields


def _effort_in_months(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with each partner's effort as a sum, beside it the months of those who name them."""
    effort = fields.get("effort", {})
    named = {partner: amount for partner, amount in effort.items() if isinstance(amount, Monthly)}
    if named:
        fields["effort"] = {**effort, **{partner: amount.total for partner, amount in named.items()}}
        fields["effort_by_month"] = {partner: amount.months for partner, amount in named.items()}
    return fields


def _keys_of(keys: tuple[Key, ...]) -> _Keys:
    return _Keys({key.name: key for key in keys}, tuple(key for key in keys if key.required))
