"""What happened to one field, in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ka2plan.changes.changes import ADDED, REMOVED, Change
from ka2plan.charts.status_words import status_word
from ka2plan.merge.clash_words import LONGEST, shown
from ka2plan.merge.plain_values import ABSENT
from ka2plan.merge.text_words import passages_text
from ka2plan.plan.schema import Key, key_at
from ka2plan.plan.values import is_number, quoted
from ka2plan.toml import format_path
from ka2plan.words.figures import day, listed, number
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible


def field_clause(change: Change, unit: str = "days") -> str:
    """What happened to one field, without its subject."""
    key = key_at(change.where)
    if key and key.type in ("references", "texts", "links") and lists_in(change):
        return _list_clause(change, key)
    if key and len(change.key) == 2 and key.type in ("money_by_partner", "effort_by_partner") and _are_amounts(change):
        return _amount_clause(change, key, unit)
    if isinstance(change.old, str) and isinstance(change.new, str) and _is_long(change.old, change.new):
        return _text_clause(change, key)
    if key and len(change.key) == 1 and change.what != REMOVED:
        sentence = _own_sentences(change.new).get(key.name)
        if sentence:
            with_old, without_old = sentence
            return (without_old if change.old is ABSENT else with_old).format(
                new=said(change.new, key), old=said(change.old, key)
            )
    return _plain_clause(change, key)


def _own_sentences(new: Any) -> dict[str, tuple[str, str]]:
    """Keys that have a verb of their own: with the old value, and without one."""
    count = new if isinstance(new, int) else 0
    return {
        "start": (_("starts {new} instead of {old}"), _("starts {new}")),
        "end": (_("ends {new} instead of {old}"), _("ends {new}")),
        "due": (_("is due {new} instead of {old}"), _("is due {new}")),
        "lead": (_("is led by {new} instead of {old}"), _("is led by {new}")),
        "coordinator": (_("is coordinated by {new} instead of {old}"), _("is coordinated by {new}")),
        "title": (_("is called {new} instead of {old}"), _("is called {new}")),
        "name": (_("is called {new} instead of {old}"), _("is called {new}")),
        "wp": (_("belongs to {new} instead of {old}"), _("belongs to {new}")),
        "status": (_("is {new} instead of {old}"), _("is {new}")),
        "progress": (_("is {new} % done instead of {old} %"), _("is {new} % done")),
        "months": (
            ngettext("takes {new} month instead of {old}", "takes {new} months instead of {old}", count),
            ngettext("takes {new} month", "takes {new} months", count),
        ),
        "since": (_("takes part from {new} on instead of from {old}"), _("takes part from {new} on")),
        "until": (_("takes part until {new} instead of until {old}"), _("takes part until {new}")),
        "reached": (_("was reached on {new} instead of {old}"), _("was reached on {new}")),
    }


def _plain_clause(change: Change, key: Key | None) -> str:
    name = _field_name(change, key)
    if change.what == ADDED:
        return _("has {field} {new}").format(field=name, new=said(change.new, key))
    if change.what == REMOVED:
        return _("has no {field} any more ({old} before)").format(field=name, old=said(change.old, key))
    return _("has {field} {new} instead of {old}").format(
        field=name, new=said(change.new, key), old=said(change.old, key)
    )


def _field_name(change: Change, key: Key | None) -> str:
    if key is None:
        return visible(format_path(change.key) or str(change.where[-1]))
    inner = change.key[1:]
    label = _(key.label)
    return f"{label} ({visible(format_path(inner))})" if inner else label


def _amount_clause(change: Change, key: Key, unit: str) -> str:
    partner = visible(str(change.key[1]))
    values = [Decimal(0) if value is ABSENT else value for value in (change.old, change.new)]
    difference = Decimal(values[1]) - Decimal(values[0])
    whole = int(values[1]) if values[1] == int(values[1]) else 2  # a fraction is said as two are
    if key.type == "money_by_partner":
        sentence = _("gives {partner} {new} EUR instead of {old} ({difference})")
    elif unit == "months":
        sentence = ngettext(
            "takes {new} person-month of {partner} instead of {old} ({difference})",
            "takes {new} person-months of {partner} instead of {old} ({difference})",
            whole,
        )
    else:
        sentence = ngettext(
            "takes {new} day of {partner} instead of {old} ({difference})",
            "takes {new} days of {partner} instead of {old} ({difference})",
            whole,
        )
    return sentence.format(
        partner=partner,
        new=number(values[1]),
        old=number(values[0]),
        difference=f"{'+' if difference > 0 else '-'}{number(abs(difference))}",
    )


def _are_amounts(change: Change) -> bool:
    return all(value is ABSENT or is_number(value) for value in (change.old, change.new))


def lists_in(change: Change) -> bool:
    """Whether what changed is a list, or was none before or is none now."""
    return all(isinstance(value, list) or value is ABSENT for value in (change.old, change.new))


def _list_clause(change: Change, key: Key) -> str:
    """What came into a list and what went; links whose type or lag changed."""
    old, new = ([] if value is ABSENT else [element_text(item) for item in value] for value in (change.old, change.new))
    came, went = [item for item in new if item not in old], [item for item in old if item not in new]
    clauses: list[str] = []
    if key.type == "links":
        clauses, came, went = _relinked(came, went)
    if came:
        clauses.append(_came(key).format(names=listed(came)))
    if went:
        clauses.append(_went(key).format(names=listed(went)))
    if not clauses:
        return _("has {field} in another order: {names}").format(field=_(key.label), names=", ".join(new))
    return "; ".join(clauses)


def _relinked(came: list[str], went: list[str]) -> tuple[list[str], list[str], list[str]]:
    """What is said of links to the same entry that have another type or lag, and what is left over."""
    clauses: list[str] = []
    for link in came:
        other = next((old for old in went if old.split(" ")[0] == link.split(" ")[0]), None)
        if other:
            clauses.append(_("comes after {new} instead of {old}").format(new=_typed(link), old=_typed(other)))
            came, went = [item for item in came if item != link], [item for item in went if item != other]
    return clauses, came, went


def _typed(link: str) -> str:
    return link if link.endswith(")") else f"{link} (FS)"


def _came(key: Key) -> str:
    sentences = {
        "after": _("comes after {names}"),
        "partners": _("is joined by {names}"),
        "serves": _("serves {names}"),
    }
    return sentences.get(key.name) or _("also has {field} {{names}}").format(field=_(key.label))


def _went(key: Key) -> str:
    sentences = {
        "after": _("no longer comes after {names}"),
        "partners": _("continues without {names}"),
        "serves": _("no longer serves {names}"),
    }
    return sentences.get(key.name) or _("no longer has {field} {{names}}").format(field=_(key.label))


def element_text(item: Any) -> str:
    """An element of a list: an id, or a link with its type and lag."""
    if isinstance(item, dict) and "id" in item:
        rest = [str(item[name]) for name in ("type", "lag") if name in item]
        return visible(f"{item['id']} ({' '.join(rest)})" if rest else str(item["id"]))
    return visible(str(item), 60)


def _is_long(*texts: str) -> bool:
    return any("\n" in text or len(text) > LONGEST for text in texts)


def _text_clause(change: Change, key: Key | None) -> str:
    """What was changed in a text that is too long to be told twice."""
    field = _field_name(change, key)
    told = passages_text(str(change.old), str(change.new))
    if not told:
        return _("has other line ends or blanks in {field}").format(field=field)
    return _("has other words in {field}: {passages}").format(field=field, passages=told)


def said(value: Any, key: Key | None) -> str:
    """A value as a sentence says it."""
    if value is ABSENT:
        return _("nothing")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, (int, Decimal)):
        is_amount = key and key.type in (
            "money",
            "number",
            "money_by_partner",
            "effort_by_partner",
            "capacity",
            "items",
        )
        return number(value) if is_amount and is_number(value) else quoted(value)
    bare = key and key.type in ("moment", "reference", "choice", "country")
    if isinstance(value, str) and bare:
        return visible(status_word(value) if key and key.name == "status" else value)
    return shown(value)
