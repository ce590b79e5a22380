"""Values of facts in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ka2plan.calls.model import Evidence, Fact
from ka2plan.calls.payment import PaymentScale
from ka2plan.calls.vocabulary import BY_NAME
from ka2plan.words.figures import either, figure, money, money_range, month_range, months, percentage
from ka2plan.words.messages import _, ngettext, pgettext

if TYPE_CHECKING:
    from datetime import date, datetime


def value_text(fact: Fact) -> str:
    """A fact's value as a person reads it, such as ``12 to 36 months``."""
    return _TEXTS[BY_NAME[fact.key].shape](fact.value)


def evidence_text(evidence: Evidence) -> str:
    """How far a fact was verified, in a word."""
    names: dict[Evidence, str] = {
        "verified": _("verified"),
        "digest": _("digest"),
        "secondary": _("secondary"),
        "memory": _("from memory"),
        "draft": _("unconfirmed"),
        "override": _("overridden"),
    }
    return names[evidence]


def evidence_word(evidence: Evidence) -> str:
    """The same as a year file has it, for what stands in brackets behind a source."""
    words: dict[str, str] = {"memory": pgettext("evidence", "memory"), "draft": pgettext("evidence", "draft")}
    return words.get(evidence) or evidence_text(evidence)


def band_texts(scale: PaymentScale) -> list[tuple[str, str]]:
    """Each band of a payment scale: its scores and what is paid."""
    texts, below = [], 101
    for score, percent in scale.bands:
        scores = _("{low} to {high} points") if below <= 100 else _("{low} points and more")
        texts.append((scores.format(low=score, high=below - 1), percentage(percent)))
        below = score
    return texts


def _several_euros(values: Any) -> str:
    return _("{amount} EUR").format(amount=" / ".join(map(figure, values)))


def _euros_by_months(values: Any) -> str:
    return "; ".join(f"{months(int(count))}: {money(amount)}" for count, amount in values.items())


def _month_options(values: Any) -> str:
    return ngettext("{counts} month", "{counts} months", values[-1]).format(
        counts=either([str(value) for value in values])
    )


def _share(value: Any) -> str:
    return percentage(round(value * 100))


def _flag(value: Any) -> str:
    return _("yes") if value else _("no")


def _moment(value: datetime) -> str:
    return value.isoformat(sep=" ", timespec="minutes")


def _days(values: tuple[date, date]) -> str:
    return _("{first} to {last}").format(first=values[0].isoformat(), last=values[1].isoformat())


def _megabytes(value: Any) -> str:
    return _("{number} MB").format(number=value)


def _points(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{word_of(name)} {points}" for name, points in values.items())


def _variants(values: Mapping[str, Mapping[str, Any]]) -> str:
    return "; ".join(f"{name}: {_variant(variant)}" for name, variant in values.items())


def _variant(variant: Mapping[str, Any]) -> str:
    parts = {
        "lump_sum": money,
        "grant": lambda values: money_range(*values),
        "grant_max": lambda value: _("up to {amount}").format(amount=money(value)),
        "months": lambda values: month_range(*values),
        "organisations": _organisations,
    }
    return ", ".join(parts[key](value) for key, value in variant.items())


def _organisations(values: tuple[int, ...]) -> str:
    if len(values) > 1:
        return _("{low} to {high} organisations").format(low=values[0], high=values[1])
    return _("{count} organisations and more").format(count=values[0])


def words_of(fact: Fact) -> list[str]:
    """The words of a fact that lists kinds, in a reader's words."""
    return [word_of(value) for value in fact.value]


def word_of(value: str) -> str:
    """A word of the facts, such as ``school-authority``, in a reader's words."""
    return _words().get(value, value.replace("-", " "))


def _several_words(values: Any) -> str:
    return ", ".join(map(word_of, values))


def _words() -> Mapping[str, str]:
    return {
        "prefixed-lump-sum": _("fixed lump sums"),
        "budget-based-lump-sum": _("lump sum by the budget"),
        "unit-costs": _("unit costs"),
        "none": _("none"),
        "world": _("all countries"),
        "world-except-excluded": _("all countries, except excluded ones"),
        "regions-1-3-except-excluded": _("regions 1 to 3, except excluded countries"),
        "partner": _("partner"),
        "eu27": _("EU"),
        "associated": _("associated countries"),
        "participants": _("countries of the partners"),
        "eu-institutions": _("seats of EU institutions"),
        "school-authority": _("school authority"),
        "school-coordinating-body": _("school coordinating body"),
        "work-package": _("work packages"),
        "activity": _("activities"),
        "beneficiary": _("beneficiaries"),
        "not-core-activities": _("not for core activities"),
        "project-management": _("project management"),
        "long-term-impact-plan": _("plan for long-term impact"),
        "enterprise-or-employer-body": _("enterprise or employers' body"),
        "vet-provider": _("provider of vocational training"),
        "relevance": _("relevance"),
        "design": _("design"),
        "partnership": _("partnership"),
        "implementation": _("implementation"),
        "impact": _("impact"),
    }


_TEXTS: Mapping[str, Callable[[Any], str]] = {
    "amount": money,
    "amounts": _several_euros,
    "amount_range": lambda values: money_range(*values),
    "amounts_by_months": _euros_by_months,
    "count": str,
    "dates": _days,
    "flag": _flag,
    "megabytes": _megabytes,
    "moment": _moment,
    "months": months,
    "months_options": _month_options,
    "months_range": lambda values: month_range(*values),
    "pattern": str,
    "percent": percentage,
    "points": _points,
    "share": _share,
    "variants": _variants,
    "word": word_of,
    "words": _several_words,
}
