"""``ka2plan diff --amendment``: what changes since the grant need, each with its rule, source and evidence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import SAMPLES, run
from tests.merge.repositories import PLAN, Clone, clones

GRANTED = (SAMPLES / "ka220-school.toml").read_text(encoding="utf-8")
RUNNING_RULE = (
    "    = rule C-54: Changing duration, title or partners of a running project needs an\n"
    "      amendment through the agency. Source: EC wiki: page 33530920, changes to running\n"
    "      Key Action 2 projects (verified)\n"
)
MONEY_RULE = (
    "    = rule C-48: Moving money between work packages, or changing what they do\n"
    "      significantly, needs an amendment: equivalent in content and budget, and the work\n"
    "      package not yet completed. Source: Handbook on the lump sum funding model, KA2,\n"
    "      Call 2026 — third-party digest, lessons LS.1–LS.12 (digest)\n"
)
DATES_RULE = (
    "    = rule C-35: Estimated dates of activities may move while the project runs, without\n"
    "      an amendment. Source: KA220-ADU application form, Call 2025 Round 2 (empty form,\n"
    "      PDF); KA210-YOU application form, Call 2025 Round 2 (empty form, PDF) (verified)\n"
)
DROPPED_RULE = (
    "    = rule C-49: The amount of an activity that is cancelled and not replaced by an\n"
    "      equivalent one is rejected. Source: Handbook on the lump sum funding model, KA2,\n"
    "      Call 2026 — third-party digest, lessons LS.1–LS.12 (digest)\n"
)


@pytest.fixture
def needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Prints what changes to the granted plan, given as old and new texts, need."""
    monkeypatch.chdir(tmp_path)
    Path("granted.toml").write_text(GRANTED, encoding="utf-8")

    def told(*changes: tuple[str, str], options: tuple[str, ...] = ()) -> str:
        text = GRANTED
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        Path("plan.toml").write_text(text, encoding="utf-8")
        ran = run("diff", "--amendment", "granted.toml", "plan.toml", *options)
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    return told


def test_title_and_partners_need_an_amendment(needs):
    assert needs(
        ('title = "Outdoor classrooms for rural schools"', 'title = "Outdoor"'),
        ("[objectives.O1]", '[partners.NEW]\nname = "New"\ncountry = "IT"\n\n[objectives.O1]'),
    ) == (
        "Needs an amendment of the grant:\n"
        '  the project is called "Outdoor" instead of "Outdoor classrooms for rural schools"\n'
        '  NEW is new: "New"\n'
        f"{RUNNING_RULE}"
    )


def test_money_moved_between_work_packages_is_told_with_both_sums(needs):
    assert needs(
        ("budget.PHS = 17_000", "budget.PHS = 7_000"),
        ("budget.IES = 15_000\nbudget.ZAV = 8_000", "budget.IES = 25_000\nbudget.ZAV = 8_000"),
    ) == (
        "Needs an amendment of the grant:\n"
        "  WP2 -10,000, WP3 +10,000\n"
        "  A2.2 gives PHS 7,000 EUR instead of 17,000 (-10,000)\n"
        "  A3.1 gives IES 25,000 EUR instead of 15,000 (+10,000)\n"
        f"{MONEY_RULE}"
    )


def test_of_money_moved_within_a_work_package_nothing_is_known(needs):
    assert needs(("budget.PHS = 17_000", "budget.PHS = 16_000"), ("budget.ZAV = 12_000", "budget.ZAV = 13_000")) == (
        "Not known: we found no rule about this; ask the agency:\n"
        "  A2.2 gives ZAV 13,000 EUR instead of 12,000 (+1,000); gives PHS 16,000 EUR instead of 17,000 (-1,000)\n"
    )


def test_estimated_dates_within_the_project_need_nothing_and_those_outside_are_not_known(needs):
    assert needs(('start = "M5"\nend = "M9"', 'start = "M6"\nend = "M10"')) == (
        f"Needs neither amendment nor agreement:\n  A2.2 starts M6 instead of M5; ends M10 instead of M9\n{DATES_RULE}"
    )
    assert needs(('start = "M22"\nend = "M24"', 'start = "M22"\nend = "M25"')) == (
        "Not known: we found no rule about this; ask the agency:\n  A4.2 ends M25 instead of M24\n"
    )


def test_the_same_day_written_otherwise_is_no_change_of_the_grant(needs):
    assert needs(('start = "M5"\nend = "M9"', "start = 2027-03-01\nend = 2027-07-31")) == (
        "Only in this file; not a part of the application:\n"
        "  A2.2 starts 1 Mar 2027 instead of M5; ends 31 Jul 2027 instead of M9\n"
    )


def test_an_activity_dropped_costs_its_amount_and_is_no_money_moved(needs):
    start, end = GRANTED.index('[activities."A4.1"]'), GRANTED.index('[activities."A4.2"]')
    assert needs((GRANTED[start:end], "")) == (
        "Reduces the final grant by its amount, unless an equivalent activity replaces it:\n"
        '  A4.1 is deleted: "Guide and open course platform", M13 - M22, led by ZAV, 19,500 EUR\n'
        f"{DROPPED_RULE}"
    )
    assert needs(('title = "Guide and open', 'status = "cancelled"\ntitle = "Guide and open')) == (
        "Reduces the final grant by its amount, unless an equivalent activity replaces it:\n"
        "  A4.1 is cancelled\n"
        "  A4.1 is cancelled: 19,500 EUR\n"
        f"{DROPPED_RULE}"
    )


def test_only_activities_cost_their_amount_when_dropped(needs):
    assert needs(('title = "Needs report accepted', 'status = "cancelled"\ntitle = "Needs report accepted')) == (
        "Needs an amendment if it changes the work significantly; you have to judge this:\n"
        f"  MS1 is cancelled\n{MONEY_RULE}"
    )
    told = needs(("[work_packages.WP4]", '[work_packages.WP4]\nstatus = "cancelled"'))
    assert told == (
        "Reduces the final grant by its amount, unless an equivalent activity replaces it:\n"
        "  WP4 is cancelled\n"
        "  A4.1 is cancelled: 19,500 EUR\n"
        "  A4.2 is cancelled: 14,500 EUR\n"
        f"{DROPPED_RULE}"
    )


def test_a_role_written_out_is_no_new_partner(needs):
    assert needs(("[partners.PHS]", '[partners.PHS]\nrole = "beneficiary"')).startswith(
        "Only in this file; not a part of the application:\n"
    )
    assert needs(("[partners.PHS]", '[partners.PHS]\nrole = "associated"')).startswith(
        "Needs an amendment of the grant:\n  PHS has role associated\n    = rule C-54:"
    )


def test_a_partner_that_joins_later_or_leaves_earlier_needs_an_amendment(needs):
    told = needs(('name = "Zavod za gozdno pedagogiko"', 'name = "Zavod za gozdno pedagogiko"\nuntil = "M9"'))
    assert RUNNING_RULE in told


def test_evidence_that_was_got_is_no_part_of_the_grant(needs):
    told = needs(('title = "Needs survey', 'evidence = { list = true }\ntitle = "Needs survey'))
    assert RUNNING_RULE not in told
    assert "evidence (list)" in told


def test_each_need_has_one_heading_and_what_is_sure_comes_first(needs):
    told = needs(
        ('wp = "WP4"\ntitle = "Guide', 'wp = "WP3"\ntitle = "Guide'),
        ('title = "Outdoor classrooms for rural schools"', 'title = "Outdoor"'),
    )
    headings = [line for line in told.split("\n") if line[:1].strip()]
    assert headings == [
        "Needs an amendment of the grant:",
        "Needs an amendment if it changes the work significantly; you have to judge this:",
    ]


def test_a_new_activity_in_the_same_work_package_is_named_as_a_possible_equivalent(needs):
    start, end = GRANTED.index('[activities."A4.1"]'), GRANTED.index('[activities."A4.2"]')
    new = (
        '[activities."A4.9"]\nwp = "WP4"\ntitle = "Web"\nlead = "ZAV"\nstart = "M20"\nend = "M22"\namount = 19_500\n\n'
    )
    told = needs((GRANTED[start:end], new))
    assert "  new in the same work packages, perhaps equivalent: A4.9\n" in told
    assert "Needs an amendment if it changes the work significantly; you have to judge this:\n" in told
    assert "Needs an amendment of the grant:" not in told


def test_what_is_not_known_is_said(needs):
    assert needs(('coordinator = "OSL"', 'coordinator = "IES"'), ('due = "M9"', 'due = "M10"')) == (
        "Not known: we found no rule about this; ask the agency:\n"
        "  the project is coordinated by IES instead of OSL\n"
        "  MS2 is due M10 instead of M9\n"
    )


def test_a_lump_sum_stays_and_a_longer_project_has_two_rules(needs):
    told = needs(("lump_sum = 250_000", "lump_sum = 400_000"), ("months = 24", "months = 27"))
    assert told.startswith(
        "Cannot be changed while the project runs:\n"
        "  the project has lump sum 400,000 instead of 250,000\n"
        "    = rule C-07: The lump sum cannot be changed while the project runs. Source: Handbook\n"
    )
    assert "Needs an amendment of the grant:\n  the project takes 27 months instead of 24\n    = rule C-47:" in told
    assert told.endswith(RUNNING_RULE)
    assert "(secondary)" in told


def test_what_is_done_and_reckoned_with_is_no_part_of_the_grant(needs):
    assert needs(
        ("effort.OSL = 18", "effort.OSL = 20"),
        ("capacity = 26", "capacity = 25"),
        ('status = "running"', 'status = "done"\nprogress = 100'),
    ) == (
        "Only in this file; not a part of the application:\n"
        "  OSL has capacity in one month 25 instead of 26\n"
        "  A2.1 takes 20 days of OSL instead of 18 (+2); is done instead of running; is 100 % done\n"
    )


def test_nothing_changed_is_said(needs):
    assert needs() == "nothing was changed since the grant\n"


def test_json_and_markdown_have_the_same(needs):
    change = ('title = "Outdoor classrooms for rural schools"', 'title = "<b>"')
    form = json.loads(needs(change, options=("--json",)))
    assert form["amendment"] == [
        {
            "needs": "amendment",
            "about": "title",
            "where": ["project.title"],
            "by_wp": {},
            "dropped": {},
            "sentences": ['the project is called "<b>" instead of "Outdoor classrooms for rural schools"'],
            "rules": [
                {
                    "id": "C-54",
                    "needs": "amendment",
                    "text": "Changing duration, title or partners of a running project needs an amendment through "
                    "the agency.",
                    "note": None,
                    "sources": ["EC wiki: page 33530920, changes to running Key Action 2 projects"],
                    "evidence": "verified",
                    "borrowed": False,
                }
            ],
        }
    ]
    assert needs(change, options=("--markdown",)) == (
        "## OUTCLASS\n\ngranted.toml to plan.toml\n\n### Needs an amendment of the grant\n\n"
        '- the project is called "\\<b\\>" instead of "Outdoor classrooms for rural schools"\n'
        "  - rule C-54: Changing duration, title or partners of a running project needs an amendment through the "
        "agency. Source: EC wiki: page 33530920, changes to running Key Action 2 projects (verified)\n"
    )


def test_rules_read_for_other_calls_say_so(needs):
    Path("granted.toml").write_text(GRANTED.replace("call = 2026", "call = 2024"), encoding="utf-8")
    told = " ".join(
        needs(("call = 2026", "call = 2024"), ('start = "M5"\nend = "M9"', 'start = "M6"\nend = "M9"')).split()
    )
    assert told.startswith("Needs neither amendment nor agreement: A2.2 starts M6 instead of M5 = rule C-35:")
    assert told.endswith("(verified, found for other calls)")


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A repository whose granted plan is tagged, and changed since."""
    clone = clones(tmp_path, PLAN.replace('coordinator = "OSL"', 'coordinator = "OSL"\ngranted = "v1.0"'))[0]
    clone.git("tag", "v1.0")
    clone.change(('end = "M12"', 'end = "M11"'))
    clone.commit("Shorter")
    clone.change(('due = "M4"', 'due = "M3"'))
    return clone


def test_the_plan_itself_tells_which_revision_was_granted(clone):
    expected = run("diff", "--amendment", "v1.0", clone.plan).out
    assert "A2.2 ends M11 instead of M12" in expected
    assert "MS1 is due M3 instead of M4" in expected
    assert run("diff", "--amendment", clone.plan).out == expected
    assert run("diff", clone.plan, "--amendment").out == expected
    assert "MS1" not in run("diff", clone.plan, "--staged", "--amendment").out


def test_without_a_granted_revision_it_is_asked_for(clone):
    clone.change(('granted = "v1.0"\n', ""))
    ran = run("diff", clone.plan, "--amendment")
    assert ran.code == 2
    assert "project.granted" in ran.err
    assert run("diff", clone.plan, "--amendment", "v9").code == 3
    assert run("diff", clone.plan, "--git", "HEAD", "--amendment").code == 2
    assert run("diff", "--amendment").code == 2
    assert run("diff", clone.plan, clone.plan, "--amendment", "v9").code == 2
