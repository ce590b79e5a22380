"""What kind of table a sheet is, by its headings and its name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ka2plan.imports.cell import Sheet
from ka2plan.imports.columns import STAYS, fields_of_heading
from ka2plan.imports.folding import folded

ACTIVITIES, MILESTONES, DELIVERABLES, PACKAGES = "activities", "milestones", "deliverables", "work_packages"
PARTNERS, INDICATORS, MATRIX = "partners", "indicators", "matrix"

TIMED = frozenset(("start", "end", "due", "period", "periods", "duration", "months", "days", "after"))

UNITS = frozenset(("duration", "months", "days"))
"""Fields whose headings also name effort: beside columns of work packages they hold the sums, as ``Months`` does."""

PARTNER_SIGNS = frozenset(
    (
        "partner_id",
        "partner_name",
        "city",
        "region",
        "oid",
        "role",
        "website",
        "contact",
        "organisation_kind",
        "newcomer",
    )
)


def kind_of_table(
    sheet: Sheet, headings: Sequence[str], charted: Collection[int], packages: Sequence[tuple[int, str]]
) -> str:
    """The kind of a table with these headings; of activities where nothing says otherwise."""
    fields: set[str] = set()
    stays: set[str] = set()
    others: set[str] = set()
    for place, heading in enumerate(headings):
        if place in charted:
            continue
        found, is_exact = fields_of_heading(heading, "partner_fields")
        is_stay = is_exact and found[0] in STAYS
        (stays if is_stay else fields).update(fields_of_heading(heading)[0][:1])
        others.update(found[:1] if is_exact else ())
        found, is_exact = fields_of_heading(heading, "indicator_fields")
        others.update(found[:1] if is_exact else ())
    if "title" in fields or not others & PARTNER_SIGNS:
        fields |= stays
    is_timed = bool(fields & TIMED) or bool(charted)
    if _is_matrix(packages, fields, others, is_chart=bool(charted)):
        return MATRIX
    signs = others & PARTNER_SIGNS
    if "rate" in others and "role" in others and not is_timed:
        return PARTNERS
    is_list = len(signs) >= 2 or (signs and "country" in fields) or (signs & {"oid"} and "title" in fields)
    is_list = is_list or _is_named_for_partners(sheet, fields)
    if is_list and not is_timed and not fields & {"wp", "wp_title", "milestone_title", "deliverable_title", "lead"}:
        return PARTNERS
    if not is_timed and "target" in others and fields & {"title", "wp"} | others & {"indicator_title"}:
        return INDICATORS
    if "indicator_title" in others and not fields & {"title"}:
        return INDICATORS
    return _kind_of_entries(sheet, fields, bool(charted))


def _is_matrix(packages: Sequence[tuple[int, str]], fields: set[str], others: set[str], *, is_chart: bool) -> bool:
    """Whether columns of work packages stand beside organisations, or beside nothing that says when."""
    has_enough = len(packages) >= 2 or bool(packages and others & {"partner_name", "partner_id"})
    return has_enough and not is_chart and not (TIMED - UNITS) & fields


def _is_named_for_partners(sheet: Sheet, fields: set[str]) -> bool:
    """Whether the sheet's name says that it lists organisations, and a column where each of them is."""
    named, is_exact = fields_of_heading(folded(sheet.name))
    return is_exact and "partners" in named and "country" in fields


def _kind_of_entries(sheet: Sheet, fields: set[str], is_chart: bool) -> str:
    named = folded(sheet.name)
    for kind, field, word in (
        (MILESTONES, "milestone_title", "milestone"),
        (DELIVERABLES, "deliverable_title", "deliverable"),
        (PACKAGES, "wp_title", "work packages"),
    ):
        if field in fields and "title" not in fields:
            return kind
        titles, is_exact = fields_of_heading(named)
        by_sheet = (is_exact and field in titles) or named.startswith(word)
        if by_sheet and "title" in fields and not is_chart and (kind == PACKAGES or fields & {"due", "end", "start"}):
            return kind
    titles, is_exact = fields_of_heading(named)
    return PACKAGES if is_exact and "wp" in titles and "title" in fields and not is_chart else ACTIVITIES
