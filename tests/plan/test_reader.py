"""The plan file key by key: what a sound plan means, and where the finding stands if it is not sound."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ka2plan.plan import Lag, Link, Month, Plan, read_plan, span_of
from ka2plan.plan.schema import KINDS, PROJECT_KEYS
from tests.plan.plans import ACTIVITY, PARTNERS, PROJECT, data_of, lines_of, reading_of, said, sound

WHOLE = """
[objectives.O1]
title = "Teachers teach outdoors"
[work_packages.WP2]
title = "Needs"
lead = "IES"
start = "M1"
end = 2027-06-30
budget.OSL = 20_000
budget.IES = 1_000.50
effort = { OSL = 12.5 }
priorities = ["inclusion"]
note = "to be cut?"
[activities."A2.1"]
wp = "WP2"
title = "Survey"
start = "M1"
end = "M4"
lead = "IES"
partners = ["OSL"]
venue = { place = "Valencia", country = "ES" }
budget.IES = 9_000
items = { travel = 1_200 }
effort.IES = 20
after = ["MS0", { id = "A2.2", type = "SS", lag = "-1m" }, { id = "A2.2", type = "FF" }]
serves = ["O1", "inclusion"]
results = "Report"
status = "running"
progress = 40
actual = { start = 2026-11-09 }
[activities."A2.2"]
title = "Modules"
periods = [{ start = "M10", end = "M11" }, { start = "M2", end = 2026-12-15 }]
lead = "OSL"
amount = 3_000
[milestones.MS0]
title = "Kick-off"
due = "M1"
reached = 2026-11-20
[deliverables."D2.1"]
title = "Report"
due = 2027-03-31
wp = "WP2"
kind = "report"
dissemination = "public"
after = ["WP2"]
[indicators.I1]
title = "Schools"
target = 12
achieved = 3.5
serves = ["O1"]
[texts.WP2]
objectives = "To know."
"""


@pytest.fixture
def whole() -> Plan:
    project = PROJECT + 'acronym = "OUT"\nround = 2\npriorities = ["inclusion", "digital"]\neffort_unit = "months"\n'
    reading = read_plan(data_of(project + PARTNERS + WHOLE))
    assert reading.findings == ()
    return reading.plan


def test_the_project_is_read_with_its_defaults():
    project = sound("").project
    assert project.title == "Outdoor classrooms"
    assert project.lump_sum == Decimal(250_000)
    assert (project.round, project.effort_unit, project.priorities) == (1, "days", ())


def test_the_project_is_read_as_written(whole):
    project = whole.project
    assert (project.acronym, project.round, project.effort_unit) == ("OUT", 2, "months")
    assert project.priorities == ("inclusion", "digital")


def test_months_are_the_first_day_as_a_start_and_the_last_as_an_end(whole):
    activity = whole.activities["A2.1"]
    assert (activity.start, activity.end) == (date(2026, 11, 1), date(2027, 2, 28))
    assert (activity.start_written, activity.end_written) == (Month(1), Month(4))
    assert whole.milestones["MS0"].due == date(2026, 11, 30)


def test_months_and_dates_mix(whole):
    package = whole.work_packages["WP2"]
    assert (package.start, package.end) == (date(2026, 11, 1), date(2027, 6, 30))
    assert (package.start_written, package.end_written) == (Month(1), date(2027, 6, 30))


def test_a_plan_in_months_moves_with_its_start(whole):
    moved = read_plan(data_of((PROJECT + PARTNERS + ACTIVITY).replace("2026-11-01", "2027-01-15"))).plan
    assert (moved.activities["A1"].start, moved.activities["A1"].end) == (
        date(2027, 1, 15),
        date(2027, 5, 14),
    )


def test_periods_stand_in_for_start_and_end(whole):
    activity = whole.activities["A2.2"]
    assert (activity.start, activity.end) == (date(2026, 12, 1), date(2027, 9, 30))
    assert (activity.start_written, activity.end_written) == (Month(2), Month(11))
    assert activity.stretches == (
        (date(2027, 8, 1), date(2027, 9, 30)),
        (date(2026, 12, 1), date(2026, 12, 15)),
    )


def test_money_is_exact_and_an_activity_is_worth_its_budget_unless_it_says_its_amount(whole):
    assert whole.work_packages["WP2"].own_money == Decimal("21000.50")
    assert whole.activities["A2.1"].money == Decimal(9_000)
    assert whole.activities["A2.2"].money == Decimal(3_000)


def test_links_have_type_and_lag_and_may_name_the_same_entry_twice(whole):
    assert whole.activities["A2.1"].after == (
        Link("MS0", place=0),
        Link("A2.2", "SS", Lag(-1, "m"), 1),
        Link("A2.2", "FF", place=2),
    )


def test_the_lead_comes_first_among_those_taking_part(whole):
    assert whole.activities["A2.1"].participants == ("IES", "OSL")


def test_entries_keep_their_order_and_are_found_by_their_id(whole):
    assert list(whole.activities) == ["A2.1", "A2.2"]
    assert whole.entry("D2.1") is whole.deliverables["D2.1"]
    assert whole.entry("WP2") is whole.work_packages["WP2"]
    assert [whole.kind_of(id) for id in ("A2.1", "I1", "OSL", "Z")] == [
        "activities",
        "indicators",
        "partners",
        None,
    ]


def test_a_budget_is_the_same_as_keys_inline_or_as_a_sub_table():
    package = '[work_packages.WP1]\ntitle = "Management"\n'
    dotted = sound(package + "budget.OSL = 1\nbudget.IES = 2\n")
    inline = sound(package + "budget = { OSL = 1, IES = 2 }\n")
    below = sound(package + "[work_packages.WP1.budget]\nOSL = 1\nIES = 2\n")
    assert dotted == inline == below


def test_a_cancelled_work_package_cancels_what_is_in_it():
    plan = sound(
        '[work_packages.WP1]\ntitle = "M"\nstatus = "cancelled"\n'
        '[activities.A1]\nwp = "WP1"\ntitle = "A"\nstart = "M1"\nend = "M1"\nlead = "OSL"\n'
        '[activities.A2]\ntitle = "B"\nstart = "M1"\nend = "M1"\nlead = "OSL"\nstatus = "cancelled"\n'
        '[activities.A3]\ntitle = "C"\nstart = "M1"\nend = "M1"\nlead = "OSL"\n'
        '[milestones.MS1]\nwp = "WP1"\ntitle = "D"\ndue = "M1"\n'
        '[deliverables.D1]\nwp = "WP1"\ntitle = "E"\ndue = "M1"\n'
    )
    assert [id for id, activity in plan.activities.items() if activity.cancelled] == ["A1", "A2"]
    assert plan.milestones["MS1"].cancelled
    assert plan.deliverables["D1"].cancelled
    assert [activity.id for activity in plan.live_activities()] == ["A3"]


def test_a_work_package_spans_its_dates_else_its_activities_else_the_project():
    plan = sound(
        '[work_packages.WP1]\ntitle = "M"\n'
        '[work_packages.WP2]\ntitle = "N"\n'
        '[work_packages.WP3]\ntitle = "O"\nend = "M9"\n'
        '[activities.A2]\nwp = "WP2"\ntitle = "B"\nstart = "M3"\nend = "M5"\nlead = "OSL"\n'
        '[activities.A3]\nwp = "WP3"\ntitle = "B"\nstart = "M3"\nend = "M5"\nlead = "OSL"\n'
    )
    spans = [span_of(plan, package) for package in plan.work_packages.values()]
    assert spans == [
        (date(2026, 11, 1), date(2028, 10, 31)),
        (date(2027, 1, 1), date(2027, 3, 31)),
        (date(2027, 1, 1), date(2027, 7, 31)),
    ]


def test_keys_of_ones_own_are_kept_out_of_everything():
    plan = sound(
        '[x_mine]\na = 1\n[activities.x_draft]\nany = "thing"\n'
        + ACTIVITY
        + 'x_colour = "red"\nbudget = { OSL = 5, x_why = "guess" }\n'
        + 'venue = { country = "ES", x_room = 4 }\n[texts.x_later]\na = 5\n[texts.A1]\nx_todo = false\n'
    )
    assert list(plan.activities) == ["A1"]
    assert plan.activities["A1"].budget == {"OSL": Decimal(5)}
    assert plan.texts == {}


@pytest.mark.parametrize(
    ("table", "key"),
    [("project", key.name) for key in PROJECT_KEYS if key.required]
    + [(kind.name, key.name) for kind in KINDS for key in kind.keys if key.required],
)
def test_a_required_key_that_is_missing_is_an_error_at_its_place(table, key):
    data = data_of(PROJECT + PARTNERS + ACTIVITY)
    data["milestones"] = {"MS1": {"title": "M", "due": "M1"}}
    data["deliverables"] = {"D1": {"title": "M", "due": "M1"}}
    data["objectives"] = {"O1": {"title": "O"}}
    data["indicators"] = {"I1": {"title": "O"}}
    data["work_packages"] = {"WP1": {"title": "W"}}
    entry = data["project"] if table == "project" else next(iter(data[table].values()))
    where = f"project.{key}" if table == "project" else f"{table}.{next(iter(data[table]))}.{key}"
    del entry[key]
    reading = read_plan(data)
    assert lines_of(reading) == [f"error SYN202 {where}"]
    assert not reading.plan.could_read(*where.split("."))


def test_an_activity_needs_a_start_and_an_end_or_periods():
    activity = '[activities.A1]\ntitle = "A"\nlead = "OSL"\n'
    assert lines_of(reading_of(activity)) == [
        "error SYN202 activities.A1.start",
        "error SYN202 activities.A1.end",
    ]
    assert lines_of(reading_of(activity + 'periods = [{ start = "M1", end = "M2" }]\n')) == []


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ("strat = 1\n", "warning SYN203 activities.A1.strat"),
        ("[activity.A2]\n", "warning SYN203 activity"),
        ("actual = { begin = 2026-11-09 }\n", "warning SYN203 activities.A1.actual.begin"),
        ('after = [{ id = "A1", lagg = "1d" }]\n', "warning SYN203 activities.A1.after[0].lagg"),
        ("venue = 5\n", "error SYN201 activities.A1.venue"),
        ('status = "over"\n', "error SYN204 activities.A1.status"),
        ('status = "Running"\n', "warning SYN210 activities.A1.status"),
        ("progress = 101\n", "error SYN204 activities.A1.progress"),
        ("effort.OSL = -1\n", "error SYN204 activities.A1.effort.OSL"),
        ("budget.OSL = inf\n", "error SYN204 activities.A1.budget.OSL"),
        ("budget.OSL = true\n", "error SYN201 activities.A1.budget.OSL"),
        ("budget.ZZZ = 5\n", "error SYN301 activities.A1.budget.ZZZ"),
        ('wp = "WP9"\n', "error SYN301 activities.A1.wp"),
        ('partners = ["IES", "ZZZ"]\n', "error SYN301 activities.A1.partners[1]"),
        ('partners = ["IES", "IES"]\n', "warning SYN305 activities.A1.partners[1]"),
        ('partners = ["IES", "OSL"]\n', "advice SYN305 activities.A1.partners[1]"),
        ('after = ["A2"]\n', "error SYN301 activities.A1.after[0]"),
        ('after = ["OSL"]\n', "error SYN301 activities.A1.after[0]"),
        ('after = [{ id = "A1", type = "EE" }]\n', "error SYN204 activities.A1.after[0].type"),
        ('after = [{ id = "A1", lag = "2 years" }]\n', "error SYN204 activities.A1.after[0].lag"),
        ('after = [{ id = "A1", lag = 5 }]\n', "error SYN201 activities.A1.after[0].lag"),
        ('after = "A1"\n', "error SYN201 activities.A1.after"),
        ('after = [{ lag = "5d" }]\n', "error SYN202 activities.A1.after[0].id"),
        ('serves = ["digital"]\n', "error SYN301 activities.A1.serves[0]"),
        ('periods = [{ start = "M1", end = "M2" }]\n', "error SYN206 activities.A1.periods"),
        ('[milestones.MS1]\ntitle = "M"\ndue = "2027-01-31"\n', "warning SYN205 milestones.MS1.due"),
        ('[milestones.A1]\ntitle = "M"\ndue = "M1"\n', "error SYN302 milestones.A1"),
        ('[objectives."O 1"]\ntitle = "M"\n', 'error SYN303 objectives."O 1"'),
        (f'[objectives.{"O" * 65}]\ntitle = "M"\n', f"error SYN303 objectives.{'O' * 65}"),
        ('[objectives.Š1]\ntitle = "M"\n'.replace("Š1", '"Š1"'), 'error SYN303 objectives."Š1"'),
        ("[ignored.DAT101]\n", "error SYN208 ignored.DAT101"),
        ('[ignored.DAT101]\nreason = " "\n', "error SYN208 ignored.DAT101.reason"),
        ("[overrides.lump_sums]\nvalue = 5\n", "error SYN208 overrides.lump_sums"),
        ('[overrides.lump_sums]\nreason = "so"\n', "error SYN202 overrides.lump_sums.value"),
        ("[texts.A1]\ncontent = 5\n", "error SYN201 texts.A1.content"),
        ("[texts]\ncontent = 5\n", "error SYN201 texts.content"),
        ("[[milestones]]\n", "error SYN201 milestones"),
        ("[milestones]\nMS1 = 5\n", "error SYN201 milestones.MS1"),
    ],
)
def test_a_fault_in_an_entry_is_found_at_its_place_and_nothing_else(added, expected):
    assert lines_of(reading_of(ACTIVITY + added)) == [expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("format = 1", "", "error SYN202 format"),
        ("format = 1", "format = 2", "error SYN104 format"),
        ("format = 1", "format = 0", "error SYN204 format"),
        ("format = 1", 'format = "1"', "error SYN201 format"),
        ("months = 24", "months = 0", "error SYN204 project.months"),
        ("months = 24", "months = -24", "error SYN204 project.months"),
        ("months = 24", "months = 1_000_000_000", "error SYN204 project.months"),
        ("months = 24", "months = 24.5", "error SYN201 project.months"),
        ("call = 2026", "call = 2026\nround = 0", "error SYN204 project.round"),
        ("2026-11-01", "9999-01-01", "error SYN204 project.start"),
        ("2026-11-01", "0001-01-01", "error SYN204 project.start"),
        ("2026-11-01", "2026-11-01T09:00:00Z", "error SYN201 project.start"),
        ("2026-11-01", '"2026-11-01"', "warning SYN205 project.start"),
        ('"OSL"', '"osl"', "error SYN301 project.coordinator"),
        ("250_000", "250_000.001", "error SYN204 project.lump_sum"),
        ("call = 2026", 'call = 2026\ntopics = ["a", "a"]', "warning SYN305 project.topics[1]"),
    ],
)
def test_a_fault_in_the_head_is_found_at_its_place_and_nothing_else(old, new, expected):
    text = PROJECT.replace(old, new)
    assert lines_of(read_plan(data_of(text + PARTNERS))) == [expected]


def test_what_could_not_be_read_is_known_to_be_unread():
    plan = reading_of('[activities.A1]\ntitle = "A"\nstart = "X"\nend = "M2"\nlead = "ZZ"\n').plan
    assert not plan.could_read("activities", "A1", "start")
    assert not plan.could_read("activities", "A1", "lead")
    assert plan.could_read("activities", "A1", "end")
    assert plan.could_read("activities", "A1", "wp")


def test_months_without_a_start_of_the_project_are_unread_and_say_nothing_more():
    text = (PROJECT + PARTNERS + ACTIVITY).replace("start = 2026-11-01", "start = 5")
    reading = read_plan(data_of(text))
    assert lines_of(reading) == ["error SYN201 project.start"]
    assert not reading.plan.could_read("activities", "A1", "start")


@pytest.mark.parametrize("table", ["partners = 5\n", "[[partners]]\n"])
def test_a_table_that_cannot_be_read_makes_no_reference_dangle(table):
    text = table + PROJECT if "=" in table else PROJECT + table
    assert lines_of(read_plan(data_of(text + ACTIVITY))) == ["error SYN201 partners"]


def test_priorities_that_cannot_be_read_make_no_reference_dangle():
    text = PROJECT + "priorities = 5\n" + PARTNERS + ACTIVITY + 'serves = ["inclusion"]\n'
    assert lines_of(read_plan(data_of(text))) == ["error SYN201 project.priorities"]


def test_a_file_without_a_project_is_no_plan():
    reading = read_plan(data_of("[tool.ruff]\nline-length = 5\n"))
    assert lines_of(reading) == ["error SYN103"]
    assert reading.plan == Plan()


def test_a_file_of_a_newer_format_is_not_guessed_at():
    assert read_plan(data_of("format = 7\n[project]\nfuture = 1\n")).plan == Plan()


def test_a_date_written_as_text_is_used():
    plan = reading_of('[milestones.MS1]\ntitle = "M"\ndue = "2027-01-31"\n').plan
    assert plan.milestones["MS1"].due == date(2027, 1, 31)


def test_a_word_in_other_letters_is_used():
    plan = reading_of(ACTIVITY + 'status = "DONE"\n[partners.ZAV]\nname = "Z"\ncountry = "hr"\n').plan
    assert plan.activities["A1"].status == "done"
    assert plan.partners["ZAV"].country == "HR"


@pytest.mark.parametrize(
    ("added", "sentence", "hint"),
    [
        ('lead = "IESS"', 'A2 (lead): this plan has no partner "IESS"', "did you mean `IES`?"),
        ('lead = "ies"', 'A2 (lead): this plan has no partner "ies"', "did you mean `IES`?"),
        (
            'lead = "OSL"\nwp = "A1"',
            'A2 (wp): this plan has no work package "A1"',
            '"A1" is in [activities]; write another id here',
        ),
        (
            'lead = "OSL"\nafter = ["A_1"]',
            'A2 (after, no. 1): this plan has no activity, milestone, deliverable or work package "A_1"',
            "did you mean `A1`?",
        ),
        (
            'lead = "OSL"\nafter = ["A3"]',
            'A2 (after, no. 1): this plan has no activity, milestone, deliverable or work package "A3"',
            "add it to the plan, or delete it here",
        ),
        (
            'lead = "OSL"\nserves = ["O1"]',
            'A2 (serves, no. 1): this plan has no objective or priority "O1"',
            "add it to the plan, or delete it here",
        ),
    ],
)
def test_a_reference_into_nothing_names_what_was_probably_meant(added, sentence, hint):
    reading = reading_of(ACTIVITY + f'[activities.A2]\ntitle = "B"\nstart = "M1"\nend = "M1"\n{added}\n')
    assert said(reading) == [f"{sentence} -> {hint}"]


def test_a_file_full_of_wrong_names_is_read_as_quickly_as_any():
    ids = ", ".join(f'"Z{number}"' for number in range(20_000))
    reading = reading_of(ACTIVITY + f"partners = [{ids}]\n")
    assert len(reading.findings) == 20_000


def test_of_two_spellings_of_a_key_one_is_to_be_taken_out():
    reading = read_plan({"format": 1, "project": {}, "activities": {"A1": {"start": "M1", "strat": "M2"}}})
    (found,) = (finding for finding in reading.findings if finding.code == "SYN203")
    assert found.hint == "`start` is there already; delete one of the two"


def test_a_partner_takes_part_from_the_first_to_the_last_day_of_its_months():
    plan = sound(ACTIVITY.replace('"M4"', '"M5"') + '[partners.ZAV]\nname = "Zavod"\ncountry = "AT"\n'
                 'since = "M3"\nuntil = 2027-12-15\n')  # fmt: skip
    partner = plan.partners["ZAV"]
    assert (partner.since, partner.until) == (date(2027, 1, 1), date(2027, 12, 15))
    assert (partner.since_written, partner.until_written) == (Month(3), date(2027, 12, 15))
    assert (plan.partners["OSL"].since, plan.partners["OSL"].until) == (None, None)


def test_evidence_is_there_missing_or_got_on_a_day():
    listed = '"attendance list" = 2027-02-03, photos = true, materials = false'
    plan = sound(ACTIVITY + f"evidence = {{ {listed} }}\n")
    evidence = plan.activities["A1"].evidence
    assert dict(evidence) == {"attendance list": date(2027, 2, 3), "photos": True, "materials": False}


def test_evidence_that_is_neither_there_nor_missing_is_told_with_its_place():
    reading = reading_of(ACTIVITY + 'evidence = { materials = "soon" }\n')
    assert lines_of(reading) == ["error SYN201 activities.A1.evidence.materials"]
    assert reading.plan.activities["A1"].evidence == {}
