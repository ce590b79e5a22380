"""Collecting what is wrong in a plan file while it is being read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ka2plan.findings import ERROR, WARNING, Finding, Path
from ka2plan.messages import _
from ka2plan.plan.values import DATE_AS_TEXT, WRONG_TYPE, Bad, type_name
from ka2plan.schema import OWN_PREFIX

MISSING, UNKNOWN_KEY, DANGLING, DOUBLED = "SYN202", "SYN203", "SYN301", "SYN305"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like this one, where any is alike; loads difflib."""
    from difflib import get_close_matches

    names = list(known)
    folded = {candidate.casefold(): candidate for candidate in reversed(names)}
    if name.casefold() in folded:
        return folded[name.casefold()]
    return next(iter(get_close_matches(name, names, 1, 0.6)), None)


class Faults:
    """The findings of one reading, and the paths whose values could not be used."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.unread: set[Path] = set()

    def report(self, code: str, where: Path, message: str, hint: str = "", severity: str = ERROR) -> None:
        """Adds a finding."""
        self.findings.append(Finding(code, severity, where, message, hint))

    def reject(self, where: Path, bad: Bad) -> None:
        """Reports a value that could not be read; what reads it will see nothing there."""
        if bad.code == DATE_AS_TEXT:
            self.report(bad.code, where, _at(where, bad.message), bad.hint, WARNING)
            return
        self.unread.add(where)
        self.report(bad.code, where, _at(where, bad.message), bad.hint)

    def missing(self, where: Path, hint: str = "") -> None:
        """Reports a required key that is not there."""
        self.unread.add(where)
        owner = owner_of(where[:-1])
        message = _("{owner} has no {key}").format(owner=owner, key=f"`{where[-1]}`")
        self.report(MISSING, where, message, hint)

    def unknown_keys(self, where: Path, table: Mapping[str, Any], known: Iterable[str]) -> None:
        """Reports every key that is neither known nor the users' own, with the nearest known name."""
        names = tuple(known)
        for key in table:
            if key in names or key.startswith(OWN_PREFIX):
                continue
            like = nearest(key, names)
            message = _("`{key}` is not a key of {owner}").format(key=key, owner=owner_of(where))
            hint = (
                _("did you mean `{like}`?").format(like=like)
                if like
                else _("keys of your own begin with `{prefix}`").format(prefix=OWN_PREFIX)
            )
            self.report(UNKNOWN_KEY, (*where, key), message, hint, WARNING)

    def dangling(self, where: Path, id: str, known: Iterable[str]) -> None:
        """Reports a reference to something that the plan does not have."""
        like = nearest(id, known)
        message = _("`{id}` in {place} names nothing in this plan").format(id=id, place=place_of(where))
        hint = _("did you mean `{like}`?").format(like=like) if like else _("add it, or take the reference out")
        self.report(DANGLING, where, message, hint)

    def table(self, where: Path, value: Any) -> dict[str, Any] | None:
        """The table that ought to stand here, or None after reporting what stands here instead."""
        if isinstance(value, dict):
            return value
        hint = _("write a table here")
        if isinstance(value, list) and len(where) == 1:
            hint = _("give each entry an id of its own: [{table}.ID]").format(table=where[0])
        message = _("{place} is {found}, not a table").format(place=place_of(where), found=type_name(value))
        self.unread.add(where)
        self.report(WRONG_TYPE, where, message, hint)
        return None


def owner_of(where: Path) -> str:
    """The entry a path belongs to, in words: an id, else the key path."""
    if len(where) >= 2 and where[0] != "project":
        return str(where[1])
    return str(where[0]) if where else _("the file")


def place_of(where: Path) -> str:
    """A place in words: the entry and the key below it."""
    inner = [str(part) for part in where[2:] if isinstance(part, str)]
    return f"{owner_of(where)} ({'.'.join(inner)})" if inner else owner_of(where)


def _at(where: Path, message: str) -> str:
    return f"{_key_place(where)}: {message}"


def _key_place(where: Path) -> str:
    keys = [str(part) for part in where if isinstance(part, str)]
    return " ".join([*keys[1:2], ".".join(keys[2:])]).strip() if len(keys) > 1 else ".".join(keys)
