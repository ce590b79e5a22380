"""What is wrong in a user's own facts, in words."""

from __future__ import annotations

from collections.abc import Mapping

from ka2plan.calls.model import FactFault
from ka2plan.calls.shapes import MOST
from ka2plan.calls.vocabulary import FactKey
from ka2plan.toml import format_path
from ka2plan.words.figures import number
from ka2plan.words.messages import _
from ka2plan.words.visible import visible


def fault_sentence(fault: FactFault) -> str:
    """File, place and reason in one line, fit to be shown."""
    place = format_path(fault.where) if fault.where else ""
    if fault.line is not None:
        place = f"{fault.line}:{fault.column}"
    return ": ".join(visible(part) for part in (fault.file, place, fault_reason(fault)) if part)


def fault_reason(fault: FactFault) -> str:
    """Why something of a year file, or an override, cannot be used."""
    if fault.kind == "shape":
        return _("must be {shape}").format(shape=_shape_text(fault.shape, fault.choices))
    if fault.kind == "toml":
        return fault.about
    return _reasons(fault)[fault.kind].format(about=fault.about)


def _reasons(fault: FactFault) -> Mapping[str, str]:
    return {
        "file": _("cannot be read: {about}"),
        "year": _("the file is named for {about}"),
        "no-fact": _("no fact of a call has this name; did you mean “{about}”?")
        if fault.about
        else _("no fact of a call has this name"),
        "no-key": _("nothing of this name belongs here; did you mean “{about}”?")
        if fault.about
        else _("nothing of this name belongs here"),
        "missing": _("“{about}” is missing"),
        "turned": _("ends before it begins"),
    }


def wanted_text(key: FactKey) -> str:
    """What a fact takes, to say it where a value does not fit."""
    return _shape_text(key.shape, key.choices)


def _shape_text(shape: str, choices: tuple[str, ...]) -> str:
    return _("one of {choices}").format(choices=", ".join(choices)) if choices else _shapes()[shape]


def _shapes() -> Mapping[str, str]:
    whole = _("a whole number from 0 to {most}").format(most=number(MOST))
    return {
        "amount": _("an amount in EUR"),
        "amounts": _("a list of amounts in EUR"),
        "amount_range": _("the least and the greatest amount in EUR, as a list of two"),
        "amounts_by_months": _("a table from months to amounts in EUR"),
        "count": whole,
        "dates": _("the first and the last day, as a list of two dates"),
        "day": _("a date"),
        "flag": _("true or false"),
        "megabytes": whole,
        "moment": _("a date with a time, such as 2027-03-04T12:00:00"),
        "months": whole,
        "months_options": _("a list of months"),
        "months_range": _("the least and the greatest number of months, as a list of two"),
        "pattern": _("a regular expression"),
        "percent": _("a number from 0 to 100"),
        "points": _("a table from criteria to points"),
        "share": _("a number from 0 to 1"),
        "variants": _("tables with `lump_sum`, `grant`, `grant_max`, `months` or `organisations`"),
        "word": _("a text"),
        "words": _("a list of texts"),
        "bands": _("a list of [score, per cent], the highest score first"),
        "scored": "work-packages / criteria",
        "table": _("a table"),
        "tables": _("a list of tables"),
        "text": _("a text"),
        "texts": _("a text or a list of texts"),
    }
