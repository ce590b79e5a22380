"""A slip for people and for programs, to the character."""

from __future__ import annotations

import json
from decimal import Decimal

from ka2plan.plan import read_lag
from ka2plan.print.slip import slip_json, slip_text
from ka2plan.schedule.slip import slip
from tests.schedule.building import activity, milestone, plan_of

TEXT = (
    '[work_packages.WP2]\ntitle = "Modules"\nstart = "M1"\nend = "M24"\n'
    + activity("A2.1", "M1", "M4", more="effort.OSL = 19")
    + activity("A2.2", "M5", "M24", "A2.1", more='wp = "WP2"\neffort.OSL = 300')
    + activity("A2.3", "M5", "M5", "A2.1", more='status = "done"')
    + milestone("MS1", "M4", "A2.1")
)


def busy_plan():
    plan = plan_of(TEXT)
    return plan._replace(partners={"OSL": plan.partners["OSL"]._replace(capacity=Decimal(16))})


def test_a_slip_reads_as_sentences():
    assert slip_text(slip(busy_plan(), "A2.1", read_lag("1m"))) == (
        "A2.1 moves from 2026-11-01 - 2027-02-28 to 2026-12-01 - 2027-03-31\n"
        "A2.2 moves from 2027-03-01 - 2028-10-31 to 2027-04-01 - 2028-11-30, after A2.1\n"
        "MS1 moves from 2027-02-28 to 2027-03-31, after A2.1\n"
        "A2.3 is done and does not move; it is 31 days too early after A2.1\n"
        "A2.2 ends 30 days after the project, which ends on 2028-10-31\n"
        "A2.2 is 30 days outside WP2, which has its limit on 2028-10-31\n"
    )


def test_what_breaks_otherwise_reads_as_sentences_too():
    assert slip_text(slip(busy_plan(), "A2.2", read_lag("-1m"))) == (
        "A2.2 moves from 2027-03-01 - 2028-10-31 to 2027-02-01 - 2028-09-30\n"
        "A2.2 is 28 days too early after A2.1; 2027-03-01 is the earliest day\n"
        "OSL has 18.26 in M4, 16 at most: A2.2 13.79, A2.1 4.47\n"
    )
    assert slip_text(slip(busy_plan(), "A2.1", read_lag("-1d"))) == (
        "A2.1 moves from 2026-11-01 - 2027-02-28 to 2026-10-31 - 2027-02-27\n"
        "A2.1 begins 1 day before the project, which begins on 2026-11-01\n"
    )
    assert slip_text(slip(busy_plan(), "A2.3", read_lag("1m"))) == ("Nothing moves.\nA2.3 is done and does not move\n")


def test_dates_are_told_as_asked():
    text = slip_text(slip(busy_plan(), "MS1", read_lag("1w")), lambda day: f"{day.day}.{day.month}.")
    assert text == "MS1 moves from 28.2. to 7.3.\n"


def test_an_id_cannot_reach_the_terminal_as_an_escape_sequence():
    plan = busy_plan()
    nasty = {"\x1b[31mX": plan.activities["A2.3"]._replace(id="\x1b[31mX")}
    assert "\x1b" not in slip_text(slip(plan._replace(activities=nasty), "\x1b[31mX", read_lag("1m")))


def test_the_json_form_has_moves_and_breaks():
    form = slip_json(slip(busy_plan(), "A2.1", read_lag("1m")))
    assert json.loads(json.dumps(form)) == form
    assert form["moves"][1] == {
        "id": "A2.2",
        "table": "activities",
        "from": {"start": "2027-03-01", "end": "2028-10-31"},
        "to": {"start": "2027-04-01", "end": "2028-11-30"},
        "days": 30,
        "because": {"id": "A2.1", "type": "FS", "lag": "0d"},
        "writes": {'activities."A2.2".start': "M6", 'activities."A2.2".end': "M25"},
    }
    assert [broken["kind"] for broken in form["breaks"]] == ["done", "project_end", "work_package"]
    assert form["breaks"][1] == {
        "kind": "project_end",
        "id": "A2.2",
        "other": None,
        "days": 30,
        "limit": "2028-10-31",
        "month": None,
        "booked": None,
        "capacity": None,
        "behind": {},
    }
    (overload,) = slip_json(slip(busy_plan(), "A2.2", read_lag("-1m")))["breaks"][1:]
    assert (overload["month"], overload["capacity"]) == (4, 16)
    assert list(overload["behind"]) == ["A2.2", "A2.1"]
