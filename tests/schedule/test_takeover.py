"""A partner takes over from another: what goes, what is shared to the cent, what stays."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.document import Batch, Document, RenameEntry, references
from ka2plan.figures import workload_of
from ka2plan.plan import Month, Plan, read_plan
from ka2plan.schedule import Network
from ka2plan.schedule.takeover import CannotTakeOver, takeover, whole_takeover
from ka2plan.schedule.takeover_edits import edits_of
from tests.schedule.building import PROJECT

HEAD = PROJECT.format(start="2026-11-01", months=24)
"""Coordinated by OSL; IES and ZAV take part as well."""

M5 = Month(5)
"""Begins on 1 March 2027."""


def entry(id: str, span: str = "M1-M12", *, lead: str = "OSL", more: str = "") -> str:
    start, end = (f'"{moment}"' if moment.startswith("M") else moment for moment in span.split("-", 1))
    return f'[activities."{id}"]\ntitle = "{id}"\nlead = "{lead}"\nstart = {start}\nend = {end}\n{more}\n'


def plan_in(text: str) -> Plan:
    return read_plan(tomllib.loads(text, parse_float=Decimal)).plan


def taken(text: str, old: str = "ZAV", new: str = "IES", moment=M5, head: str = HEAD, **how):
    """What is taken over, and the text afterwards."""
    found = takeover(plan_in(head + text), old, new, moment, **how)
    document = Document(head + text)
    return found, document.apply(Batch(edits_of(found, document.data))).text


def after(text: str, *names, **how) -> Plan:
    return plan_in(taken(text, *names, **how)[1])


AMOUNTS = "budget.ZAV = 4_000\neffort.ZAV = 20\neffort.OSL = 5"


def test_what_begins_later_goes_whole():
    activity = after(entry("A1", "M5-M8", lead="ZAV", more=AMOUNTS)).activities["A1"]
    assert (activity.lead, activity.partners) == ("IES", ())
    assert (activity.budget, activity.effort) == ({"IES": 4_000}, {"OSL": 5, "IES": 20})


def test_what_is_handed_over_is_added_to_what_the_other_has():
    more = f'partners = ["IES", "ZAV"]\nbudget.IES = 500\neffort.IES = 3\n{AMOUNTS}'
    activity = after(entry("A1", "M5-M8", more=more)).activities["A1"]
    assert (activity.lead, activity.partners) == ("OSL", ("IES",))
    assert (activity.budget, activity.effort) == ({"IES": 4_500}, {"IES": 23, "OSL": 5})


def test_what_lasts_is_shared_by_working_days_left_to_the_cent():
    """M1 to M8 has 173 working days; 88 of them lie from 1 March 2027 on."""
    found, text = taken(entry("A1", "M1-M8", lead="ZAV", more=AMOUNTS))
    activity = plan_in(text).activities["A1"]
    assert (found.handed[0].share.left, found.handed[0].share.all) == (88, 173)
    assert activity.budget == {"ZAV": Decimal("1965.32"), "IES": Decimal("2034.68")}
    assert activity.effort == {"ZAV": Decimal("9.83"), "OSL": 5, "IES": Decimal("10.17")}
    assert (activity.lead, activity.partners) == ("IES", ("ZAV",))


def test_without_working_days_calendar_days_count():
    """2 and 3 January 2027 are a Saturday and a Sunday."""
    days = "start = 2027-01-02\nend = 2027-01-03"
    text = f'[activities.A1]\ntitle = "A1"\nlead = "OSL"\n{days}\nbudget.ZAV = 10\n'
    assert after(text, moment=date(2027, 1, 3)).activities["A1"].budget == {"ZAV": 5, "IES": 5}


def test_what_is_done_cancelled_or_ends_before_stays():
    text = (
        entry("A1", "M5-M8", lead="ZAV", more=f'{AMOUNTS}\nstatus = "done"')
        + entry("A2", "M5-M8", lead="ZAV", more=f'{AMOUNTS}\nstatus = "cancelled"')
        + entry("A3", "M1-M4", lead="ZAV", more=AMOUNTS)
        + '[milestones.MS1]\ntitle = "MS1"\ndue = "M9"\nlead = "ZAV"\nreached = 2026-12-01\n'
    )
    found, written = taken(text)
    assert (found.handed, found.done, found.behind) == ((), ("A1", "MS1"), ("A3",))
    assert plan_in(written).activities == plan_in(HEAD + text).activities


def test_leads_of_milestones_deliverables_and_work_packages_go_from_then_on():
    text = (
        '[work_packages.WP1]\ntitle = "WP1"\nlead = "ZAV"\nbudget.ZAV = 24\n'
        '[milestones.MS1]\ntitle = "MS1"\ndue = "M4"\nlead = "ZAV"\n'
        '[milestones.MS2]\ntitle = "MS2"\ndue = "M5"\nlead = "ZAV"\n'
        '[deliverables.D1]\ntitle = "D1"\ndue = "M6"\nlead = "ZAV"\nwp = "WP1"\n'
    )
    plan = after(text)
    leads = [plan.milestones["MS1"].lead, plan.milestones["MS2"].lead, plan.deliverables["D1"].lead]
    assert (leads, plan.work_packages["WP1"].lead) == (["ZAV", "IES", "IES"], "IES")
    assert sum(plan.work_packages["WP1"].budget.values()) == 24


def test_the_old_one_leaves_on_the_day_before_and_hands_on_the_coordination():
    text = entry("A1", "M1-M8", lead="OSL", more="effort.OSL = 3")
    assert 'until = "M4"' not in HEAD
    partner = after(text, "OSL", "IES").partners["OSL"]
    assert (partner.until, partner.until_written) == (date(2027, 2, 28), Month(4))
    assert after(text, "OSL", "IES", moment=date(2027, 3, 10)).partners["OSL"].until == date(2027, 3, 9)
    assert after(text, "OSL", "IES").project.coordinator == "IES"


def test_who_leaves_earlier_than_that_still_does():
    stay = '[partners.PHS]\nname = "PHS"\ncountry = "AT"\nuntil = "M2"\n'
    assert after(stay + entry("A1", more="effort.PHS = 3"), "PHS").partners["PHS"].until_written == Month(2)


def test_effort_in_months_goes_month_by_month():
    """Of the 23 working days of March 2027, 15 lie from the 11th on."""
    months = "effort.ZAV = { M4 = 4, M5 = 23, M6 = 7 }"
    found, text = taken(entry("A1", "M3-M8", more=months), moment=date(2027, 3, 11))
    activity = plan_in(text).activities["A1"]
    assert found.handed[0].share.left < found.handed[0].share.all
    assert activity.effort_by_month == {"ZAV": {4: 4, 5: 8}, "IES": {5: 15, 6: 7}}
    assert activity.effort == {"ZAV": 12, "IES": 22}


def test_effort_in_months_is_added_to_months():
    more = "effort.ZAV = { M5 = 2, M6 = 3 }\neffort.IES = { M6 = 1, M7 = 1 }"
    activity = after(entry("A1", "M5-M8", more=more)).activities["A1"]
    assert activity.effort_by_month == {"IES": {5: 2, 6: 4, 7: 1}}


def test_effort_is_laid_into_the_months_that_are_left_where_the_new_one_names_months():
    """M5 and M6 have 23 and 22 working days."""
    more = "effort.ZAV = 45\neffort.IES = { M6 = 1 }"
    activity = after(entry("A1", "M5-M6", more=more)).activities["A1"]
    assert activity.effort_by_month == {"IES": {5: 23, 6: 23}}
    assert activity.effort == {"IES": 46}


def test_what_already_began_counts_from_its_actual_start():
    text = entry("A1", "M5-M8", more=f"{AMOUNTS}\nactual = {{ start = 2027-02-01 }}")
    assert not taken(text)[0].handed[0].share.is_whole


def test_without_a_moment_a_plan_that_does_not_run_is_taken_over_from_its_start():
    text = entry("A1", "M1-M8", more=AMOUNTS)
    assert taken(text, moment=None, today=date(2027, 3, 1))[0].first == date(2026, 11, 1)
    running = entry("A1", "M1-M8", more=f'{AMOUNTS}\nstatus = "running"')
    assert taken(running, moment=None, today=date(2027, 3, 1))[0].first == date(2027, 3, 1)


def test_nothing_else_of_the_file_is_touched():
    more = "# why\nbudget = { OSL = 1_000, ZAV = 4_000 } # split\neffort.ZAV = 20 # days"
    text = HEAD + entry("A1", "M5-M8", lead="ZAV", more=more)
    assert taken(text, moment=Month(1), head="")[1] == text.replace('lead = "ZAV"', 'lead = "IES"').replace(
        "ZAV = 4_000", "IES = 4_000"
    ).replace("effort.ZAV", "effort.IES")


@pytest.mark.parametrize(
    ("names", "moment", "said"),
    [(("XXX", "IES"), M5, "no partner XXX"), (("ZAV", "XXX"), M5, "no partner XXX"), (("ZAV", "ZAV"), M5, "itself"),
     (("ZAV", "IES"), Month(25), "ends before")],
)  # fmt: skip
def test_what_cannot_be_taken_over_is_said(names, moment, said):
    with pytest.raises(CannotTakeOver, match=said):
        takeover(plan_in(HEAD), *names, moment)


def test_without_a_start_of_the_project_nothing_can_be_handed_over():
    with pytest.raises(CannotTakeOver, match="no start"):
        takeover(plan_in(HEAD.replace("start = 2026-11-01\n", "")), "ZAV", "IES", M5)


spans = st.tuples(st.integers(1, 24), st.integers(0, 8)).map(lambda at: f"M{at[0]}-M{min(24, at[0] + at[1])}")
partners = st.sampled_from(["OSL", "IES", "ZAV"])
amounts = st.decimals(0, 9_999, places=2)
months = st.dictionaries(st.integers(1, 24), st.integers(0, 20), min_size=1, max_size=3)


def amount_text(value) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'M{month} = {amount}' for month, amount in value.items())} }}"
    return str(value)


@st.composite
def texts(draw, statuses=("planned", "running", "done", "cancelled")):
    parts = []
    for place in range(draw(st.integers(1, 4))):
        lead = draw(partners)
        taking = [id for id in draw(st.lists(partners, unique=True)) if id != lead]
        budget = draw(st.dictionaries(partners, amounts))
        effort = draw(st.dictionaries(partners, amounts | months))
        keys = [f"partners = {taking}".replace("'", '"'), f'status = "{draw(st.sampled_from(statuses))}"']
        keys += [f"budget.{id} = {amount}" for id, amount in budget.items()]
        keys += [f"effort.{id} = {amount_text(amount)}" for id, amount in effort.items()]
        parts.append(entry(f"A{place}", draw(spans), lead=lead, more="\n".join(keys)))
    return "".join(parts)


moments = st.integers(1, 24).map(Month) | st.dates(date(2026, 10, 1), date(2028, 10, 31))


@given(texts(), moments)
def test_the_sums_of_each_activity_and_the_figures_of_all_others_stay(text, moment):
    before, then = plan_in(HEAD + text), after(text, moment=moment)
    for id, activity in before.activities.items():
        new = then.activities[id]
        for key in ("budget", "effort"):
            old_amounts, new_amounts = getattr(activity, key), getattr(new, key)
            assert sum(old_amounts.values()) == sum(new_amounts.values())
            assert old_amounts.get("OSL") == new_amounts.get("OSL")
            assert all(amount >= 0 for amount in new_amounts.values())
            assert new_amounts.get("ZAV", 0) <= old_amounts.get("ZAV", 0)
        assert (activity.lead == "OSL") == (new.lead == "OSL")
        assert ("OSL" in activity.participants) == ("OSL" in new.participants)
        if activity.status in ("done", "cancelled"):
            assert activity == new


@given(texts(), moments)
def test_the_file_says_what_was_told(text, moment):
    found, written = taken(text, moment=moment)
    then = plan_in(written)
    for handed in found.handed:
        new = then.entry(handed.before.id)
        assert (new.lead, new.partners, new.budget) == (handed.after.lead, handed.after.partners, handed.after.budget)
        assert (new.effort, new.effort_by_month) == (handed.after.effort, handed.after.effort_by_month)


def load_of(plan: Plan, entry: str, partner: str) -> dict[int, float]:
    """What a partner works for an activity in each month that has some."""
    found = [one for one in workload_of(plan).bookings if (one.entry, one.partner) == (entry, partner)]
    return {month: effort for one in found for month, effort in one.months.items() if effort}


@given(texts(("planned",)), moments)
def test_months_before_stay_with_the_old_one_and_months_after_go_to_the_new_one(text, moment):
    before = plan_in(HEAD + text)
    found, written = taken(text, moment=moment)
    then, month_of = plan_in(written), before.calendar.month_of
    for id, activity in before.activities.items():
        inside = range(activity.start_written.number, activity.end_written.number + 1)
        if any(month not in inside for own in activity.effort_by_month.values() for month in own):
            continue  # what is named outside contradicts itself
        old, new = (load_of(before, id, one) for one in ("ZAV", "IES"))
        kept, given = (load_of(then, id, one) for one in ("ZAV", "IES"))
        for month in {*old, *new, *kept, *given}:
            together = old.get(month, 0) + new.get(month, 0)
            assert kept.get(month, 0) + given.get(month, 0) == pytest.approx(together, abs=0.05), (id, month)
            if id not in {one.before.id for one in found.handed}:
                assert given.get(month, 0) == new.get(month, 0)
            elif month < month_of(found.first):
                assert given.get(month, 0) == pytest.approx(new.get(month, 0), abs=0.05), (id, month)
            elif month > month_of(found.first):
                assert not kept.get(month, 0), (id, month)


def test_one_number_that_lasts_is_named_by_month_for_the_new_one_and_stays_a_number_for_the_old_one():
    """M1 to M8 has 21, 23, 21, 20, 23, 22, 21 and 22 working days."""
    more = 'partners = ["IES", "ZAV"]\neffort.ZAV = 173\neffort.IES = 17.3\nbudget.ZAV = 1_000'
    plan = after(entry("A1", "M1-M8", more=more))
    activity = plan.activities["A1"]
    months = [Decimal(text) for text in ("2.1", "2.3", "2.1", "2", "25.3", "24.2", "23.1", "24.2")]
    assert activity.effort_by_month == {"IES": dict(enumerate(months, 1))}
    assert activity.effort == {"ZAV": 85, "IES": Decimal("105.3")}
    assert load_of(plan, "A1", "ZAV") == pytest.approx({1: 21, 2: 23, 3: 21, 4: 20})
    assert sum(activity.budget.values()) == 1_000


def test_one_number_stays_one_where_the_new_one_only_joins_then():
    head = HEAD.replace("IES = { name", 'IES = { since = "M5", name')
    assert head != HEAD
    plan = after(entry("A1", "M1-M8", more="effort.ZAV = 173"), head=head)
    assert plan.activities["A1"].effort == {"ZAV": 85, "IES": 88}
    assert not plan.activities["A1"].effort_by_month
    assert load_of(plan, "A1", "IES") == pytest.approx({5: 23, 6: 22, 7: 21, 8: 22})


def test_what_is_late_and_not_begun_goes_whole_and_lies_from_the_day_on():
    text = entry("A1", "M1-M2", lead="ZAV", more=AMOUNTS) + entry("A2", more='status = "running"')
    found, written = taken(text, moment=None, today=date(2027, 3, 1))
    plan = plan_in(written)
    assert (found.behind, plan.activities["A1"].lead) == ((), "IES")
    assert plan.activities["A1"].effort == {"OSL": 5, "IES": 20}
    load = Network(plan).workload(date(2027, 3, 1)).partners
    assert sum(load["IES"].by_month[4:]) == pytest.approx(20)
    assert not any(load["ZAV"].by_month)


def test_what_runs_late_is_shared_by_the_days_of_the_forecast():
    """From 2 November 2026 to 1 March 2027 there are 86 working days, the last of them for the new one."""
    text = entry("A1", "M1-M2", lead="ZAV", more='effort.ZAV = 86\nstatus = "running"')
    activity = after(text, moment=None, today=date(2027, 3, 1)).activities["A1"]
    assert (activity.lead, activity.effort, activity.effort_by_month) == ("IES", {"ZAV": 85, "IES": 1}, {"IES": {5: 1}})


@given(texts(("planned",)))
def test_from_the_start_with_nothing_done_it_is_as_if_renamed(text):
    whole = HEAD + text
    written = taken(text, moment=Month(1))[1]
    assert references(tomllib.loads(written), "partners", "ZAV") == ()
    without = whole.replace("IES", "XES")  # so that nobody is there yet whom it could be added to
    without = without.replace("[partners]\n", '[partners]\nIES = { name = "New", country = "ES" }\n')
    renamed = Document(without.replace('IES = { name = "New", country = "ES" }\n', ""))
    renamed = renamed.apply(RenameEntry("partners", "ZAV", "IES"))
    handed = taken("", moment=Month(1), head=without)[1]
    assert plan_in(handed).activities == plan_in(renamed.text).activities


def test_what_the_reader_could_not_use_of_a_list_of_partners_stays_where_it_stands():
    text = entry("A1", "M6-M12", more='partners = ["NOPE", "ZAV", 7, "PHS", "NIL"]')
    assert 'partners = ["NOPE", "IES", 7, "PHS", "NIL"]' in taken(text)[1]
    alone = entry("A1", "M6-M12", more='partners = ["IES", "NOPE"]').replace('lead = "OSL"', 'lead = "ZAV"')
    assert 'partners = ["NOPE"]' in taken(alone)[1]


@given(texts())
def test_whoever_takes_over_all_has_the_sums_of_both_and_the_old_one_is_gone(text):
    before = plan_in(HEAD + text)
    found = whole_takeover(before, "ZAV", "IES")
    document = Document(HEAD + text)
    made = document.apply(Batch(edits_of(found, document.data)))
    plan = read_plan(made.data).plan
    assert "ZAV" not in plan.partners
    assert not references(made.data, "partners", "ZAV")
    for id, activity in before.activities.items():
        now = plan.activities[id]
        for old, new in ((activity.budget, now.budget), (activity.effort, now.effort)):
            assert sum(new.values()) == sum(old.values())
            assert new.get("IES", 0) == old.get("IES", 0) + old.get("ZAV", 0)
        assert now.lead == ("IES" if activity.lead == "ZAV" else activity.lead)
        assert now.status == activity.status
