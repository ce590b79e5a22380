"""What people type means the same in the shell, in `new`, in a field, in a cell and as a limit of the call."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from decimal import Decimal

import pytest

from ka2plan.errors import UsageError
from ka2plan.imports.starter_answers import read_money
from ka2plan.rules.typed_limits import limit_from_text
from ka2plan.session import Session
from ka2plan.tui.budget.typed_amounts import understand_amount
from ka2plan.tui.editor.fields.entry_fields import fields_of
from ka2plan.tui.editor.fields.typed_value import understand
from tests.cli.running import SAMPLES, TODAY, run
from tests.plan.spellings import AMOUNTS, NO_AMOUNTS

PLAN = SAMPLES / "ka220-school.toml"
NO_LUMP_SUM_YET = "%"
"""Where a plan is only being made there is no lump sum to take a part of."""


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_bytes(PLAN.read_bytes())
    return path


@pytest.fixture(scope="module")
def snapshot():
    return Session.open(str(PLAN), today=date(2026, 11, 24)).snapshot


def of_toml(path, *keys):
    value = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    for key in keys:
        value = value[key]
    return value


def _is_worked_out(typed):
    """Whether it is a sum or a part, which the cells of a table are not."""
    return "%" in typed or bool(set("+-") & set(typed.lower().replace("e+", "").rstrip("-€ ")))


def in_field(snapshot, path, typed):
    """What the editor's field makes of a text: the value, or what it says is wrong."""
    data = tomllib.loads(snapshot.text, parse_float=Decimal)
    field = next(field for field in fields_of(snapshot, data, path[:2]) if field.path == path)
    understood = understand(snapshot, field._replace(value=None), typed)
    return understood.fault or understood.value


@pytest.mark.parametrize(("typed", "meant"), AMOUNTS)
def test_an_amount_means_the_same_everywhere(plan, snapshot, tmp_path, typed, meant):
    assert run("set", plan, "A2.1.amount", typed).code == 0
    assert of_toml(plan, "activities", "A2.1", "amount") == meant
    assert run("add", plan, "activity", "A9", "title=New", f"amount={typed}", f"budget.OSL={typed}").code == 0
    assert of_toml(plan, "activities", "A9", "amount") == meant
    assert of_toml(plan, "activities", "A9", "budget", "OSL") == meant
    assert in_field(snapshot, ("activities", "A2.1", "amount"), typed) == meant
    assert understand_amount(typed, Decimal(0), Decimal(250_000)).value == meant
    if meant and NO_LUMP_SUM_YET not in typed:
        new = tmp_path / "new.toml"
        assert run("new", new, f"--lump-sum={typed}", *TODAY).code == 0
        assert of_toml(new, "project", "lump_sum") == meant
        assert read_money(typed) == meant
        assert limit_from_text("grant_max", typed) == meant


@pytest.mark.parametrize(("typed", "meant"), [case for case in AMOUNTS if not _is_worked_out(case[0]) and case[1]])
def test_an_amount_means_the_same_in_a_table(plan, tmp_path, typed, meant):
    table = tmp_path / "table.csv"
    table.write_text(f"Id;Budget OSL (EUR)\nA2.1;{typed}\n", encoding="utf-8")
    assert run("import", plan, table, *TODAY).code == 0
    assert of_toml(plan, "activities", "A2.1", "budget", "OSL") == meant


@pytest.mark.parametrize(("typed", "said"), [case for case in NO_AMOUNTS if case[0] not in ("", "--5")])
def test_what_is_no_amount_is_refused_everywhere_with_the_same_words(plan, snapshot, typed, said):
    before = plan.read_bytes()
    for words in (("set", plan, "A2.1.amount", typed), ("add", plan, "activity", "A9", f"amount={typed}")):
        ran = run(*words)
        assert ran.code == 2
        assert said in ran.err
    assert plan.read_bytes() == before
    assert said in in_field(snapshot, ("activities", "A2.1", "amount"), typed)
    assert said in understand_amount(typed, Decimal(0), Decimal(250_000)).fault
    with pytest.raises(UsageError):
        read_money(typed)
    assert run("new", f"--lump-sum={typed}", *TODAY).code == 2


def test_more_and_less_change_what_stands_there_in_the_shell_and_in_the_editor(plan, snapshot):
    stands = of_toml(plan, "activities", "A2.1", "budget", "OSL")
    for typed, meant in (("+500", stands + 500), ("-500", stands - 500)):
        plan.write_bytes(PLAN.read_bytes())
        assert run("set", plan, "A2.1.budget.OSL", typed).code == 0
        assert of_toml(plan, "activities", "A2.1", "budget", "OSL") == meant
        assert understand_amount(typed, Decimal(stands), None).value == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1.5", Decimal("1.5")), ("1,5", Decimal("1.5")), ("12 days", 12), ("1 200", 1_200), ("1,2340", Decimal("1.234"))],
)
def test_effort_means_the_same_in_the_shell_and_in_the_editor(plan, snapshot, typed, meant):
    assert run("set", plan, "A2.1.effort.OSL", typed).code == 0
    assert of_toml(plan, "activities", "A2.1", "effort", "OSL") == meant
    assert in_field(snapshot, ("activities", "A2.1", "effort", "OSL"), typed) == meant


@pytest.mark.parametrize("typed", ["1.234", "1,234", "12.000"])
def test_effort_that_may_be_thousands_is_refused_with_both_readings(plan, snapshot, typed):
    ran = run("set", plan, "A2.1.effort.OSL", typed)
    assert ran.code == 2
    for said in (ran.err, in_field(snapshot, ("activities", "A2.1", "effort", "OSL"), typed)):
        assert f'"{typed}" can be read as' in said
        assert "write 1234 or 1.2340" in said or "write 12000 or 12" in said


@pytest.mark.parametrize(
    ("typed", "as_start", "as_end"),
    [
        ("7", "M7", "M7"),
        ("m7", "M7", "M7"),
        ("month 7", "M7", "M7"),
        ("31.3.2027", date(2027, 3, 31), date(2027, 3, 31)),
        ("2027-03-31", date(2027, 3, 31), date(2027, 3, 31)),
        ("31 mar 2027", date(2027, 3, 31), date(2027, 3, 31)),
        ("31. marec 2027", date(2027, 3, 31), date(2027, 3, 31)),
        ("mar 2027", date(2027, 3, 1), date(2027, 3, 31)),
        ("2027-03", date(2027, 3, 1), date(2027, 3, 31)),
        ("Q1 2027", date(2027, 1, 1), date(2027, 3, 31)),
    ],
)
def test_a_moment_means_the_same_everywhere(plan, snapshot, tmp_path, typed, as_start, as_end):
    assert run("add", plan, "activity", "A9", "title=New", f"start={typed}", f"end={typed}").code == 0
    assert of_toml(plan, "activities", "A9", "start") == as_start
    assert of_toml(plan, "activities", "A9", "end") == as_end
    assert in_field(snapshot, ("activities", "A2.1", "start"), typed) == as_start
    assert in_field(snapshot, ("activities", "A2.1", "end"), typed) == as_end
    assert run("timeline", plan, "--since", typed, *TODAY).out == run("timeline", plan, "--since", as_start, *TODAY).out
    assert run("timeline", plan, "--until", typed, *TODAY).out == run("timeline", plan, "--until", as_end, *TODAY).out
    if isinstance(as_start, date):
        new = tmp_path / "new.toml"
        assert run("new", new, "--start", typed, *TODAY).code == 0
        assert of_toml(new, "project", "start") == as_start
    if as_start == as_end and isinstance(as_end, date):
        assert run("check", plan, "--today", typed).out == run("check", plan, "--today", as_end.isoformat()).out


def test_days_from_now_are_counted_from_today_in_the_shell(plan):
    for typed, days in (("today", 0), ("tomorrow", 1), ("in 2 weeks", 14), ("+2 weeks", 14)):
        before = date.today()
        assert run("set", plan, "MS2.reached", typed).code == 0
        assert of_toml(plan, "milestones", "MS2", "reached") - timedelta(days) in (before, date.today())
        assert run("set", plan, "MS2.reached", "--unset").code == 0


def test_a_step_in_the_shell_is_counted_from_what_stands_there(plan):
    assert run("set", plan, "A2.1.end", "2027-02-28").code == 0
    assert run("set", plan, "A2.1.end", "+2 weeks").code == 0
    assert of_toml(plan, "activities", "A2.1", "end") == date(2027, 3, 14)
    assert run("add", plan, "activity", "A9", "title=New", "start=M3", "end=+2 months").code == 0
    assert of_toml(plan, "activities", "A9", "end") == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("typed", "lag"),
    [
        ("+2 weeks", "2w"),
        ("2 w", "2w"),
        ("-10 days", "-10d"),
        ("\u221210d", "-10d"),
        ("1 mesec", "1m"),
        ("1 year", "12m"),
    ],
)
def test_a_span_means_the_same_in_slip_and_in_a_link(plan, typed, lag):
    assert run("slip", plan, "A4.1", typed).out == run("slip", plan, "A4.1", lag).out
    assert run("set", plan, "A4.1.after", f"A2.1 SS {typed}").code == 0
    assert of_toml(plan, "activities", "A4.1", "after") == [{"id": "A2.1", "type": "SS", "lag": lag}]


@pytest.mark.parametrize(
    ("score", "meant"), [("72", "72"), ("72 %", "72"), ("\uff17\uff12", "72"), ("7e1", "70"), ("WP2=72 %", "72")]
)
def test_a_score_is_understood_as_other_numbers_are(plan, score, meant):
    others = ("--score", "WP3=90,WP4=90") if "=" in score else ()
    alike = score.partition("=")[0] + "=" + meant if "=" in score else meant
    assert run("payment", plan, "--score", score, *others).out == run("payment", plan, "--score", alike, *others).out


@pytest.mark.parametrize("scores", [["72,5"], ["72", "60"], ["WP2=60,WP2=40", "WP3=50,WP4=50"]])
def test_two_scores_for_one_thing_are_refused(plan, scores):
    ran = run("payment", plan, *(word for score in scores for word in ("--score", score)))
    assert (ran.code, ran.out) == (2, "")
    assert "a score is a whole number from 0 to 100" in ran.err


def test_a_slip_can_say_until_when(plan):
    start = of_toml(plan, "activities", "A4.1", "start")
    assert start == "M13"
    assert run("slip", plan, "A4.1", "M15").out == run("slip", plan, "A4.1", "2m").out
    ran = run("slip", plan, "A4.1", "soon")
    assert (
        ran.code,
        ran.err.strip().endswith('"soon" is not a lag (a time between two activities); write 10d, 2w, 1m or -1m'),
    ) == (2, True)
    assert "write 3d, 3w or 3m" in run("slip", plan, "A4.1", "3").err


@pytest.mark.parametrize(
    ("path", "typed", "meant"),
    [
        ("A2.1.lead", "osl", "OSL"),
        ("A2.1.partners", "ies; osl", ["IES", "OSL"]),
        ("A2.1.after", "a1.1, A1.2 ss+1m", None),
        ("A2.1.status", "Finished", "done"),
        ("A2.1.status", "v teku", "running"),
        ("OSL.country", "Croatia", "HR"),
        ("OSL.country", "el", "GR"),
        ("OSL.newcomer", "da", True),
        ("project.agency", "si01", "SI01"),
        ("project.agency", "cmepius", "SI01"),
        ("project.agency", "an agency of ours", "an agency of ours"),
        ("OSL.papers", "mandate = 1 mar 2027, oid checked: no", {"mandate": date(2027, 3, 1), "oid checked": False}),
        ("OSL.papers.mandate", "15.3.2027", date(2027, 3, 15)),
        ("A2.1.evidence.materials", "yes", True),
        ("OSL.until", "feb 2027", date(2027, 2, 28)),
        ("A2.1.progress", "40 %", 40),
        ("A2.1.budget", "OSL = 12.000, IES = 9.000,50", {"OSL": 12_000, "IES": Decimal("9000.50")}),
        ("A2.1.periods", "M1-M3, M10 - M11", [{"start": "M1", "end": "M3"}, {"start": "M10", "end": "M11"}]),
        ("A2.1.title", "Two\nlines\u00ad", "Two lines"),
        ("A2.1.results", "Two\nlines\u00ad", "Two\nlines"),
        ("texts.WP2.objectives", "Two\nlines\u00ad", "Two\nlines"),
        ("project.months", "24,0", 24),
        ("overrides.lump_sums.value", "120,000 or 333.000", [120_000, 333_000]),
    ],
)
def test_other_values_are_understood_in_the_shell_as_in_the_editor(plan, path, typed, meant):
    assert run("set", plan, path, typed).code == 0
    if meant is not None:
        section, *keys = path.split(".")
        owner = {"A2": ("activities", "A2.1"), "OSL": ("partners", "OSL")}.get(section, (section,))
        assert of_toml(plan, *owner, *(keys[1:] if section == "A2" else keys)) == meant


@pytest.mark.parametrize(
    ("path", "typed", "said"),
    [
        ("A2.1.status", "nearly", 'write one of "planned"'),
        ("OSL.country", "Atlantis", "not the code of a country"),
        ("A2.1.progress", "0.4", "not a whole number"),
        ("overrides.grant_max.value", "much", "is not"),
        ("A2.1.reached", "M4", "there is no key"),
        ("MS1.reached", "M4", "a day is needed here, not a project month"),
        ("format", "9" * 5_000, "is not a number"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_the_shell(plan, path, typed, said):
    ran = run("set", plan, path, typed)
    assert ran.code == 2
    assert said in ran.err
