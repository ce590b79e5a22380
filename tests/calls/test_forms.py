"""Application forms: keys that stay, limits with their evidence, what is mandatory for which call."""

from __future__ import annotations

import pytest

from ka2plan.calls import load_calls

BOOK = load_calls()

SUMMARY = [
    f"summary_{part}{language}" for language in ("", "_en") for part in ("objectives", "implementation", "results")
]


def keys(type_id: str, about: str, year: int = 2026) -> list[str]:
    return [text.key for text in BOOK.call(type_id, year).form.texts(about)]


def test_texts_of_a_cooperation_partnership_by_whom_they_are_about():
    assert keys("KA220-SCH", "project") == [
        *SUMMARY,
        "priorities_addressed", "motivation", "objectives_results", "innovation", "complementarity", "synergies",
        "european_value", "needs", "target_groups", "needs_identified", "needs_addressed",
        "partnership_formed", "task_allocation", "coordination",
        "assessment", "sustainability", "impact_organisations", "wider_impact",
    ]  # fmt: skip
    assert keys("KA220-SCH", "management") == [
        "monitoring", "budget_control", "risks", "accessibility", "digital", "green", "participation",
    ]  # fmt: skip
    assert keys("KA220-SCH", "work-package") == [
        "objectives", "results", "indicators", "tasks", "cost_effectiveness",
        "activities_content", "activities_objectives", "activities_results", "activities_participants",
    ]  # fmt: skip
    assert keys("KA220-SCH", "partner") == ["presentation", "experience"]


def test_texts_of_a_small_scale_partnership_by_whom_they_are_about():
    assert keys("KA210-SCH", "activity") == ["content", "target_group", "objectives", "results", "amount_reason"]
    assert len(keys("KA210-SCH", "partner")) == 5
    assert keys("KA210-SCH", "project") == [
        "objectives_results", "target_groups", "motivation", "needs_addressed", "transnational_benefits",
        "priorities_addressed", "partnership_formed", "coordination", "platforms", "task_allocation",
        "assessment", "sustainability", "sharing", *SUMMARY,
    ]  # fmt: skip
    assert keys("KA210-SCH", "work-package") == []


def test_limits_are_secondary_and_not_invented_where_unknown():
    form = BOOK.call("KA220-SCH", 2026).form
    assert form.text("project", "summary_objectives").limit == 500
    assert form.text("work-package", "cost_effectiveness").limit == 5000
    assert form.text("work-package", "indicators").limit is None
    assert form.limit_evidence == "secondary"
    assert BOOK.call("KA210-SCH", 2026).form.limit_evidence == ""
    assert form.text("project", "no such text") is None


def test_the_questions_on_a_work_package_are_mandatory_for_2026_others_only_for_the_call_that_was_read():
    form = BOOK.call("KA220-SCH", 2026).form
    assert form.borrowed
    assert form.text("work-package", "objectives").may_be_error
    motivation = form.text("project", "motivation")
    assert (motivation.mandatory, motivation.may_be_error) == (True, False)
    read = BOOK.call("KA220-SCH", 2025).form
    assert not read.borrowed
    assert read.text("project", "motivation").may_be_error


def test_other_partners_of_an_activity_are_optional():
    columns = {field.key: field.mandatory for field in BOOK.call("KA220-SCH", 2025).form.values("activity")}
    assert columns == {
        "title": True, "venue": True, "start": True, "end": True, "lead": True, "partners": False, "money": True,
        "results": True,
    }  # fmt: skip


@pytest.mark.parametrize("type_id", ["KA240-SCH", "PCOOP-SPORT", "SSCP-SPORT", "PEX-COVE", "CBHE"])
def test_forms_that_no_web_form_enforces_have_nothing_mandatory(type_id):
    form = BOOK.call(type_id, 2026).form
    fields = [field for section in form.sections for field in (*section.fields, *section.texts, *section.papers)]
    assert fields
    assert not any(field.mandatory for field in fields)


def test_school_development_asks_for_the_impact_before_the_work_packages():
    names = [section.key for section in BOOK.call("KA240-SCH", 2026).form.sections]
    assert names.index("impact") < names.index("packages")
    cooperation = [section.key for section in BOOK.call("KA220-SCH", 2026).form.sections]
    assert sorted(names) == sorted(cooperation)


def test_part_b_has_the_tables_of_tasks_milestones_and_deliverables():
    tables = [section.table for section in BOOK.call("PEX-COVE", 2026).form.sections if section.table]
    assert tables == ["work_packages", "activities", "milestones", "deliverables"]


def test_calls_before_the_lump_sums_have_no_form():
    assert BOOK.call("KA220-SCH", 2021).form is None


def test_papers_are_the_projects_the_coordinators_or_each_partners():
    papers = {paper.key: paper.about for paper in BOOK.call("KA220-SCH", 2026).form.papers}
    declared = dict.fromkeys(("eu_values", "written_by_us", "nobody_paid"), "project")
    assert papers == {
        **declared,
        "declaration": "coordinator",
        "legal_documents": "coordinator",
        "mandate": "partner",
    }


@pytest.mark.parametrize("type_", BOOK.types(), ids=lambda type_: type_.id)
def test_keys_of_texts_are_unique_for_their_owner(type_):
    form = BOOK.call(type_.id, 2026).form
    for about in ("project", "management", "work-package", "activity", "partner"):
        found = [text.key for text in form.texts(about)]
        assert len(found) == len(set(found))
        assert all(key.isidentifier() and key == key.lower() for key in found)
