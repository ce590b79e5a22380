"""Replacing a limit of the call in one plan."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from ka2plan.calls.vocabulary import BY_NAME
from ka2plan.tui.entry.limits import limit_as_typed, understand_limit
from tests.tui.pilot import assert_picture, opened


async def test_a_limit_is_chosen_by_its_name_and_replaced_with_a_reason_in_one_step(tmp_path):
    async with opened(tmp_path) as editor:
        text = editor.session.snapshot.text
        await editor.press(":", *"replace limit", "enter")
        assert_picture(editor, "limits-80x24")
        await editor.press(*"lump sum", "enter")
        assert "120,000" in editor.picture
        await editor.press("home", "shift+end", *"120,000 or 300,000")
        assert "= 120,000 / 300,000 EUR" in editor.picture
        await editor.press("enter", "enter")
        assert "! needed" in editor.picture
        assert editor.session.snapshot.text == text
        await editor.press(*"NA page", "enter")
        assert editor.session.data["overrides"] == {"lump_sums": {"value": [120_000, 300_000], "reason": "NA page"}}
        assert [found.code for found in editor.session.snapshot.findings if found.severity == "error"] == ["CAL202"]
        await editor.press("u")
        assert editor.session.snapshot.text == text


async def test_the_form_of_the_project_leads_there_too_and_has_what_was_replaced(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("S", "end")
        assert "limits of the call       as in the call" in editor.picture
        await editor.press(
            "enter", *"management at most", "enter", "home", "shift+end", *"25", "enter", *"why", "enter"
        )
        assert editor.session.data["overrides"] == {"management_cap_percent": {"value": 25, "reason": "why"}}
        await editor.press("end")
        assert "1 replaced in this plan" in editor.picture
        assert "management_cap_percent" in editor.picture


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("lump_sums", "120,000, 250,000", [120_000, 250_000]),
        ("lump_sums", "120000 / 250.000", [120_000, 250_000]),
        ("lump_sums", "[60_000]", [60_000]),
        ("lump_sums", "many", None),
        ("duration_months", "12 to 40", [12, 40]),
        ("duration_months", "40 to 12", None),
        ("duration_options", "12, 24 or 36", [12, 24, 36]),
        ("management_cap_percent", "22.5 %", Decimal("22.5")),
        ("management_cap_percent", "200", None),
        ("min_organisations", "2", 2),
        ("min_organisations", "2.5", None),
        ("total_equals_lump_sum", "no", False),
        ("third_countries", "world", "world"),
        ("third_countries", "the moon", None),
        ("coordinator_from", "eu27, associated", ["eu27", "associated"]),
        ("start_window", "2026-09-01 to 2026-12-31", [date(2026, 9, 1), date(2026, 12, 31)]),
        ("deadline", "2026-03-05T12:00", datetime(2026, 3, 5, 12, 0)),
        ("deadline", "soon", None),
        ("grant_max_by_duration", "{ 12 = 60_000 }", {"12": 60_000}),
        ("oid_pattern", "E[0-9]{8}", "E[0-9]{8}"),
        ("grant_max", "", None),
    ],
)
def test_a_limit_is_understood_by_what_it_is(name, typed, value):
    meant = understand_limit(BY_NAME[name], typed)
    assert (meant.value, bool(meant.fault)) == (value, value is None)


async def test_every_limit_of_a_call_stands_as_one_types_it(tmp_path):
    async with opened(tmp_path) as editor:
        from ka2plan.calls.model import frozen
        from ka2plan.rules import call_of

        book = editor.session.snapshot.book
        for code in ("KA220-SCH", "KA210-SCH", "PCOOP-SPORT"):
            plan = editor.session.snapshot.plan
            call = call_of(plan._replace(project=plan.project._replace(type=code)), book)
            for key, fact in call.facts.items():
                if key in BY_NAME:
                    typed = limit_as_typed(BY_NAME[key], fact.value)
                    assert frozen(understand_limit(BY_NAME[key], typed).value) == fact.value, (key, typed)
