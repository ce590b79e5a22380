"""What somebody typed into a field: the value to write and what it means, or why it cannot be taken."""

from __future__ import annotations

from datetime import date
from typing import Any

from ka2plan.document import Edit, SetValue, Unset
from ka2plan.document.value_text import render
from ka2plan.findings import Path
from ka2plan.plan import read_lag
from ka2plan.plan.faults import nearest
from ka2plan.plan.schema import LINK_TYPES, PRIORITIES
from ka2plan.plan.typed import TABLES, scalar_from_text, value_from_text
from ka2plan.plan.values import Bad, quoted
from ka2plan.session import Snapshot
from ka2plan.tui.entry.choices import country_meant
from ka2plan.tui.entry.doubts import doubt_about
from ka2plan.tui.entry.fields import EntryField
from ka2plan.tui.entry.meaning import amount_in_words, link_parts, meaning, resolved
from ka2plan.tui.entry.typed_moments import Base, base_of, counted_from, moment_from_text
from ka2plan.tui.entry.typed_numbers import plain_number
from ka2plan.tui.toolkit.dialogs.in_place import Understood
from ka2plan.words.messages import _

CLEARED: Any = object()
"""Stands for a value that is to be taken out."""


def understand(snapshot: Snapshot, field: EntryField, text: str, *, start: Any = None) -> Understood:
    """What a typed text means for a field.

    ``value`` is the TOML value to write, or ``CLEARED``. Of an entry that is not in the plan yet, ``start`` is what
    its end belongs to.
    """
    typed = text.strip()
    if not typed:
        if field.required:
            return Understood(fault=_("a plan must have it"))
        return Understood(CLEARED, _("empty") if field.value is not None else "")
    base = base_of(snapshot, field, start)
    value = _value(snapshot, field, typed, base)
    if isinstance(value, Bad):
        return Understood(fault="; ".join(part for part in (value.message, value.hint) if part))
    about = (snapshot, field.path, field.type, value)
    counted = counted_from(base, typed) if field.type in ("moment", "date") else ""
    told = "; ".join(filter(None, (amount_in_words(*about), meaning(*about), counted)))
    return Understood(value, told, doubt=doubt_about(snapshot, field, value, start))


def edit_for(field: EntryField, value: Any) -> Edit | None:
    """The edit that writes an understood value; None where nothing would change."""
    if value is CLEARED:
        return Unset(field.path) if field.value is not None else None
    return None if value == field.value and type(value) is type(field.value) else SetValue(field.path, value)


def _value(snapshot: Snapshot, field: EntryField, typed: str, base: Base) -> Any | Bad:
    if field.type in ("moment", "date"):
        return moment_from_text(snapshot, field, typed, base)
    if field.type == "period":
        return _period(snapshot, field, typed)
    if field.type == "link":
        return _link(field, typed)
    if field.type == "paper":
        return _paper(snapshot, field, typed)
    if field.type in ("text", "long", "accepted"):
        return typed
    if field.type == "reference":
        return _reference(snapshot, field, typed)
    if field.type in ("references", "texts"):
        return _each_known(snapshot, field, typed)
    if field.type == "country":
        typed = country_meant(snapshot, typed) or typed
    if field.type in ("money", "number", "integer", "percent"):
        typed = plain_number(typed, is_money=field.type == "money")
    if field.type == "override":
        return value_from_text(field.path, typed)
    return _not_too_small(field, scalar_from_text(field.type, typed))


def _each_known(snapshot: Snapshot, field: EntryField, typed: str) -> list[str] | Bad:
    """Words or ids with commas between them."""
    words = [word.strip() for word in typed.split(",") if word.strip()]
    if field.type == "texts":
        return words
    ids = [_reference(snapshot, field, word) for word in words]
    return next((id for id in ids if isinstance(id, Bad)), [id for id in ids if isinstance(id, str)])


def _reference(snapshot: Snapshot, field: EntryField, typed: str) -> str | Bad:
    kinds = field.key.refers_to if field.key else ()
    known: list[str] = [id for kind in kinds if kind != PRIORITIES for id in getattr(snapshot.plan, kind)]
    known += snapshot.plan.project.priorities if PRIORITIES in kinds else ()
    meant = next((id for id in known if id.casefold() == typed.casefold()), None)
    if meant:
        return meant
    like = nearest(typed, known)
    hint = _("did you mean {like}?").format(like=like) if like else ""
    return Bad("", _("there is no {value}").format(value=quoted(typed)), hint)


def _not_too_small(field: EntryField, value: Any) -> Any | Bad:
    least = field.key.least if field.key else None
    if least is None or isinstance(value, Bad | str | list | dict) or value >= least:
        return value
    return Bad("", _("{value} is too small").format(value=value), _("write a number from {least}").format(least=least))


def _period(snapshot: Snapshot, field: EntryField, typed: str) -> Any | Bad:
    """``M1 - M3``, ``M4`` alone, ``1 9 2027 to 15 9 2027``."""
    old = field.value if isinstance(field.value, dict) else {}
    for divider in (" - ", " to ", "–", ".."):
        first, found, last = typed.partition(divider)
        if found:
            break
    else:
        first = last = typed
    sides = {"start": first, "end": last}
    moments = {side: _moment(snapshot, _side(field, side, old.get(side)), said.strip()) for side, said in sides.items()}
    fault = next((moment for moment in moments.values() if isinstance(moment, Bad)), None)
    if fault:
        return fault
    start = resolved(snapshot.plan, moments["start"], as_start=True)
    end = resolved(snapshot.plan, moments["end"], as_start=False)
    return Bad("", _("it ends before it starts")) if start and end and end < start else moments


def _moment(snapshot: Snapshot, field: EntryField, typed: str) -> date | str | Bad:
    return moment_from_text(snapshot, field, typed, base_of(snapshot, field))


def _side(field: EntryField, side: str, value: Any) -> EntryField:
    return field._replace(path=(*field.path, side), type="moment", value=value)


def _link(field: EntryField, typed: str) -> Any | Bad:
    """``SS 2w``: the type and the lag of a link, both optional."""
    parts = link_parts(field.value)
    id = parts[0] if parts else ""
    type_, lag = "FS", ""
    for word in typed.replace("+", " +").upper().split():
        if word in LINK_TYPES:
            type_ = word
        elif not lag and read_lag(word.lower().removeprefix("+")):
            lag = word.lower().removeprefix("+")
        else:
            hint = _("FS, SS, FF or SF, and a lag such as 10d, -2w, 1m")
            return Bad("", _("{value} is neither a type of link nor a lag").format(value=quoted(word)), hint)
    if type_ == "FS" and not lag:
        return id
    return {"id": id, **({"type": type_} if type_ != "FS" else {}), **({"lag": lag} if lag else {})}


def _paper(snapshot: Snapshot, field: EntryField, typed: str) -> bool | date | Bad:
    answer = scalar_from_text("boolean", typed)
    if isinstance(answer, bool):
        return answer
    found = _moment(snapshot, field._replace(type="date"), typed)
    if isinstance(found, date):
        return found
    return Bad("", _("{value} is neither yes, no nor a date").format(value=quoted(typed)))


def text_of(field: EntryField) -> str:
    """The value as one would type it."""
    value = field.value
    if field.type == "link":
        _id, type_, lag = link_parts(value) or ("", "FS", "0d")
        return f"{type_} {lag}" if (read_lag(lag) or (1,))[0] else type_
    if field.type == "period":
        sides = [str(value.get(side, "?")) for side in ("start", "end")] if isinstance(value, dict) else [str(value)]
        return " - ".join(dict.fromkeys(sides))
    if field.type == "override" or (field.type not in TABLES and isinstance(value, dict)):
        return render(value, inside=True) if value is not None else ""
    return plain_text(value)


def plain_text(value: Any) -> str:
    """A TOML value as one would type it: lists with commas, yes and no, nothing for tables."""
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(plain_text(item) for item in value if not isinstance(item, dict))
    return str(value)


__all__ = ["CLEARED", "Path", "edit_for", "plain_text", "text_of", "understand"]
