"""Certain remedies: what they change, that the finding is gone, and that every other byte stays."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from ka2plan.calls import load_calls
from ka2plan.document import Document
from ka2plan.errors import EditError
from ka2plan.findings import Finding
from ka2plan.plan import read_plan
from ka2plan.rules import check
from ka2plan.rules.file_remedies import is_slip
from ka2plan.rules.fixes import fix_for, fixable
from ka2plan.rules.mend import mend
from ka2plan.toml import format_path, parse
from tests.plan.plans import ACTIVITY, PARTNERS, PROJECT
from tests.work import lines_run

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
SLIPS = Path(__file__).parents[1] / "plan" / "cases" / "slips.toml"
HEAD = PROJECT + PARTNERS
TODAY = date(2026, 8, 1)
CALLS = load_calls()

WITH_ACTUAL = ACTIVITY + "actual = { start = 2026-11-09 }"
SECOND = '[activities.A2]\ntitle = "B"\nstart = "M5"\nend = "M6"\nlead = "IES"\n'
THIRD = '[activities.A3]\ntitle = "C"\nstart = "M7"\nend = "M8"\nlead = "IES"\n'


def findings_of(text: str) -> tuple[Finding, ...]:
    return check(read_plan(parse(text)), CALLS, TODAY).findings


def fixed(text: str) -> str:
    """The text after every certain remedy that the document can make."""
    document = Document(text)
    findings = check(read_plan(document.data), CALLS, TODAY).findings
    return mend(document, findings, lambda data: check(read_plan(data), CALLS, TODAY).findings).text


def fixed_one_by_one(text: str) -> str:
    """The text after the same remedies, one at a time."""
    refused = set()
    for _round in range(200):
        for finding in findings_of(text):
            edit = fix_for(finding, parse(text))
            if edit is None or (finding.code, finding.where) in refused:
                continue
            try:
                text = Document(text).apply(edit).text
            except EditError:
                refused.add((finding.code, finding.where))
                continue
            break
        else:
            return text
    raise AssertionError("remedies do not come to an end")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('start = "2026-12-01"  # first day', "start = 2026-12-01  # first day"),
        ('status = "Running"', 'status = "running"'),
        ("budget = { OSL = '9000', IES = 3 }", "budget = { OSL = 9_000, IES = 3 }"),
        ('budget.OSL = "9000.50"', "budget.OSL = 9_000.50"),
        ("progress = 40.0", "progress = 40"),
        ("results = 12", 'results = "12"'),
        ('strat = "M2"', 'start = "M2"'),
        ('"reslts" = """Report"""', '"results" = """Report"""'),
        ("actual = { strat = 2026-11-09 }", "actual = { start = 2026-11-09 }"),
        ('partners = ["IES", "IES"]', 'partners = ["IES"]'),
        ('partners = [\n  "OSL",  # leads\n  "IES",\n]', 'partners = [\n  "IES",\n]'),
        ('venue = { country = "es", place = "Soria" }', 'venue = { country = "ES", place = "Soria" }'),
        ('after = ["A2", {id = "A2", type = "fs"}]', 'after = ["A2"]'),
        ('status = "done"\nstatsu = "done"', 'status = "done"'),
        ('partners = ["ies"]', 'partners = ["IES"]'),
        ("budget.ies = 9_000", "budget.IES = 9_000"),
        ('after = [{id = "a2", type = "SS"}]', 'after = [{id = "A2", type = "SS"}]'),
        ('after = ["a2"]', 'after = ["A2"]'),
        ('after = [{id = "A2", type = "ss", lag = "1d"}]', 'after = [{id = "A2", type = "SS", lag = "1d"}]'),
    ],
)
def test_a_remedy_changes_what_is_wrong_and_nothing_else(old, new):
    before = '# a plan\n[activities.A1]  # first\ntitle = "A"\nend = "M9"\nlead = "OSL"\n'
    before += "" if old.startswith(("start", "strat")) else 'start = "M8"\n'
    after = "# the end\n" + SECOND.replace("M5", "M1").replace("M6", "M2")
    assert fixed(f"{HEAD}{before}{old}\n{after}") == f"{HEAD}{before}{new}\n{after}"


def test_a_missing_format_is_put_first():
    text = HEAD.replace("format = 1\n", "")
    assert parse(fixed(text)) == parse(HEAD)
    assert fixed(text).lstrip().startswith("format = 1\n")


def test_an_unquoted_id_is_quoted_wherever_it_heads_a_table():
    text = (
        HEAD
        + ACTIVITY.replace('"A1"', "A2.1")
        + "[activities.A2.1.budget]  # money\nOSL = 5\n[texts.A2.1]\ncontent = 'x'\n"
    )
    quoted = text.replace("[activities.A2.1", '[activities."A2.1"').replace("[texts.A2.1", '[texts."A2.1"')
    assert fixed(text) == quoted


def test_every_unquoted_id_is_quoted_however_many_share_their_beginning():
    entries = [ACTIVITY.replace('"A1"', f"A2.{number}") for number in (1, 2, 3)]
    keys = 'D1.1.title = "d"\nD1.1.due = "M3"\nD1.2.title = "e"\nD1.2.due = "M4"\n'
    text = f"{HEAD}{'# what follows'.join(entries)}[deliverables]\n{keys}"
    expected = re.sub(r"\[activities\.(A2\.\d)\]", r'[activities."\1"]', text)
    assert fixed(text) == re.sub(r"^(D1\.\d)", r'"\1"', expected, flags=re.MULTILINE)


def test_a_redundant_link_goes_and_the_others_stay():
    text = (
        HEAD
        + ACTIVITY
        + SECOND
        + 'after = ["A1"]\n'
        + THIRD
        + 'after = [\n  "A1",\n  "A2",  # by then all is known\n]\n'
    )
    assert fixed(text) == text.replace('  "A1",\n', "")


def test_an_ignore_that_fits_nothing_goes_with_its_reason():
    ignore = '[ignored."WRK104 partners.IES"]\nreason = "spring"\n'
    assert (
        fixed(HEAD + ACTIVITY + "\n" + ignore) == HEAD + ACTIVITY + "\n"
        or fixed(HEAD + ACTIVITY + "\n" + ignore) == HEAD + ACTIVITY
    )


@pytest.mark.parametrize(
    "added",
    [
        'lable = "x"\n',  # nothing like it is known
        'satrt = "soon"\n',  # as `start` it could not be read
        'lead2 = "IES"\n',  # `lead` is there
        'statsu = "done"\nstatus = "running"\n',  # which of the two
        "budget.ies = 1\nbudget.IES = 2\n",
        'wq = "WP1"\n',  # short names differ by one letter from too many
        'budget.OSL = "9 000"\n',
        'partners = "IES"\n',
        'status = "over"\n',
        'venue = { country = "Slovenia" }\n',
        'after = ["A9"]\n',
        # what is rewritten would be wrong again
        'budget.OSL = "1.005"\n',
        'effort.OSL = "99999999999999999999"\n',
        'items = { travel = "0.001" }\n',
        "status = 3\n",
        'progress = "140"\n',
        'venue = { place = "there", country = "xx" }\n',
        'venue = { place = "there", country = "zz" }\n',
    ],
)
def test_what_leaves_a_choice_is_left_alone(added):
    text = HEAD + ACTIVITY + added
    assert fixed(text) == text


@pytest.mark.parametrize("case", [*CASES, SLIPS], ids=lambda case: case.stem)
def test_after_all_remedies_only_decisions_are_left_and_the_rest_of_the_file_is_as_it_was(case):
    text = case.read_text(encoding="utf-8")
    after = fixed(text)
    left = [finding for finding in findings_of(after) if fix_for(finding, parse(after))]
    assert [(finding.code, format_path(finding.where)) for finding in left] == []
    fixes = sum(fixable(finding.code) for finding in findings_of(text))
    kept = set(after.splitlines())
    assert sum(line not in kept for line in text.splitlines()) <= 3 * fixes


WRONG_AGAIN = (
    *("partners = [5]", "serves = [1.5]", "serves = [2027-01-05]", "amount = '12.000'", "budget.IES = '1.234'"),
    *("effort.OSL = '1.234'", "items = { travel = '12.000' }"),
)
"""What would be no entry of the plan, or a thousandth of what may be meant, if it were written otherwise."""


@pytest.mark.parametrize("written", WRONG_AGAIN)
def test_what_would_be_wrong_again_is_left_as_it_is(written):
    text = f"{HEAD}{ACTIVITY}{written}\nresults = 12\n"
    assert fixed(text) == text.replace("results = 12", 'results = "12"')


def test_a_number_is_never_made_a_type_of_partnership():
    text = re.sub(r"(?m)^type = .*", "type = 2026", HEAD) + ACTIVITY
    assert fixed(text) == text


NOT_TO_WAIT_FOR = (
    ('after = ["a1"]', ""),
    ('after = [{ id = "a1", lag = "1d" }]', ""),
    ('wp = "WP1"\nafter = ["wp1"]', ""),
    ('after = ["a2"]', 'after = ["A1"]'),
    ('after = ["a2"]', 'after = ["a3"]'),
    ('wp = "WP1"\nafter = ["a2"]', 'after = ["wp1"]'),
)
"""What the first of three activities waits for, and the second; the third waits for the first."""


@pytest.mark.parametrize(("first", "second"), NOT_TO_WAIT_FOR)
def test_an_id_in_other_case_is_left_where_an_entry_would_wait_for_itself(first, second):
    rest = f'{SECOND}{second}\n{THIRD}after = ["A1"]\n[work_packages.WP1]\ntitle = "W"\n'
    text = f"{HEAD}{ACTIVITY}{first}\nresults = 12\n{rest}"
    assert fixed(text) == text.replace("results = 12", 'results = "12"')


@pytest.mark.parametrize("written", ["10012345", "10012345.0", "-2.5"])
def test_a_number_is_never_made_an_organisation_id(written):
    text = HEAD.replace("[partners.IES]\n", f"[partners.IES]\noid = {written}\n") + ACTIVITY
    assert f"oid = {written}" in fixed(text)


def test_a_fix_makes_no_new_finding():
    for case in [*CASES, SLIPS]:
        text = case.read_text(encoding="utf-8")
        codes = {finding.code for finding in findings_of(text)}
        after = fixed(text)
        if after != text:
            assert len(findings_of(after)) < len(findings_of(text)), case.stem
            assert not [
                finding for finding in findings_of(after) if fixable(finding.code) and finding.code not in codes
            ]


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("strat", "start"),
        ("sart", "start"),
        ("starrt", "start"),
        ("stort", "start"),
        ("starts", "start"),
        ("star", "start"),
        ("tstart", "start"),
        ("Start", "start"),
        ("work-packages", "work_packages"),
    ],
)
def test_one_letter_is_a_slip(name, known):
    assert is_slip(name, known)


@pytest.mark.parametrize(
    ("name", "known"),
    [("start", "start"), ("strta", "start"), ("st", "start"), ("end", "due"), ("wq", "wp"), ("sttrt", "trats")],
)
def test_two_letters_are_none(name, known):
    assert not is_slip(name, known)


@pytest.mark.parametrize("count", [30, 300])
def test_remedies_are_applied_as_one_edit_however_many_they_are(count, monkeypatch):
    applied = []
    apply = Document.apply
    monkeypatch.setattr(Document, "apply", lambda document, edit: (applied.append(edit), apply(document, edit))[1])
    entries = "".join(
        f'[activities."A{number}"]\ntitle = "A"\nstart = "2026-11-{number % 28 + 1:02d}"\nend = "M9"\nlead = "osl"\n'
        for number in range(count)
    )
    after = fixed(HEAD + entries)
    assert parse(after)["activities"]["A1"] == {"title": "A", "start": date(2026, 11, 2), "end": "M9", "lead": "OSL"}
    assert len(applied) <= 2


def test_remedies_that_the_form_of_the_file_refuses_do_not_keep_the_others_away():
    text = HEAD + ACTIVITY + 'statsu = "done"\nbudget.osl = "9000"\n' + SECOND
    after = parse(fixed(text))["activities"]["A1"]
    assert (after["status"], after["budget"]) == ("done", {"OSL": 9000})


@pytest.mark.parametrize("case", [*CASES, SLIPS], ids=lambda case: case.stem)
def test_remedies_applied_together_come_to_what_they_come_to_one_by_one(case):
    text = case.read_text(encoding="utf-8")
    assert fixed(text) == fixed_one_by_one(text)


@pytest.mark.parametrize(
    ("keys", "value"), [("effort.P{}", '"1"'), ("items.x{}", '"1"'), ("evidence.e{}", '"2027-01-01"')]
)
def test_what_mends_one_of_many_values_does_not_read_all_the_others(keys, value):
    def work(count):
        text = HEAD + ACTIVITY + "".join(f"{keys.format(place)} = {value}\n" for place in range(count))
        finding = next(one for one in read_plan(parse(text)).findings if len(one.where) == 4 and fixable(one.code))
        data = parse(text)
        assert fix_for(finding, data)
        return lines_run(lambda: fix_for(finding, data))

    assert work(800) < 2 * work(200)
