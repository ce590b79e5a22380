"""``types``: what the types of partnership are and what a call says of one, with sources and evidence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ka2plan.calls.book import CallBook
from ka2plan.calls.call import Call
from ka2plan.calls.model import Fact, PartnershipType
from ka2plan.calls.reference import GuideRule
from ka2plan.calls.vocabulary import KEYS
from ka2plan.errors import UsageError
from ka2plan.named_tuples import NamedTuple
from ka2plan.rules.fact_words import value_text
from ka2plan.words.figures import money_range, number
from ka2plan.words.messages import _
from ka2plan.words.visible import visible


class FactRow(NamedTuple):
    """One fact as it is shown."""

    group: str
    """Key of ``vocabulary.GROUPS``."""
    label: str
    text: str
    """The value in words."""
    fact: Fact


def rows_of(call: Call) -> tuple[FactRow, ...]:
    """The facts of a call in the order in which they are best read, its dates not among them."""
    known = ((key, call.facts[key.name]) for key in KEYS if key.name in call.facts)
    return tuple(FactRow(key.group, _(key.label), value_text(fact), fact) for key, fact in known)


def other_rules(call: Call) -> tuple[GuideRule, ...]:
    """Rules in words that no fact of the call stands for."""
    facts = [*call.facts.values(), *((call.payment.fact,) if call.payment else ())]
    told = {id for fact in facts for id in fact.rule.split(", ")}
    return tuple(rule for rule in call.rules if rule.id not in told)


def type_title(type_: PartnershipType) -> str:
    """A type's name with its field, such as ``Cooperation Partnership, school education``."""
    if not type_.field:
        return _(type_.name)
    return _("{type}, {field}").format(type=_(type_.name), field=_(type_.field_name))


def grant_text(call: Call) -> str:
    """What a call grants, in a few words; empty where nothing is known."""
    keys = ("lump_sums", "grant", "grant_max_by_duration", "grant_max", "lots", "strands", "variants")
    facts = [call.facts[key] for key in keys if key in call.facts]
    amounts = sorted(amount for fact in facts for amount in _amounts(fact.value))
    if not amounts:
        return ""
    if "lump_sums" in call.facts:
        return value_text(call.facts["lump_sums"])
    if amounts[0] == amounts[-1]:
        return _("up to {amount} EUR").format(amount=number(amounts[0]))
    return money_range(amounts[0], amounts[-1])


def duration_text(call: Call) -> str:
    """How long a call lets projects take; empty where nothing is known."""
    fact = call.fact("duration_months") or call.fact("duration_options")
    return value_text(fact) if fact else ""


def _amounts(value: Any) -> Iterator[int | Decimal]:
    """The amounts in a value; nothing that counts a grant's months or organisations reaches a thousand."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for item in value:
            yield from _amounts(item)
    elif value >= 1000:
        yield value


def call_shown(book: CallBook, type_id: str, year: int | None) -> Call:
    """The call that ``types`` shows of a type, the newest if no year is asked for.

    :raises UsageError: there is no such type, or no facts of that year.
    """
    call = book.call(type_id, year or book.newest_year(type_id))
    if not call.known_type:
        raise UsageError(_unknown_type(book, type_id))
    if not call.known_year:
        years = ", ".join(map(str, book.years_of(call.code)))
        told = _("nothing is known of {type} in the call of {year}; known years: {years}")
        raise UsageError(told.format(type=type_id, year=year, years=years))
    return call


def refuse_unknown_year(book: CallBook, year: int | None) -> None:
    """Lets known years and None through.

    :raises UsageError: nothing is known of that year.
    """
    if year is not None and year not in book.years:
        told = _("nothing is known of the call of {year}; known years: {years}")
        raise UsageError(told.format(year=year, years=", ".join(map(str, book.years))))


def _unknown_type(book: CallBook, type_id: str) -> str:
    fields = [type_.id for type_ in book.types() if type_.id.startswith(f"{type_id.upper()}-")]
    if len(fields) > 1:
        told = _("“{type}” needs its field: {types}")
        return told.format(type=visible(type_id, 40), types=", ".join(fields))
    near = book.nearest_type(type_id)
    if near:
        told = _("there is no type “{type}”; did you mean {near}? `ka2plan types` lists them")
        return told.format(type=visible(type_id, 40), near=near)
    return _("there is no type “{type}”; `ka2plan types` lists them").format(type=visible(type_id, 40))


def types_json(book: CallBook, type_id: str | None, year: int | None) -> dict[str, Any]:
    """``types --json``: all types, or the facts of one.

    :raises UsageError: as ``call_shown``.
    """
    if type_id is None:
        refuse_unknown_year(book, year)
        told = [_type_json(book, type_) for type_ in book.types()]
        return {"version": 1, "types": [entry for entry in told if year is None or year in entry["calls"]]}
    call = call_shown(book, type_id, year)
    facts = [*call.facts.values()]
    facts += [deadline.fact for deadline in call.deadlines]
    facts += [window.fact for window in call.windows]
    facts += [call.payment.fact] if call.payment else []
    used = dict.fromkeys(id for fact in facts for id in fact.source_ids)
    return {
        "version": 1,
        "type": type_id,
        "call": call.year,
        "facts": {key: _fact_json(fact) for key, fact in call.facts.items()},
        "rounds": {str(number): _round_json(call, number) for number in call.rounds},
        "payment": _payment_json(call),
        "rules": [rule._asdict() for rule in call.rules],
        "sources": {id: book.source(id)._asdict() for id in used},
    }


def _type_json(book: CallBook, type_: PartnershipType) -> dict[str, Any]:
    return {**type_._asdict(), "calls": list(book.years_of(type_.code))}


def _fact_json(fact: Fact) -> dict[str, Any]:
    told = {"sources": list(fact.source_ids), "evidence": fact.evidence, "rule": fact.rule, "note": fact.note}
    return {"value": plain(fact.value), **told}


def plain(value: Any) -> Any:
    """A value as JSON has it: dates in ISO form, decimals as numbers, tuples as lists."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _round_json(call: Call, number: int) -> dict[str, Any]:
    deadline, window = call.deadline(number), call.window(number)
    published = {"published": plain(deadline.published_at) if deadline else None}
    return {
        "agency_decides": any(dated.agency_decides for dated in (deadline, window) if dated),
        "deadline": _fact_json(deadline.fact) | published if deadline else None,
        "start": _fact_json(window.fact) if window else None,
    }


def _payment_json(call: Call) -> dict[str, Any] | None:
    scale = call.payment
    if scale is None:
        return None
    told = {key: value for key, value in scale._asdict().items() if key != "fact"}
    return {**_fact_json(scale.fact), **plain(told)}
