"""What somebody typed into a field: the value to write and what it means, or why it cannot be taken."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ka2plan.document import Edit, SetValue, Unset
from ka2plan.document.value_text import render
from ka2plan.findings import Path
from ka2plan.plan.types import TYPES, Around, ValueType
from ka2plan.plan.types.flag import FLAG
from ka2plan.plan.types.link import link_detail
from ka2plan.plan.types.number import NUMBER
from ka2plan.plan.types.text import TEXT
from ka2plan.plan.values import Bad
from ka2plan.rules.typed_limits import limit_from_text
from ka2plan.session import Snapshot
from ka2plan.session.meaning import amount_in_words, around_of_plan, counted_from, meaning
from ka2plan.tui.editor.fields.doubts import doubt_about
from ka2plan.tui.editor.fields.entry_fields import EntryField
from ka2plan.tui.toolkit.dialogs.in_place import Understood
from ka2plan.words.messages import _, pgettext

CLEARED: Any = object()
"""Stands for a value that is to be taken out."""


def understand(
    snapshot: Snapshot, field: EntryField, text: str, *, start: Any = None, lead: str | None = None
) -> Understood:
    """What a typed text means for a field.

    ``value`` is the TOML value to write, or ``CLEARED``. Of an entry that is not in the plan yet, ``start`` is what
    its end belongs to, ``lead`` who leads those who take part.
    """
    typed = text.strip()
    if not typed:
        if field.required:
            return Understood(fault=_("a plan must have it"))
        return Understood(CLEARED, pgettext("value", "empty") if field.value is not None else "")
    around = around_field(snapshot, field, start)
    around = around if lead is None else around._replace(apart=lead)
    value = _value(field, typed, around)
    if isinstance(value, Bad):
        return Understood(fault="; ".join(part for part in (value.message, value.hint) if part))
    about = (snapshot, field.path, field.type, value)
    counted = counted_from(around, typed) if field.type in ("moment", "date") else ""
    told = "; ".join(filter(None, (amount_in_words(*about), meaning(*about), counted)))
    return Understood(value, told, doubt=doubt_about(snapshot, field, value, start))


def edit_for(field: EntryField, value: Any) -> Edit | None:
    """The edit that writes an understood value; None where nothing would change."""
    if value is CLEARED:
        return Unset(field.path) if field.value is not None else None
    return None if value == field.value and type(value) is type(field.value) else SetValue(field.path, value)


def _value(field: EntryField, typed: str, around: Around) -> Any | Bad:
    if field.type == "override":
        return limit_from_text(str(field.path[1]), typed)
    return type_of(field).from_text(typed, around)


def around_field(snapshot: Snapshot, field: EntryField, start: Any = None) -> Around:
    """What is typed into a field is understood by."""
    around = around_of_plan(snapshot)._replace(must_exist=True)
    if field.key:
        around = around.of_key(field.key)
    side = next((str(part) for part in reversed(field.path) if isinstance(part, str)), "")
    entry = snapshot.plan.entry(str(field.path[1])) if len(field.path) == 3 else None
    begins = start if start is not None else getattr(entry, "start", None)
    present = field.value if start is None else None
    is_long = field.type in ("long", "accepted")
    lead = getattr(entry, "lead", None) or ""
    return around._replace(key=side, present=present, start=begins, is_long=is_long, apart=lead)


def type_of(field: EntryField) -> ValueType:
    """The type of a field's value; what only the form knows is a text."""
    return TYPES.get(field.type, TEXT)


def text_of(field: EntryField) -> str:
    """The value as one would type it."""
    value = field.value
    if field.type == "link":
        return link_detail(value)
    if field.type == "override" or (field.type not in TYPES and isinstance(value, dict)):
        return render(value, inside=True) if value is not None else ""
    return plain_text(value) if isinstance(value, dict) and field.type != "period" else type_of(field).to_text(value)


def plain_text(value: Any) -> str:
    """A TOML value as one would type it: lists with commas, yes and no, nothing for tables."""
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, bool):
        return FLAG.to_text(value)
    if isinstance(value, list):
        return ", ".join(plain_text(item) for item in value if not isinstance(item, dict))
    return NUMBER.to_text(value) if isinstance(value, Decimal) else str(value)


__all__ = ["CLEARED", "Path", "edit_for", "plain_text", "text_of", "understand"]
