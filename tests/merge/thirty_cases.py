"""Thirty cases of co-editing: what two partners do to one plan at the same time, and what has to come of it."""

from __future__ import annotations

from tests.merge.coediting import (
    A21,
    A22,
    A31,
    A32,
    activity,
    at_end,
    before,
    behind,
    case,
    element,
    indented,
    renamed,
    with_crlf,
    within,
    without,
)

LONGER = within(A21, 'end = "M4"', 'end = "M5"')
TRAINING, TRANSLATION = activity("A3.3", "Training week"), activity("A3.4", "Translation")
SURVEY_SMALLER = within(A21, "budget.IES = 12_000", "budget.IES = 11_000")

CASES = (
    case("two activities, one each", [LONGER], [within(A32, 'end = "M17"', 'end = "M18"')]),
    case("the same change on both sides", [LONGER], [LONGER], right=[LONGER]),
    case("start and end of one activity", [within(A21, 'start = "M1"', 'start = "M2"')], [LONGER]),
    case(
        "each adds an activity to a work package of its own",
        [behind(A22, activity("A2.3", "Translation", "WP2"))],
        [behind(A32, TRAINING)],
    ),
    case(
        "both append an activity",
        [at_end(TRANSLATION)],
        [at_end(TRAINING)],
        right=[at_end(TRAINING), at_end(TRANSLATION)],
    ),
    case("both append the same activity", [at_end(TRAINING)], [at_end(TRAINING)], right=[at_end(TRAINING)]),
    case(
        "both extend one list",
        [element(A22, "partners", "ZAV")],
        [element(A22, "partners", "PHS")],
        right=[element(A22, "partners", "PHS"), element(A22, "partners", "ZAV")],
    ),
    case(
        "one takes out of a list, the other extends it",
        [within(A21, '    "OSL",\n', "")],
        [element(A21, "partners", "ZAV")],
    ),
    case(
        "both join the same activity with money",
        [within(A22, "after", "budget.ZAV = 1_000\nafter")],
        [within(A22, "after", "budget.PHS = 2_000\nafter")],
        right=[within(A22, "after", "budget.PHS = 2_000\nbudget.ZAV = 1_000\nafter")],
    ),
    case(
        "each moves money in a work package of its own",
        [SURVEY_SMALLER, within(A22, "budget.IES = 15_000", "budget.IES = 16_000")],
        [
            within(A31, "budget.IES = 10_000", "budget.IES = 9_000"),
            within(A32, "budget.IES = 10_000", "budget.IES = 11_000"),
        ],
    ),
    case(
        "both move money in one work package",
        [SURVEY_SMALLER, within(A22, "budget.IES = 15_000", "budget.IES = 16_000")],
        [
            within(A21, "budget.OSL = 8_000", "budget.OSL = 7_000"),
            within(A22, "budget.OSL = 10_000", "budget.OSL = 11_000"),
        ],
    ),
    case(
        "both give the same 1,000 EUR to another activity",
        [SURVEY_SMALLER, within(A22, "budget.OSL = 10_000", "budget.OSL = 11_000")],
        [SURVEY_SMALLER, within(A31, "budget.OSL = 15_000", "budget.OSL = 16_000")],
        right=[
            SURVEY_SMALLER,
            within(A22, "budget.OSL = 10_000", "budget.OSL = 11_000"),
            within(A31, "budget.OSL = 15_000", "budget.OSL = 16_000"),
        ],
        told="BUD101",
    ),
    case(
        "two amounts for one partner's part",
        [SURVEY_SMALLER],
        [within(A21, "budget.IES = 12_000", "budget.IES = 13_000")],
        right=[SURVEY_SMALLER],
        clashes='activities."A2.1".budget.IES',
    ),
    case(
        "two main priorities",
        [within("project", '"inclusion", "digital"', '"digital", "inclusion"')],
        [within("project", '"inclusion", "digital"', '"green", "inclusion", "digital"')],
        right=[within("project", '"inclusion", "digital"', '"digital", "inclusion"')],
        clashes="project.priorities",
    ),
    case(
        "the same new id in two work packages",
        [behind(A22, activity("A3.3", "Translation", "WP2"))],
        [at_end(TRAINING)],
        right=[behind(A22, activity("A3.3", "Translation", "WP2"))],
        clashes='activities."A3.3"',
    ),
    case(
        "a rename, and a new reference to the old name",
        [renamed("A2.1", "A2.0")],
        [within(A31, 'after = ["A2.2"]', 'after = ["A2.1", "A2.2"]')],
        right=[within(A31, 'after = ["A2.2"]', 'after = ["A2.1", "A2.2"]'), renamed("A2.1", "A2.0")],
    ),
    case(
        "a partner renamed, and its money changed",
        [renamed("PHS", "PHG")],
        [within(A21, "budget.PHS = 5_000", "budget.PHS = 6_000")],
        right=[within(A21, "budget.PHS = 5_000", "budget.PHS = 6_000"), renamed("PHS", "PHG")],
    ),
    case(
        "a partner taken out, and made lead",
        [without("partners.ZAV")],
        [within(A32, 'lead = "OSL"', 'lead = "ZAV"')],
        right=[without("partners.ZAV"), within(A32, 'lead = "OSL"', 'lead = "ZAV"')],
        clashes="partners.ZAV",
    ),
    case(
        "an activity taken out, and changed",
        [without(A32)],
        [within(A32, 'end = "M17"', 'end = "M18"')],
        right=[without(A32)],
        clashes='activities."A3.2"',
    ),
    case(
        "an activity taken out, and a milestone set after it",
        [without(A32)],
        [at_end('[milestones.MS3]\ntitle = "Spring closed"\ndue = "M17"\nlead = "OSL"\nafter = ["A3.2"]\n')],
        clashes='activities."A3.2"',
    ),
    case(
        "a work package taken out, and an activity added to it",
        [without("work_packages.WP3"), without(A31), without(A32)],
        [at_end(TRAINING)],
        clashes="work_packages.WP3",
    ),
    case("two neighbours taken out", [without("milestones.MS1")], [without("milestones.MS2")]),
    case(
        "two links that only together make a cycle",
        [within(A31, 'after = ["A2.2"]', 'after = ["A2.2", "A3.2"]')],
        [within(A32, 'after = ["A2.2"]', 'after = ["A2.2", "A3.1"]')],
        told="DEP101",
    ),
    case(
        "activities put in another order, and one of them changed",
        [before(A22, A21)],
        [within(A22, 'end = "M9"', 'end = "M10"')],
        right=[within(A22, 'end = "M9"', 'end = "M10"'), before(A22, A21)],
    ),
    case("the whole file indented, and an end changed", [indented], [LONGER], right=[LONGER, indented]),
    case("the file with CRLF, and an end changed", [with_crlf], [LONGER], right=[LONGER, with_crlf]),
    case(
        "two look-alikes swapped, and an amount in one changed",
        [before(A32, A31)],
        [within(A31, "budget.OSL = 15_000", "budget.OSL = 14_000")],
        right=[within(A31, "budget.OSL = 15_000", "budget.OSL = 14_000"), before(A32, A31)],
    ),
    case(
        "two keys of one inline table",
        [within("partners.IES", "mandate = false", "mandate = true")],
        [within("partners.IES", "legal_entity = false", "legal_entity = true")],
    ),
    case(
        "neighbouring lines of one text",
        [within("texts.WP2", "eight", "nine")],
        [within("texts.WP2", "their schools need", "pupils need")],
    ),
    case(
        "a remark behind a value, and the value changed",
        [within(A21, 'end = "M4"', 'end = "M4"  # to be confirmed by PHS')],
        [LONGER],
        right=[within(A21, 'end = "M4"', 'end = "M5"  # to be confirmed by PHS')],
    ),
)
"""What the table in `benchmarks/README.md` counts."""
