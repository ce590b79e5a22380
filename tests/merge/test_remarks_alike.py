"""Remarks between tables that all say the same: told apart by their places, and looked at once each."""

from __future__ import annotations

from ka2plan.merge.sides import Side
from ka2plan.toml.scan import LOOSE
from tests.work import lines_run

PLAN = '[activities.A1]\ntitle = "t"\n'


def loose(side):
    return [part.id for part in side.parts.values() if part.id[0] == LOOSE]


def test_remarks_that_say_the_same_are_told_apart_by_how_many_stand_before():
    side = Side(PLAN + "\n# c\n\n# d\n\n# c\n\n# c\n")
    assert loose(side) == [(LOOSE, "# c", 0), (LOOSE, "# d", 0), (LOOSE, "# c", 1), (LOOSE, "# c", 2)]


def test_a_remark_goes_before_the_table_it_stands_before():
    side = Side("# a\n\n" + PLAN + "\n# b\n\n# c\n\n[partners.P]\n")
    before, after = side.rank((LOOSE, "# b", 0)), side.rank(("table", "partners", "P"))
    assert before[:2] == after[:2]
    assert before < after


def test_four_times_as_many_remarks_are_four_times_the_work():
    def ranked(remarks):
        side = Side(PLAN + "\n# c\n" * remarks)
        return [side.rank(id) for id in side.ids]

    assert lines_run(lambda: ranked(400)) < 5 * lines_run(lambda: ranked(100))
