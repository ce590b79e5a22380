"""The plan file's keys, once: for the reader, edits, forms and the JSON Schema.

A *kind* is a top-level table of entries keyed by id (partners, activities ...). A *key* has a value type, of those in
``plan.types``: ``text``, ``money``, ``moment``, ``links`` ...; what all surfaces do with its values is up to the type.
A key that is added here and in the model is read, checked, edited, exported, imported and told like all others.
"""

from __future__ import annotations

from ka2plan.named_tuples import NamedTuple
from ka2plan.words.messages import N_

WHAT, CALL, WHEN, WHO, MONEY, EFFORT = N_("What"), N_("Call"), N_("When"), N_("Who"), N_("Money"), N_("Effort")
LINKS, AIMS, PROGRESS, PAPERS = N_("Links"), N_("Aims"), N_("Progress"), N_("Papers")
WHERE, AGENCY, NOTES, OTHER = N_("Where"), N_("Agency"), N_("Notes"), N_("Other")


class Key(NamedTuple):
    """One key of the plan file and what may stand in it."""

    name: str
    type: str
    label: str
    """What a person calls it, in English; translated where shown."""
    required: bool = False
    refers_to: tuple[str, ...] = ()
    """Kinds whose ids the value names; ``priorities`` stands for the project's own priorities."""
    choices: tuple[str, ...] = ()
    """Permitted values, the default first."""
    least: int | None = None
    """The smallest number permitted, where there is one."""
    is_long: bool = False
    """Whether a text may run over several lines."""
    heading: str = OTHER
    """What it stands under where all keys of an entry are shown, in English; translated where shown."""
    sample: str = ""
    """How a value is written, where the key says more than its type."""
    is_further: bool = True
    """Whether exported tables get a column for a text: not for what has a place of its own in them, or none at all."""


class Kind(NamedTuple):
    """One top-level table of entries that have ids."""

    name: str
    """The table's name in the file, such as ``work_packages``."""
    singular: str
    """The word for one entry in English, as in ``add PLAN KIND``."""
    keys: tuple[Key, ...]
    shares_ids: bool = True
    """Whether its ids must differ from those of all other kinds that share (all but partners)."""

    def key(self, name: str) -> Key | None:
        """The key of that name."""
        return next((key for key in self.keys if key.name == name), None)


STATUSES = ("planned", "running", "done", "cancelled")
EFFORT_UNITS = ("days", "months")
ROLES = ("beneficiary", "associated", "affiliated")
LINK_TYPES = ("FS", "SS", "FF", "SF")

PRIORITIES = "priorities"
"""Stands among ``refers_to`` for the names in ``project.priorities``."""

STARTS = ("start", "since")
"""Names of moments of which a project month stands for its first day; of all others for its last."""

LINKABLE = ("activities", "milestones", "deliverables", "work_packages")

_title = Key("title", "text", N_("title"), required=True, is_further=False, heading=WHAT)
_note = Key("note", "text", N_("note"), is_long=True, is_further=False, heading=NOTES)
_status = Key("status", "choice", N_("status"), choices=STATUSES, heading=PROGRESS)
_lead = Key("lead", "reference", N_("lead"), refers_to=("partners",), heading=WHO)
_work_package = Key("wp", "reference", N_("work package"), refers_to=("work_packages",), heading=WHAT)
_due = Key("due", "moment", N_("due"), required=True, heading=WHEN)
_after = Key("after", "links", N_("after"), refers_to=LINKABLE, heading=LINKS)
_serves = Key("serves", "references", N_("serves"), refers_to=("objectives", PRIORITIES), heading=AIMS)
_budget = Key("budget", "money_by_partner", N_("budget"), refers_to=("partners",), heading=MONEY)
_effort = Key("effort", "effort_by_partner", N_("effort"), refers_to=("partners",), least=0, heading=EFFORT)
_start = Key("start", "moment", N_("start"), heading=WHEN)
_end = Key("end", "moment", N_("end"), heading=WHEN)

PROJECT_KEYS = (
    _title,
    Key("acronym", "text", N_("acronym"), heading=WHAT),
    Key("type", "text", N_("type of partnership"), required=True, heading=CALL),
    Key("call", "integer", N_("call year"), required=True, sample="2026", heading=CALL),
    Key("round", "integer", N_("round"), least=1, heading=CALL),
    Key("start", "date", N_("start"), required=True, heading=WHEN),
    Key("months", "integer", N_("duration in months"), required=True, least=1, heading=WHEN),
    Key("lump_sum", "money", N_("lump sum"), required=True, sample="250_000", heading=MONEY),
    Key("coordinator", "reference", N_("coordinator"), required=True, refers_to=("partners",), heading=WHO),
    Key("effort_unit", "choice", N_("unit of effort"), choices=EFFORT_UNITS, heading=EFFORT),
    Key("priorities", "texts", N_("priorities"), heading=AIMS),
    Key("topics", "texts", N_("topics"), heading=AIMS),
    Key("agency", "agency", N_("national agency"), heading=AGENCY),
    Key("granted", "text", N_("plan as granted (git revision)"), heading=AGENCY),
    Key("papers", "papers", N_("papers"), heading=PAPERS),
)

PARTNERS = Kind(
    "partners",
    N_("partner"),
    (
        Key("name", "text", N_("name"), required=True, is_further=False, heading=WHAT),
        Key("country", "country", N_("country"), required=True, heading=WHAT),
        Key("oid", "text", N_("OID"), is_further=False, heading=WHAT),
        Key("role", "choice", N_("role"), choices=ROLES, heading=WHAT),
        Key("capacity", "capacity", N_("capacity in one month"), least=0, heading=EFFORT),
        Key("rate", "money", N_("rate per unit of effort"), least=0, heading=EFFORT),
        Key("since", "moment", N_("since"), heading=WHEN),
        Key("until", "moment", N_("until"), heading=WHEN),
        Key("papers", "papers", N_("papers"), heading=PAPERS),
        Key("city", "text", N_("city"), is_further=False, heading=WHERE),
        Key("region", "text", N_("region"), is_further=False, heading=WHERE),
        Key("website", "text", N_("website"), is_further=False, heading=WHERE),
        Key("kind", "text", N_("kind of organisation"), is_further=False, heading=WHAT),
        Key("established", "date", N_("established on"), heading=WHAT),
        Key("newcomer", "boolean", N_("newcomer"), heading=NOTES),
        Key("contact", "text", N_("contact"), is_further=False, heading=NOTES),
    ),
    shares_ids=False,
)

OBJECTIVES = Kind("objectives", N_("objective"), (_title,))

WORK_PACKAGES = Kind(
    "work_packages",
    N_("work package"),
    (
        _title,
        _lead,
        _start,
        _end,
        _budget,
        _effort,
        _status,
        Key("priorities", "references", N_("priorities"), refers_to=(PRIORITIES,), heading=AIMS),
        Key("management", "boolean", N_("project management"), heading=WHAT),
        _note,
    ),
)

ACTIVITIES = Kind(
    "activities",
    N_("activity"),
    (
        _work_package,
        _title,
        _start,
        _end,
        Key("periods", "periods", N_("periods"), heading=WHEN),
        _lead._replace(required=True),
        Key("partners", "references", N_("partners taking part"), refers_to=("partners",), heading=WHO),
        Key("venue", "venue", N_("venue"), heading=WHO),
        _budget,
        Key("amount", "money", N_("amount"), heading=MONEY),
        Key("items", "items", N_("named costs"), heading=MONEY),
        _effort,
        _after,
        _serves,
        Key("results", "text", N_("expected results"), is_long=True, is_further=False, heading=AIMS),
        _status,
        Key("progress", "percent", N_("progress in per cent"), heading=PROGRESS),
        Key("actual", "actual", N_("actual dates"), heading=PROGRESS),
        Key("evidence", "evidence", N_("evidence"), heading=PROGRESS),
        _note,
    ),
)

MILESTONES = Kind(
    "milestones",
    N_("milestone"),
    (
        _title,
        _due,
        _work_package,
        _lead,
        _after,
        Key("verification", "text", N_("means of verification"), is_long=True, is_further=False, heading=AIMS),
        Key("reached", "date", N_("reached on"), heading=PROGRESS),
        _status,
        _note,
    ),
)

DELIVERABLES = Kind(
    "deliverables",
    N_("deliverable"),
    (
        _title,
        _work_package,
        _due,
        _lead,
        Key("kind", "text", N_("kind"), is_further=False, heading=WHAT),
        Key("dissemination", "text", N_("dissemination level"), is_further=False, heading=WHAT),
        _after,
        _status,
        _note,
    ),
)

INDICATORS = Kind(
    "indicators",
    N_("indicator"),
    (
        _work_package,
        _title,
        Key("target", "number", N_("target"), heading=WHAT),
        Key("unit", "text", N_("unit"), is_further=False, heading=WHAT),
        Key("achieved", "number", N_("achieved"), heading=WHAT),
        _serves,
    ),
)

KINDS = (PARTNERS, OBJECTIVES, WORK_PACKAGES, ACTIVITIES, MILESTONES, DELIVERABLES, INDICATORS)
"""All kinds of entries, in the order in which a plan is best read."""

LINK_KEYS = ("id", "type", "lag")
PERIOD_KEYS = ("start", "end")
VENUE_KEYS = ("place", "country")
ACTUAL_KEYS = ("start", "end")
OVERRIDE_KEYS = ("value", "reason")
IGNORED_KEYS = ("reason",)

TOP_LEVEL_KEYS = ("format", "project", *(kind.name for kind in KINDS), "texts", "overrides", "ignored")

OWN_PREFIX = "x_"
"""Keys that begin with it are the users' own, anywhere in the file."""

ID_MAX_LENGTH = 64

_ID_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")


def is_id(text: str) -> bool:
    """Whether the text can be an id: ASCII letters, digits, ``.``, ``_``, ``-``, at most 64 characters.

    A table whose name begins as the users' own keys do is no entry of the plan.
    """
    is_own = text.startswith(OWN_PREFIX)
    return not is_own and 0 < len(text) <= ID_MAX_LENGTH and _ID_CHARACTERS.issuperset(text)


def further_texts(kind: Kind) -> tuple[Key, ...]:
    """The texts of a kind that exported tables know only from here: each gets a column at the end."""
    return tuple(key for key in kind.keys if key.type == "text" and key.is_further)


_KEYS: dict[tuple[str | int, ...], Key] = {
    **{("project", key.name): key for key in PROJECT_KEYS},
    **{(kind.name, key.name): key for kind in KINDS for key in kind.keys},
}
"""Every key, by its table and its name."""

_NAMED = {name: kind for kind in KINDS for name in (kind.name, kind.singular.replace(" ", "_"))}


def kind_named(name: str) -> Kind | None:
    """The kind whose table or singular has that name (``activities``, ``activity``, ``work-package``)."""
    return _NAMED.get(name.replace("-", "_").replace(" ", "_"))


def key_at(path: tuple[str | int, ...]) -> Key | None:
    """The key a path leads to (``("activities", "A1", "budget", "OSL")`` gives ``budget``), or None."""
    if len(path) >= 2 and path[0] == "project":
        return _KEYS.get(path[:2])
    return _KEYS.get((path[0], str(path[2]))) if len(path) >= 3 else None
