"""Differences of two versions of a plan as lines and as a JSON form."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ka2plan.changes.change_words import ChangeWords
from ka2plan.changes.comparison import Comparison
from ka2plan.changes.effect_words import effect_sentences
from ka2plan.merge.plain_values import ABSENT
from ka2plan.plan.values import is_number
from ka2plan.schedule.forms import number
from ka2plan.toml import format_path
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from collections.abc import Mapping


def difference_lines(comparison: Comparison, about: str | None = None) -> list[str]:
    """What differs, one sentence a line: entries first, then work and money; a sentence also where nothing does.

    Args:
        comparison: the two versions.
        about: an id; then only what concerns that entry or partner, and nothing where nothing does.
    """
    lines = [*ChangeWords(comparison).sentences(about).values(), *effect_sentences(comparison, about)]
    if lines or about is not None:
        return lines
    if comparison.only_layout:
        return [_("only comments or layout differ: the plan says the same")]
    return [_("no difference")]


def difference_json(comparison: Comparison) -> dict[str, Any]:
    """The form of ``diff --json``, as the manual's page on JSON gives it."""
    money = comparison.money
    return {
        "version": 1,
        "only_layout": comparison.only_layout,
        "changes": [
            {
                "where": format_path(comparison.versions.told_path(change.where)),
                "what": change.what,
                "old": json_value(comparison.versions.told_value(change.where, change.old)),
                "new": json_value(change.new),
            }
            for change in comparison.changes
        ],
        "pushes": [
            {"by": push.by, "id": push.id, "days": push.days, "followed": push.followed} for push in comparison.pushes
        ],
        "workload": [
            {"partner": change.partner, "month": change.month, "more": round(change.more, 2)}
            for change in comparison.workload
        ],
        "money": {
            "by_wp": _amounts(money.by_wp),
            "by_partner": _amounts(money.by_partner),
            "total": number(money.total),
            "difference": None if money.difference is None else number(money.difference),
        },
        "sentences": difference_lines(comparison),
    }


def _amounts(amounts: Mapping[str, Decimal]) -> dict[str, int | float]:
    return {id: number(amount) for id, amount in amounts.items()}


def json_value(value: Any) -> Any:
    """A value of the plan file as JSON has it: dates ISO, null for nothing, texts for what is no finite number."""
    if value is ABSENT:
        return None
    if isinstance(value, dict):
        return {key: json_value(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [json_value(item) for item in value]
    if isinstance(value, Decimal):
        return number(value) if is_number(value) else str(value)
    return value.isoformat() if isinstance(value, (date, time)) else value
