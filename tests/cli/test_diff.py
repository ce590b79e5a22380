"""``ka2plan diff``: changes in the plan's own terms, between files, revisions, git's index and the work tree."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import SAMPLES, run
from tests.merge.repositories import PLAN, Clone, activity, clones

SCHOOL = SAMPLES / "ka220-school.toml"

OLD = PLAN[: PLAN.index("\n[milestones.MS1]")].replace(
    'start = "M5"\nend = "M12"', "start = 2027-04-11\nend = 2027-09-10"
) + ('\n[milestones.MS2]\ntitle = "Modules ready"\ndue = 2027-09-10\nwp = "WP2"\nlead = "OSL"\nafter = ["A2.2"]\n')
"""A plan in which A2.2 may wait 41 days for A2.1 and MS2 closes A2.2."""

NEW = (
    OLD.replace('start = "M1"\nend = "M4"', 'start = "M1"\nend = "M6"')
    .replace("start = 2027-04-11\nend = 2027-09-10", "start = 2027-05-01\nend = 2027-09-30")
    .replace("due = 2027-09-10", "due = 2027-09-30")
) + (
    '\n[activities."A2.3"]\nwp = "WP2"\ntitle = "Workshops"\nstart = "M5"\nend = "M5"\nlead = "OSL"\n'
    "budget.OSL = 4_000\neffort.OSL = 18\n"
)


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """An old and a new file in the folder at hand."""
    monkeypatch.chdir(tmp_path)
    old, new = Path("old.toml"), Path("new.toml")
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    return old, new


def test_changes_are_told_with_what_they_push_and_what_they_mean_for_work_and_money(pair):
    ran = run("diff", *pair)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "A2.1 ends M6 instead of M4; delays A2.2 (20 days), MS2\n"
        'A2.3 is new: "Workshops", M5 - M5, led by OSL, 4,000 EUR\n'
        "OSL has 18 days more in M5\n"
        "WP2 +4,000\n"
        "OSL +4,000\n"
        "the sum +4,000: 4,000 EUR above the lump sum\n"
    )


@pytest.mark.parametrize("form", [(), ("--json",), ("--amendment",)])
@pytest.mark.parametrize("value", ["nan", "-inf", "1e999999999", "true", '"x"', "[1]", "{ a = 1 }", "1979-05-27"])
def test_a_value_that_means_nothing_is_told_and_stops_nothing(pair, value, form):
    old, new = pair
    before = f"{NEW}x_own = 1\n"
    old.write_text(before, encoding="utf-8")
    for line in ("budget.OSL = 4_000", "effort.OSL = 18", 'title = "Workshops"', "x_own = 1"):
        assert line in before
        new.write_text(before.replace(line, f"{line.partition(' = ')[0]} = {value}"), encoding="utf-8")
        ran = run("diff", *form, old, new)
        assert ran.code == 0, ran.err
        assert len(ran.out) < 20_000


def test_what_links_force_and_nobody_moved_yet_is_told(pair):
    old, new = pair
    new.write_text(OLD.replace('end = "M4"', 'end = "M6"'), encoding="utf-8")
    assert run("diff", old, new).out == (
        "A2.1 ends M6 instead of M4; delays A2.2 (20 days, not moved yet), MS2 (not moved yet)\n"
    )


def test_every_kind_of_change_has_its_sentence(pair):
    old, new = pair
    changes = (
        ('title = "Outdoor classrooms"', 'title = "Outdoor classes"'),
        ("months = 24", "months = 26"),
        ('\n[partners.IES]\nname = "IES Sorolla"', '\n[partners.IES]\nname = "IES Sorolla Vella"\ncapacity = 12'),
        ('lead = "IES"\npartners = ["OSL"]', 'lead = "OSL"\npartners = ["IES"]'),
        ("budget.IES = 30_000", "budget.IES = 25_000"),
        ('after = ["A2.1"]', 'after = [{ id = "A2.1", lag = "1m" }]'),
        ('title = "Modules ready"', 'title = "Modules ready"\nreached = 2027-02-26'),
    )
    text = OLD
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    text += '\n[texts.WP2]\nobjectives = """\nOne.\nTwo.\n"""\n'
    new.write_text(text, encoding="utf-8")
    assert run("diff", old, new).out == (
        'the project is called "Outdoor classes" instead of "Outdoor classrooms"; takes 26 months instead of 24\n'
        'IES is called "IES Sorolla Vella" instead of "IES Sorolla"; has capacity in one month 12\n'
        "A2.1 is led by OSL instead of IES; IES stays; "
        "gives IES 25,000 EUR instead of 30,000 (-5,000)\n"
        "A2.2 comes after A2.1 (1m) instead of A2.1 (FS)\n"
        "MS2 was reached on 26 Feb 2027\n"
        "the form's text for WP2 is new: objectives (10 characters)\n"
        "WP2 -5,000\n"
        "IES -5,000\n"
        "the sum -5,000: 5,000 EUR below the lump sum\n"
    )


def test_stretches_are_told_as_people_write_them_so_that_the_difference_is_seen(pair):
    old, new = pair
    stretches = "periods = [{{ start = 'M15', end = 'M16' }}, {{ start = 'M18', end = {end} }}]"
    for path, end in ((old, "'M19'"), (new, "2028-06-15")):
        path.write_text(NEW.replace('start = "M5"\nend = "M5"', stretches.format(end=end)), encoding="utf-8")
    assert "A2.3 has periods M15 - M16, M18 - 2028-06-15 instead of M15 - M16, M18 - M19" in run("diff", *pair).out
    other = Path("other.toml")
    other.write_text(new.read_text(encoding="utf-8").replace("2028-06-15", "2028-07-15"), encoding="utf-8")
    said = run("merge", old, new, other, "-o", "merged.toml").err
    assert "A2.3 (periods): M15 - M16, M18 - 2028-06-15 in ours, M15 - M16, M18 - 2028-07-15 in theirs" in said


def test_an_entry_that_went_and_one_that_has_another_id_are_told(pair):
    old, new = pair
    new.write_text(OLD.replace("A2.2", "A2.5")[: OLD.index("[milestones.MS2]")], encoding="utf-8")
    assert run("diff", old, new).out == ('A2.5 was A2.2 before\nMS2 is deleted: "Modules ready", due 10 Sep 2027\n')


def test_comments_and_layout_alone_are_no_change_of_the_plan(pair):
    old, new = pair
    new.write_text("# Ours\n" + OLD.replace("12_000", "12000").replace(" = ", "  =  "), encoding="utf-8")
    assert run("diff", old, new).out == "only comments or layout differ: the plan says the same\n"
    assert run("diff", old, old).out == "no difference\n"


def test_json_has_the_documented_form(pair):
    form = json.loads(run("diff", *pair, "--json").out)
    assert form == {
        "version": 1,
        "old": "old.toml",
        "new": "new.toml",
        "only_layout": False,
        "changes": [
            {"where": 'activities."A2.1".end', "what": "changed", "old": "M4", "new": "M6"},
            {"where": 'activities."A2.2".start', "what": "changed", "old": "2027-04-11", "new": "2027-05-01"},
            {"where": 'activities."A2.2".end', "what": "changed", "old": "2027-09-10", "new": "2027-09-30"},
            {
                "where": 'activities."A2.3"',
                "what": "added",
                "old": None,
                "new": {
                    "wp": "WP2",
                    "title": "Workshops",
                    "start": "M5",
                    "end": "M5",
                    "lead": "OSL",
                    "budget": {"OSL": 4000},
                    "effort": {"OSL": 18},
                },
            },
            {"where": "milestones.MS2.due", "what": "changed", "old": "2027-09-10", "new": "2027-09-30"},
        ],
        "pushes": [
            {"by": "A2.1", "id": "A2.2", "days": 20, "followed": True},
            {"by": "A2.1", "id": "MS2", "days": 20, "followed": True},
        ],
        "workload": [{"partner": "OSL", "month": 5, "more": 18.0}],
        "money": {"by_wp": {"WP2": 4000}, "by_partner": {"OSL": 4000}, "total": 4000, "difference": 4000},
        "sentences": run("diff", *pair).out.splitlines(),
    }


def test_markdown_is_a_list_that_shows_texts_as_they_stand(pair):
    old, new = pair
    new.write_text(
        OLD.replace('"Needs survey"', '"<b>[Needs](javascript:x)</b> `*`"').replace("IES = 30_000", "IES = 31_000"),
        encoding="utf-8",
    )
    ran = run("diff", old, new, "--markdown")
    assert ran.out == (
        "## Outdoor classrooms\n"
        "\n"
        "old.toml to new.toml\n"
        "\n"
        '- A2.1 is called "\\<b\\>\\[Needs\\](javascript:x)\\</b\\> \\`\\*\\`" instead of "Needs survey"; '
        "gives IES 31,000 EUR instead of 30,000 (+1,000)\n"
        "\n"
        "What it means for work and money:\n"
        "\n"
        "- WP2 +1,000\n"
        "- IES +1,000\n"
        "- the sum +1,000: 1,000 EUR above the lump sum\n"
    )


HOSTILE = "\\u001b]0;x\\u0007\\u009b31m\\u202e\\u200b"


def test_hostile_texts_reach_no_terminal(pair):
    old, new = pair
    hostile = OLD.replace('"Modules"', f'"{HOSTILE}"').replace('"IES Sorolla"', f'"{HOSTILE}"')
    new.write_text(f'{hostile}\n[work_packages."{HOSTILE}"]\nx = 1\n[texts."{HOSTILE}"]\na = "b"\n', encoding="utf-8")
    for words in ((old, new), (new, old), (old, new, "--markdown"), (old, new, "--json")):
        ran = run("diff", *words)
        assert ran.code == 0
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e]", ran.out + ran.err)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A clone of a repository with one commit of the plan."""
    return clones(tmp_path)[0]


def test_without_a_revision_the_last_commit_is_meant(clone):
    clone.change(('end = "M12"', 'end = "M11"'))
    assert run("diff", clone.plan).out == "A2.2 ends M11 instead of M12\n"
    clone.commit("Shorter")
    assert run("diff", clone.plan).out == "no difference\n"
    assert run("diff", "--git", "HEAD~1", clone.plan).out == "A2.2 ends M11 instead of M12\n"


def test_index_and_work_tree_are_versions_of_their_own(clone):
    clone.change(('end = "M12"', 'end = "M11"'))
    clone.git("add", "plan.toml")
    clone.change(('due = "M4"', 'due = "M5"'))
    assert run("diff", "--staged", clone.plan).out == "A2.2 ends M11 instead of M12\n"
    assert run("diff", "--unstaged", clone.plan).out == "MS1 is due M5 instead of M4\n"


def test_a_branch_is_compared_with_where_it_left_the_other(clone):
    clone.git("checkout", "--quiet", "-b", "ours")
    clone.append(activity("A2.3", "Training week"))
    clone.commit("Ours")
    clone.git("checkout", "--quiet", "main")
    clone.change(('end = "M12"', 'end = "M11"'))
    clone.commit("Theirs")
    clone.git("checkout", "--quiet", "ours")
    assert run("diff", "--base", "main", clone.plan).out == ('A2.3 is new: "Training week", M3 - M5, led by OSL\n')
    assert run("diff", "--git", "main", clone.plan).out == (
        'A2.2 ends M12 instead of M11\nA2.3 is new: "Training week", M3 - M5, led by OSL\n'
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "name two plan files"),
        (("a", "b", "c"), 2, "name two plan files"),
        (("--git", "HEAD", "a", "b"), 2, "there is one file, not two"),
        (("-", "-"), 2, "only one of the two can come from standard input"),
        (("-",), 2, "git has no standard input"),
        (("--unstaged", "--git", "HEAD", str(SCHOOL)), 2, "the old version is git's index"),
        (("--git", "nowhere", str(SCHOOL)), 3, ""),
        ((str(SCHOOL), "/nowhere/plan.toml"), 3, "/nowhere/plan.toml"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_sentence(words, code, said):
    ran = run("diff", *words)
    assert ran.code == code
    assert ran.out == ""
    assert said in ran.err


def test_a_revision_that_is_no_plan_is_named_with_its_line(clone):
    clone.change(('title = "Modules"', "title = Modules"))
    clone.commit("Broken")
    clone.change(("title = Modules", 'title = "Modules"'))
    ran = run("diff", clone.plan)
    assert ran.code == 3
    assert re.search(r"HEAD:.*plan\.toml:42:\d+: ", ran.err)
