"""Whatever a partner wrote, a report stays text within its width."""

from __future__ import annotations

from datetime import date
from typing import Any
from unicodedata import category

from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcswidth

from ka2plan.plan import read_plan
from ka2plan.print.show import SUBJECTS, show, show_json
from ka2plan.print.timeline import timeline
from ka2plan.print.timeline_json import timeline_json

PAYLOADS = (
    "\x1b]0;owned\x07",
    "\x1b[31mred",
    "\x9b31m",
    "a\nb\tc\rd\x00\x7f",
    "\u202eevil\u2066",
    "zero\u200bwidth\ufeff",
    "e" + "\u0301" * 500,
    "\u0301lone mark",
    "東京" * 40,
    "[red]markup[/red] {name} %s {0}",
    "👩‍👩‍👧‍👦 🇸🇮",
    "x" * 3000,
    "A2.1",
)
texts = st.sampled_from(PAYLOADS) | st.text(max_size=30)
ids = st.sampled_from(("WP1", "A1", "A2.1", "OSL", *PAYLOADS)) | st.text(min_size=1, max_size=8)
days = st.dates(date(2026, 1, 1), date(2029, 12, 31)) | st.dates()
months = (st.integers(1, 24) | st.integers(0, 700)).map(lambda number: f"M{number}")
moments = months | days | texts
amounts = st.integers(-10, 10**9) | st.decimals(allow_nan=False, allow_infinity=False, places=2)
by_partner = st.dictionaries(ids, amounts, max_size=3)
statuses = st.sampled_from(("planned", "running", "done", "cancelled"))
spans = st.fixed_dictionaries({"start": moments, "end": moments})
links = st.lists(ids | st.fixed_dictionaries({"id": ids, "type": st.just("SS"), "lag": st.just("-2m")}), max_size=3)


def entries(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A table of entries of one kind."""
    return st.dictionaries(ids, st.fixed_dictionaries(required, optional=optional), max_size=4)


papers = st.dictionaries(texts, st.booleans() | days, max_size=2)
plan_data = st.fixed_dictionaries(
    {
        "format": st.just(1),
        "project": st.fixed_dictionaries(
            {"start": days, "months": st.integers(1, 48) | st.integers(-1, 700)},
            optional={
                "title": texts,
                "acronym": texts,
                "type": texts,
                "call": st.integers(),
                "lump_sum": amounts,
                "coordinator": ids,
                "effort_unit": st.sampled_from(("days", "months")),
            },
        ),
    },
    optional={
        "partners": entries(
            {"name": texts, "country": st.sampled_from(("SI", "ES"))},
            {
                "capacity": st.integers(0, 9),
                "papers": papers,
            },
        ),
        "work_packages": entries(
            {"title": texts},
            {"lead": ids, "budget": by_partner, "effort": by_partner, "status": statuses, "start": moments},
        ),
        "activities": entries(
            {"title": texts, "lead": ids},
            {
                "wp": ids,
                "start": moments,
                "end": moments,
                "periods": st.lists(spans, min_size=1, max_size=3),
                "partners": st.lists(ids, max_size=3),
                "budget": by_partner,
                "effort": by_partner,
                "after": links,
                "status": statuses,
                "progress": st.integers(0, 100),
            },
        ),
        "milestones": entries({"title": texts, "due": moments}, {"wp": ids, "lead": ids, "reached": days}),
        "deliverables": entries({"title": texts, "due": moments}, {"wp": ids, "lead": ids, "status": statuses}),
        "indicators": entries({"title": texts}, {"target": amounts, "achieved": amounts, "unit": texts}),
    },
)
widths = st.integers(40, 220)


def assert_harmless(text: str, width: int, *, ascii_only: bool) -> None:
    """Lines of at most that many cells, without a character that does anything but show."""
    for line in text.removesuffix("\n").split("\n"):
        assert not [character for character in line if category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
        assert 0 <= wcswidth(line) <= width, line
    if ascii_only:
        assert text.isascii()


@given(plan_data, days, widths, st.booleans(), st.sampled_from(("auto", "month", "quarter")))
@example(
    data={
        "format": 1,
        "project": {"start": date(2026, 1, 1), "months": 29},
        "work_packages": {"000000": {"title": ""}},
    },
    today=date(2026, 1, 1),
    width=40,
    ascii_only=False,
    by="month",
)
def test_a_timeline_of_any_plan_is_harmless_and_fits(
    data: dict[str, Any], today: date, width: int, ascii_only: bool, by: str
) -> None:
    plan = read_plan(data).plan
    text = timeline(plan, {}, width=width, today=today, ascii=ascii_only, by=by, management_wp="WP1")
    assert_harmless(text, width, ascii_only=ascii_only)


@given(plan_data, days, days, st.none() | days, widths)
def test_a_timeline_of_any_part_of_any_plan_is_harmless_and_fits(
    data: dict[str, Any], today: date, since: date, until: date | None, width: int
) -> None:
    plan = read_plan(data).plan
    if until is not None:
        since, until = sorted((since, until))
    text = timeline(plan, None, width=width, today=today, since=since, until=until, partner="OSL")
    assert_harmless(text, width, ascii_only=False)


@given(plan_data, days, widths, st.booleans(), st.sampled_from(SUBJECTS))
def test_a_table_of_any_plan_is_harmless_and_fits(
    data: dict[str, Any], today: date, width: int, ascii_only: bool, subject: str
) -> None:
    plan = read_plan(data).plan
    text = show(plan, subject, today=today, width=width, ascii=ascii_only, management_wp="WP1")
    assert_harmless(text, width, ascii_only=ascii_only)


def assert_plain(value: Any) -> None:
    """Only what JSON has, and no number that it has not."""
    if isinstance(value, dict):
        assert all(isinstance(key, str) for key in value)
        for each in value.values():
            assert_plain(each)
    elif isinstance(value, list):
        for each in value:
            assert_plain(each)
    else:
        assert value is None or isinstance(value, (str, bool, int)) or value - value == 0


@given(plan_data, days)
def test_json_forms_of_any_plan_hold_only_plain_values(data: dict[str, Any], today: date) -> None:
    plan = read_plan(data).plan
    assert_plain(timeline_json(plan, {}, today=today, management_wp="WP1"))
    for subject in SUBJECTS:
        assert_plain(show_json(plan, subject, today=today, management_wp="WP1"))
