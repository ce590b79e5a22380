"""Collecting what is wrong in a plan file while it is being read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ka2plan.findings import ERROR, WARNING, Finding, Path, Severity
from ka2plan.plan.schema import KINDS, OWN_PREFIX, PRIORITIES, TOP_LEVEL_KEYS, Key
from ka2plan.plan.values import WRONG_TYPE, Bad, quoted, type_name
from ka2plan.words.messages import _

MISSING, UNKNOWN_KEY, DANGLING, DOUBLED = "SYN202", "SYN203", "SYN301", "SYN305"

MAX_SEARCHES = 100
"""So many names of one file are compared with the known ones: beyond that, they are no slips of the pen."""

_NAMED_SECTIONS = ("texts", "overrides", "ignored")


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like this one, where any is alike; loads difflib."""
    from difflib import get_close_matches

    names = list(known)
    folded = {candidate.casefold(): candidate for candidate in reversed(names)}
    if name.casefold() in folded:
        return folded[name.casefold()]
    return next(iter(get_close_matches(name, names, 1, 0.6)), None)


def nearest_id(id: str, known: Iterable[str]) -> str | None:
    """The id that was probably meant: the same but for a letter, case or a sign, never for a digit."""
    names = list(known)
    meant = {_bare(candidate): candidate for candidate in reversed(names)}.get(_bare(id))
    digits = _digits(id)
    return meant or nearest(id, [name for name in names if _digits(name) == digits])


def _bare(id: str) -> str:
    return "".join(filter(str.isalnum, id)).casefold()


def _digits(id: str) -> str:
    return "".join(filter(str.isdecimal, id))


class Faults:
    """The findings of one reading, and the paths whose values could not be used."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.unread: set[Path] = set()
        self._searches = 0

    def report(self, code: str, where: Path, message: str, hint: str = "", severity: Severity = ERROR) -> None:
        """Adds a finding."""
        self.findings.append(Finding(code, severity, where, message, hint))

    def reject(self, where: Path, bad: Bad) -> None:
        """Reports a value not written as it should be; one without a sure meaning counts as unread."""
        if bad.value is None:
            self.unread.add(where)
        message = _("{place}: {fault}").format(place=place_of(where), fault=bad.message)
        self.report(bad.code, where, message, bad.hint, ERROR if bad.value is None else WARNING)

    def missing(self, where: Path, sample: str) -> None:
        """Reports a required key that is not there; the sample shows how its value is written."""
        self.unread.add(where)
        message = _("{owner} has no `{key}`").format(owner=place_of(where[:-1]), key=where[-1])
        hint = _("add it, such as `{key} = {sample}`").format(key=where[-1], sample=sample)
        self.report(MISSING, where, message, hint)

    def unknown_keys(self, where: Path, table: Mapping[str, Any], known: Iterable[str]) -> None:
        """Reports every key that is neither known nor the users' own, with the nearest known name."""
        names = tuple(known)
        for key in table:
            if key in names or key.startswith(OWN_PREFIX):
                continue
            message = _("`{key}` is not a key of {owner}").format(key=key, owner=place_of(where))
            self.report(UNKNOWN_KEY, (*where, key), message, self._known_key_hint(key, names, table), WARNING)

    def _known_key_hint(self, key: str, names: tuple[str, ...], table: Mapping[str, Any]) -> str:
        like = nearest(key, names) if self._may_search() else None
        if like and like in table:
            return _("`{like}` is there already; delete one of the two").format(like=like)
        if like:
            return _("did you mean `{like}`?").format(like=like)
        if len(names) < 4:
            return _("the keys here are {names}").format(names=", ".join(f"`{name}`" for name in names))
        return _("keys of your own begin with `{prefix}`").format(prefix=OWN_PREFIX)

    def _may_search(self) -> bool:
        self._searches += 1
        return self._searches <= MAX_SEARCHES

    def dangling(self, where: Path, key: Key, id: str, ids: Mapping[str, Collection[str]]) -> None:
        """Reports a reference to something that the plan does not have, among the ids it has by kind."""
        message = _no_such_entry(key.refers_to).format(place=place_of(where), id=quoted(id))
        known = [other for kind in key.refers_to for other in ids[kind]]
        like = nearest_id(id, known) if known and self._may_search() else None
        self.unread.add(where)
        self.report(DANGLING, where, message, _hint_for(id, like, ids))

    def table(self, where: Path, value: Any, how_to_write: str = "") -> dict[str, Any] | None:
        """The table that ought to stand here, or None after reporting what stands here instead."""
        if isinstance(value, dict):
            return value
        hint = how_to_write or _("write a table here")
        if isinstance(value, list) and len(where) == 1 and where[0] != "project":
            hint = _("give each entry an id of its own: [{table}.ID]").format(table=where[0])
        message = _("{place} is {found}, not a table").format(place=place_of(where), found=type_name(value))
        self.unread.add(where)
        self.report(WRONG_TYPE, where, message, hint)
        return None


def _no_such_entry(kinds: tuple[str, ...]) -> str:
    sentences = {
        ("partners",): _("{place}: this plan has no partner {id}"),
        ("work_packages",): _("{place}: this plan has no work package {id}"),
        ("objectives", PRIORITIES): _("{place}: this plan has no objective or priority {id}"),
        (PRIORITIES,): _("{place}: this plan has no priority {id}"),
    }
    other = _("{place}: this plan has no activity, milestone, deliverable or work package {id}")
    return sentences.get(kinds, other)


def _hint_for(id: str, like: str | None, ids: Mapping[str, Collection[str]]) -> str:
    if like:
        return _("did you mean `{like}`?").format(like=like)
    elsewhere = next((kind.name for kind in KINDS if id in ids[kind.name]), None)
    if elsewhere:
        return _("{id} is in [{table}]; write another id here").format(id=quoted(id), table=elsewhere)
    return _("add it to the plan, or delete it here")


def owner_of(where: Path) -> str:
    """The entry a path belongs to, in words: an id, else a table of the file, else the file."""
    if not where:
        return _("the file")
    if where[0] == "project":
        return _("the project")
    if len(where) == 1:
        return f"[{where[0]}]" if where[0] in TOP_LEVEL_KEYS and where[0] != "format" else str(where[0])
    return f"[{where[0]}] {where[1]}" if where[0] in _NAMED_SECTIONS else str(where[1])


def place_of(where: Path) -> str:
    """A place in words, the entry and the key below it: ``A2.1 (lead)``, ``A4 (periods, no. 2)``."""
    words: list[str] = []
    in_key = False
    for part in where[1:] if where[:1] == ("project",) else where[2:]:
        if in_key and isinstance(part, str):
            words[-1] = f"{words[-1]}.{part}"
        else:
            words.append(part if isinstance(part, str) else _("no. {number}").format(number=part + 1))
        in_key = isinstance(part, str)
    return f"{owner_of(where)} ({', '.join(words)})" if words else owner_of(where)
