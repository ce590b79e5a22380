"""The plan file's keys, once: for the reader, edits, forms and the JSON Schema.

A *kind* is a top-level table of entries keyed by id (partners, activities ...). A *key* has a value type:

========================  ==========================================================================
``text``, ``texts``       a string, a list of strings
``integer``, ``number``   a whole number; a whole or decimal number
``percent``, ``boolean``  a whole number from 0 to 100; true or false
``money``                 EUR, whole or with two decimals
``date``                  a TOML local date
``moment``                a project month such as ``"M7"`` or a date
``country``               ISO 3166-1 alpha-2
``choice``                one of ``choices``
``reference(s)``          an id, or a list of ids, of the kinds in ``refers_to``
``money_by_partner``      a table partner -> money
``effort_by_partner``     a table partner -> number
``links``                 predecessors: ids or ``{ id, type, lag }``
``periods``               a list of ``{ start, end }``
``venue``, ``actual``     ``{ place, country }``; ``{ start, end }`` as dates
``papers``, ``items``     a table name -> true/false or date; a table name -> money
========================  ==========================================================================
"""

from __future__ import annotations

from ka2plan.named_tuples import NamedTuple


def N_(text: str) -> str:
    """Marks a text for translation that is translated where it is shown."""
    return text


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
ROLES = ("beneficiary", "associated")
LINK_TYPES = ("FS", "SS", "FF", "SF")

PRIORITIES = "priorities"
"""Stands among ``refers_to`` for the names in ``project.priorities``."""

LINKABLE = ("activities", "milestones", "deliverables", "work_packages")

_title = Key("title", "text", N_("title"), required=True)
_note = Key("note", "text", N_("note"), is_long=True)
_status = Key("status", "choice", N_("status"), choices=STATUSES)
_lead = Key("lead", "reference", N_("lead"), refers_to=("partners",))
_work_package = Key("wp", "reference", N_("work package"), refers_to=("work_packages",))
_due = Key("due", "moment", N_("due"), required=True)
_after = Key("after", "links", N_("after"), refers_to=LINKABLE)
_serves = Key("serves", "references", N_("serves"), refers_to=("objectives", PRIORITIES))
_budget = Key("budget", "money_by_partner", N_("budget"), refers_to=("partners",))
_effort = Key("effort", "effort_by_partner", N_("effort"), refers_to=("partners",), least=0)
_start = Key("start", "moment", N_("start"))
_end = Key("end", "moment", N_("end"))

PROJECT_KEYS = (
    _title,
    Key("acronym", "text", N_("acronym")),
    Key("type", "text", N_("type of partnership"), required=True),
    Key("call", "integer", N_("call year"), required=True),
    Key("round", "integer", N_("round"), least=1),
    Key("start", "date", N_("start"), required=True),
    Key("months", "integer", N_("duration in months"), required=True, least=1),
    Key("lump_sum", "money", N_("lump sum"), required=True),
    Key("coordinator", "reference", N_("coordinator"), required=True, refers_to=("partners",)),
    Key("effort_unit", "choice", N_("unit of effort"), choices=EFFORT_UNITS),
    Key("priorities", "texts", N_("priorities")),
    Key("topics", "texts", N_("topics")),
    Key("agency", "text", N_("national agency")),
    Key("granted", "text", N_("plan as granted (git revision)")),
)

PARTNERS = Kind(
    "partners",
    "partner",
    (
        Key("name", "text", N_("name"), required=True),
        Key("country", "country", N_("country"), required=True),
        Key("oid", "text", N_("OID")),
        Key("role", "choice", N_("role"), choices=ROLES),
        Key("capacity", "number", N_("capacity in one month"), least=0),
        Key("rate", "money", N_("rate per unit of effort"), least=0),
        Key("papers", "papers", N_("papers")),
        Key("city", "text", N_("city")),
        Key("region", "text", N_("region")),
        Key("website", "text", N_("website")),
        Key("kind", "text", N_("kind of organisation")),
        Key("newcomer", "boolean", N_("newcomer")),
        Key("contact", "text", N_("contact")),
    ),
    shares_ids=False,
)

OBJECTIVES = Kind("objectives", "objective", (_title,))

WORK_PACKAGES = Kind(
    "work_packages",
    "work package",
    (
        _title,
        _lead,
        _start,
        _end,
        _budget,
        _effort,
        _status,
        Key("priorities", "references", N_("priorities"), refers_to=(PRIORITIES,)),
        _note,
    ),
)

ACTIVITIES = Kind(
    "activities",
    "activity",
    (
        _work_package,
        _title,
        _start,
        _end,
        Key("periods", "periods", N_("periods")),
        _lead._replace(required=True),
        Key("partners", "references", N_("partners taking part"), refers_to=("partners",)),
        Key("venue", "venue", N_("venue")),
        _budget,
        Key("amount", "money", N_("amount")),
        Key("items", "items", N_("named costs")),
        _effort,
        _after,
        _serves,
        Key("results", "text", N_("expected results"), is_long=True),
        _status,
        Key("progress", "percent", N_("progress in per cent")),
        Key("actual", "actual", N_("actual dates")),
        _note,
    ),
)

MILESTONES = Kind(
    "milestones",
    "milestone",
    (
        _title,
        _due,
        _work_package,
        _lead,
        _after,
        Key("verification", "text", N_("means of verification"), is_long=True),
        Key("reached", "date", N_("reached on")),
        _status,
        _note,
    ),
)

DELIVERABLES = Kind(
    "deliverables",
    "deliverable",
    (
        _title,
        _work_package,
        _due,
        _lead,
        Key("kind", "text", N_("kind")),
        Key("dissemination", "text", N_("dissemination level")),
        _after,
        _status,
        _note,
    ),
)

INDICATORS = Kind(
    "indicators",
    "indicator",
    (
        _work_package,
        _title,
        Key("target", "number", N_("target")),
        Key("unit", "text", N_("unit")),
        Key("achieved", "number", N_("achieved")),
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


def kind_named(name: str) -> Kind | None:
    """The kind whose table or singular has that name (``activities``, ``activity``, ``work-package``)."""
    wanted = name.replace("-", "_").replace(" ", "_")
    return next((kind for kind in KINDS if wanted in (kind.name, kind.singular.replace(" ", "_"))), None)


def key_at(path: tuple[str | int, ...]) -> Key | None:
    """The key a path leads to (``("activities", "A1", "budget", "OSL")`` gives ``budget``), or None."""
    if len(path) >= 2 and path[0] == "project":
        return next((key for key in PROJECT_KEYS if key.name == path[1]), None)
    kind = next((kind for kind in KINDS if path and kind.name == path[0]), None)
    return kind.key(str(path[2])) if kind and len(path) >= 3 else None
