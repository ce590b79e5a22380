"""The manual's page on exports names what there is."""

from __future__ import annotations

import re

from ka2plan.export import FORMATS
from ka2plan.imports.options import READINGS, fields_known
from tests.cli.running import run

PAGE = run("manual", "exports").out


def test_it_has_every_format_with_its_summary_and_its_extra():
    for known in FORMATS:
        assert f"    {known.name:<8} {known.summary}" in PAGE
        assert f"ka2plan[{known.extra}]" in PAGE or not known.extra


def test_it_has_every_field_of_a_table():
    fields = PAGE.partition("Fields are\n")[2].partition("Readings are\n")[0]
    assert re.findall(r"[\w.]+", fields) == [*fields_known(), "budget.ID", "effort.ID", "none"]


def test_it_has_every_reading_of_a_column():
    readings = PAGE.partition("Readings are\n")[2].partition("\n- ")[0]
    assert re.findall(r"[\w-]+", readings) == [*READINGS]


def test_the_list_of_pages_has_it():
    assert "exports" in run("manual").out
