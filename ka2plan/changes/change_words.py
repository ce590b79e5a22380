"""Changes in sentences, one for each entry, in the words of the field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from ka2plan.changes.changes import ADDED, RENAMED, Change
from ka2plan.changes.comparison import Comparison, Push
from ka2plan.changes.field_words import field_clause, lists_in
from ka2plan.merge.clash_words import entry_title, shown
from ka2plan.merge.plain_values import ABSENT, value_at
from ka2plan.plan.model import Activity, Deliverable, Milestone
from ka2plan.toml import Path, format_path
from ka2plan.words.figures import day, figure, number
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

MOST_RENAMES = 12
"""Entries with another id that a sentence lists."""


class ChangeWords:
    """The sentences of one comparison."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.exactly_pushed = {push.id for push in comparison.pushes if push.exactly}
        self._leads = {change.entry: change for change in comparison.changes if change.key == ("lead",)}

    def sentences(self, about: str | None = None) -> dict[Path, str]:
        """One sentence for each entry that was changed, by its path; only entries about an id where one is given.

        Several entries that have other ids now are told in one sentence, by the path of their kind.
        """
        changes = [change for change in self.comparison.changes if about is None or _is_about(change, about)]
        found, rest = self._renumbering(changes)
        for entry, wanted in _by_entry(rest).items():
            clauses = [clause for change in wanted if not self._is_pushed(change) and (clause := self._clause(change))]
            clauses += self._pushes(entry)
            if clauses:
                found[entry] = self._sentence(entry, clauses)
        return found

    def sentences_on(self, changes: Iterable[Change]) -> list[str]:
        """One sentence for each entry, on these changes alone."""
        found, rest = self._renumbering(changes)
        clauses = {entry: list(filter(None, map(self._clause, told))) for entry, told in _by_entry(rest).items()}
        return [*found.values(), *(self._sentence(entry, told) for entry, told in clauses.items() if told)]

    def _renumbering(self, changes: Iterable[Change]) -> tuple[dict[Path, str], list[Change]]:
        """What is said of several entries with other ids, and the other changes."""
        changes = list(changes)
        renames = [change for change in changes if change.what == RENAMED]
        if len(renames) < 2:
            return {}, changes
        told = [_("{old} is {new}").format(old=visible(str(one.old)), new=visible(str(one.new))) for one in renames]
        if len(told) > MOST_RENAMES:
            told, more = told[: MOST_RENAMES - 1], len(told) - MOST_RENAMES + 1
            told.append(ngettext("{count} more", "{count} more", more).format(count=more))
        sentence = _("other numbers: {ids}").format(ids=", ".join(told))
        return {renames[0].entry[:1]: sentence}, [change for change in changes if change.what != RENAMED]

    def _sentence(self, entry: Path, clauses: list[str]) -> str:
        return self.comparison.in_words(f"{_subject(entry)} {'; '.join(clauses)}")

    def _clause(self, change: Change) -> str:
        if not change.key and len(change.where) == 2:
            return self._entry_clause(change)
        if change.key == ("partners",) and change.entry in self._leads and lists_in(change):
            return self._roles_clause(change, self._leads[change.entry])
        return field_clause(change, self.comparison.new.project.effort_unit)

    def _roles_clause(self, partners: Change, lead: Change) -> str:
        """Who comes, goes and stays where the lead is another one: a partner who takes the lead does not go."""
        sides = ((partners.old, lead.old), (partners.new, lead.new))
        old, new = ([*([] if names is ABSENT else names), *([] if led is ABSENT else [led])] for names, led in sides)
        stays = [_("{partner} stays").format(partner=visible(str(lead.old)))] if lead.old in new else []
        if set(map(str, old)) != set(map(str, new)):
            stays.append(field_clause(replace(partners, old=old, new=new)))
        return "; ".join(stays)

    def _is_pushed(self, change: Change) -> bool:
        """Whether a new date is just where a push has put the entry, which is told there."""
        moment = change.key in (("start",), ("end",), ("due",), ("periods",))
        return moment and len(change.where) == 3 and change.where[1] in self.exactly_pushed

    def _entry_clause(self, change: Change) -> str:
        if change.what == RENAMED:
            return _("was {old} before").format(old=visible(str(change.old)))
        told = self._about_entry(change)
        if change.where in self.comparison.versions.replaced:
            if change.what != ADDED:
                return ""
            before = entry_title(value_at(self.comparison.versions.before, change.where))
            return replaced_clause(str(change.where[0])).format(new=told, old=before)
        clause = _("is new") if change.what == ADDED else _("is deleted")
        return f"{clause}: {told}" if told else clause

    def _about_entry(self, change: Change) -> str:
        """Title, time, lead and money of an entry that came or went."""
        plan = self.comparison.new if change.what == ADDED else self.comparison.old
        value = change.new if change.what == ADDED else change.old
        kind, id = str(change.where[0]), str(change.where[1])
        if kind == "texts" and isinstance(value, dict):
            return ", ".join(_answer(name, text) for name, text in value.items())
        parts = [shown(value)] if isinstance(value, dict) and ("title" in value or "name" in value) else []
        entry = plan.entry(id) if kind in ("activities", "milestones", "deliverables") else None
        if isinstance(entry, Activity):
            written = [str(when) if not isinstance(when, date) else day(when) for when in _span(entry)]
            parts += [" - ".join(written)] if written else []
            parts += [_("led by {partner}").format(partner=visible(entry.lead))] if entry.lead else []
            parts += [_("{amount} EUR").format(amount=figure(entry.money))] if entry.money else []
        elif isinstance(entry, (Milestone, Deliverable)) and entry.due_written:
            parts.append(_("due {when}").format(when=_moment(entry.due_written)))
        return ", ".join(parts)

    def _pushes(self, entry: Path) -> list[str]:
        if entry[0] not in ("activities", "milestones", "deliverables", "work_packages"):
            return []
        pushes = [push for push in self.comparison.pushes if push.by == entry[1]]
        return [_("delays {entries}").format(entries=", ".join(_push_texts(pushes)))] if pushes else []


def replaced_clause(kind: str) -> str:
    """What is said of a thing that has the id of another one, by kind."""
    return {
        "partners": _("is another partner now: {new} in place of {old}"),
        "objectives": _("is another objective now: {new} in place of {old}"),
        "work_packages": _("is another work package now: {new} in place of {old}"),
        "activities": _("is another activity now: {new} in place of {old}"),
        "milestones": _("is another milestone now: {new} in place of {old}"),
        "deliverables": _("is another deliverable now: {new} in place of {old}"),
        "indicators": _("is another indicator now: {new} in place of {old}"),
    }[kind]


def _by_entry(changes: Iterable[Change]) -> dict[Path, list[Change]]:
    found: dict[Path, list[Change]] = {}
    for change in changes:
        found.setdefault(change.entry, []).append(change)
    return found


def _answer(name: str, text: Any) -> str:
    """An answer for the form by its name and length: ``objectives (812 characters)``."""
    count = len(text) if isinstance(text, str) else 0
    words = ngettext("{name} ({count} character)", "{name} ({count} characters)", count)
    return words.format(name=visible(name), count=number(count))


def _moment(written: Any) -> str:
    return day(written) if isinstance(written, date) else str(written)


def _span(entry: Activity) -> list[Any]:
    return [when for when in (entry.start_written, entry.end_written) if when is not None]


def _push_texts(pushes: Iterable[Push]) -> Iterator[str]:
    previous: int | None = None
    for push in pushes:
        notes = []
        if push.days != previous:
            notes.append(ngettext("{count} day", "{count} days", push.days).format(count=push.days))
        if not push.followed:
            notes.append(_("not moved yet"))
        yield f"{visible(push.id)} ({', '.join(notes)})" if notes else visible(push.id)
        previous = push.days


def _subject(entry: Path) -> str:
    if len(entry) == 1:
        return _("the project") if entry[0] == "project" else visible(format_path(entry))
    if entry[0] == "texts":
        about = _("the project") if entry[1] == "project" else visible(str(entry[1]))
        return _("the form's text for {about}").format(about=about)
    return visible(str(entry[1])) if entry[0] not in ("overrides", "ignored") else visible(format_path(entry))


def _is_about(change: Change, id: str) -> bool:
    """Whether a change concerns an entry or a partner: it is the entry's own, or names it."""
    if id in change.where:
        return True
    values = [value for value in (change.old, change.new) if value is not ABSENT]
    return any(_names(value, id) for value in values)


def _names(value: Any, id: str) -> bool:
    if isinstance(value, dict):
        return any(key == id or _names(inner, id) for key, inner in value.items())
    if isinstance(value, list):
        return any(_names(item, id) for item in value)
    return bool(value == id)
