"""Limits of a call in a field: what a typed one means, and how one is typed that stands there."""

from __future__ import annotations

from typing import Any

from ka2plan.calls import Fact
from ka2plan.calls.model import frozen
from ka2plan.calls.vocabulary import FactKey
from ka2plan.document.value_text import render
from ka2plan.plan.values import Bad
from ka2plan.rules.fact_words import value_text
from ka2plan.rules.typed_limits import limit_from_text
from ka2plan.tui.toolkit.dialogs.in_place import Understood
from ka2plan.words.figures import number
from ka2plan.words.messages import _


def understand_limit(key: FactKey, text: str) -> Understood:
    """What a typed text means as the value of a fact: its TOML value, and how the fact then reads."""
    if not text.strip():
        return Understood(fault=_("needed"))
    value = limit_from_text(key.name, text)
    if isinstance(value, Bad):
        return Understood(fault=value.message)
    return Understood(value, value_text(Fact(key.name, frozen(value), (), "override")))


def limit_as_typed(key: FactKey, value: Any) -> str:
    """A fact's value as one would type it."""
    if key.shape in ("amount_range", "months_range", "dates"):
        return " to ".join(str(item) for item in value)
    if key.shape in ("amounts", "months_options", "words"):
        return ", ".join(number(item) if isinstance(item, int) else str(item) for item in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return render(thawed(value), inside=True) if isinstance(value, dict | tuple) else str(value)


def thawed(value: Any) -> Any:
    """The value with lists in place of tuples, as it is written to a file."""
    if isinstance(value, tuple):
        return [thawed(item) for item in value]
    if isinstance(value, dict):
        return {key: thawed(item) for key, item in value.items()}
    return value
