"""What may be written into a cell of a sheet to fill in, and what others work out from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ka2plan.export.fillin_fields import Field
from ka2plan.plan.types.flag import FLAG
from ka2plan.words.messages import _

MOST_WORDS = 254
"""Characters of all words together that a list in a rule may have."""


def rules_of(field: Field, cell: str, countries: str) -> Iterator[dict[str, Any]]:
    """The rule for a cell, where its value has one.

    Args:
        field: what is in the cell.
        cell: its address.
        countries: the cells with the names of countries.
    """
    if field.look == "country":
        yield _rule(_("Choose a country from the list."), validate="list", source=f"={countries}")
    elif field.choices and len(",".join(field.choices)) <= MOST_WORDS:
        yield _rule(_("Choose from the list."), validate="list", source=list(field.choices))
    elif field.look in ("boolean", "paper"):
        words, is_strict = [FLAG.to_text(True), FLAG.to_text(False)], field.look == "boolean"
        told = _("Choose yes or no.") if is_strict else _("Choose yes or no, or write a date.")
        yield _rule(told, validate="list", source=words, show_error=is_strict)
    elif field.look in ("percent", "money", "effort", "number"):
        yield _rule_of_number(field.look)
    elif field.look == "date":
        days = {"minimum": date(1900, 3, 1), "maximum": date(2199, 12, 31)}
        yield _rule(_("Write a date."), validate="date", criteria="between", **days)
    elif field.look == "moment":
        month = f'AND(UPPER(LEFT(TRIM({cell}),1))="M",VALUE(MID(TRIM({cell}),2,4))>0)'
        formula = f"=IF(ISNUMBER({cell}),TRUE,IFERROR({month},FALSE))"
        told = _("Write a project month such as M7, or a date.")
        yield _rule(told, validate="custom", value=formula, error_type="warning")


def _rule_of_number(look: str) -> dict[str, Any]:
    if look == "percent":
        told = _("Write a whole number from 0 to 100.")
        return _rule(told, validate="integer", criteria="between", minimum=0, maximum=100)
    return _rule(_("Write a number, 0 or more."), validate="decimal", criteria=">=", value=0)


def _rule(told: str, **rule: Any) -> dict[str, Any]:
    return {**rule, "error_title": "ka2plan", "error_message": told, "input_message": told}


def formula_of(look: str, cell: str, start: date | None) -> str:
    """What is worked out from another cell: the characters of its text, or the day on which its moment begins or ends.

    Args:
        look: ``used``, ``begins`` or ``ends``.
        cell: the address of the other cell.
        start: the first day of the project.
    """
    if look == "used":
        return f"=LEN({cell})"
    if start is None:
        return f'=IF(ISNUMBER({cell}),{cell},"")'
    first = f"DATE({start.year},{start.month},{start.day})"
    months, day = ("-1", "") if look == "begins" else ("", "-1")
    in_months = f"EDATE({first},VALUE(IF(ISNUMBER({cell}),{cell},MID(TRIM({cell}),2,4))){months}){day}"
    return f'=IF({cell}="","",IF(AND(ISNUMBER({cell}),N({cell})>1000),{cell},IFERROR({in_months},"?")))'
