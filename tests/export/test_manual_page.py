"""The manual's page on exports names what there is."""

from __future__ import annotations

import re

from ka2plan.cli.import_columns import HEADINGS
from ka2plan.export import FORMATS
from tests.cli.running import run

PAGE = run("manual", "exports").out


def test_it_has_every_format_with_its_summary_and_its_extra():
    for known in FORMATS:
        assert f"    {known.name:<8} {known.summary}" in PAGE
        assert f"ka2plan[{known.extra}]" in PAGE or not known.extra


def test_it_has_every_field_of_a_table():
    fields = PAGE.partition("Fields are\n")[2].partition("\n\n- ")[0]
    assert re.findall(r"[\w.]+", fields) == [*HEADINGS, "budget.ID", "effort.ID"]


def test_the_list_of_pages_has_it():
    assert "exports" in run("manual").out
