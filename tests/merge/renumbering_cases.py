"""Ten more cases of co-editing: one renumbers, replaces, rewrites in another form; the other changes what was there."""

from __future__ import annotations

import re

from tests.merge.coediting import A21, A31, A32, Change, activity, before, case, within, without


def numbered(**ids: str) -> Change:
    """Ids exchanged all at once, wherever they stand; ``A3_1`` is A3.1."""
    new = {old.replace("_", "."): id for old, id in ids.items()}
    names = "|".join(map(re.escape, new))
    return lambda text: re.sub(rf"\b({names})\b(?!\.\d)", lambda found: new[found[1]], text)


def in_front(header: str, added: str) -> Change:
    """New tables before one that is there."""
    return lambda text: text.replace(f"[{header}]\n", f"{added.lstrip()}\n[{header}]\n", 1)


PUT_BETWEEN = (numbered(A3_1="A3.2", A3_2="A3.3"), in_front(A32, activity("A3.1", "Winter school")))
OTHER_TITLE = within(
    A32,
    'title = "Pilot courses, spring"\nstart = "M14"\nend = "M17"\nlead = "OSL"',
    'title = "Radio play"\nstart = "M15"\nend = "M15"\nlead = "ZAV"',
)
OTHER_THINGS = within(
    A32, 'budget.OSL = 15_000\nbudget.IES = 10_000\nafter = ["A2.2"]', 'budget.ZAV = 25_000\nafter = ["A3.1"]'
)
MUSEUM = within(
    "partners.IES",
    'name = "IES Sorolla"\ncountry = "ES"\ncapacity = 12\npapers = { mandate = false, legal_entity = false }',
    'name = "Museum of Vic"\ncountry = "AD"\ncapacity = 4',
)

RENUMBERINGS = (
    case(
        "an activity put between, the others renumbered, and the lead of one changed",
        [*PUT_BETWEEN],
        [within(A31, 'lead = "OSL"', 'lead = "IES"')],
        right=[within(A31, 'lead = "OSL"', 'lead = "IES"'), *PUT_BETWEEN],
    ),
    case(
        "an activity put between, the others renumbered, and one named by a new link",
        [*PUT_BETWEEN],
        [within("milestones.MS2", 'after = ["A2.2"]', 'after = ["A2.2", "A3.1"]')],
        right=[within("milestones.MS2", 'after = ["A2.2"]', 'after = ["A2.2", "A3.1"]'), *PUT_BETWEEN],
    ),
    case(
        "a gap in the numbers closed, and the next one changed",
        [without("milestones.MS1"), numbered(MS2="MS1")],
        [within("milestones.MS2", 'due = "M9"', 'due = "M10"')],
        right=[within("milestones.MS2", 'due = "M9"', 'due = "M10"'), without("milestones.MS1"), numbered(MS2="MS1")],
    ),
    case(
        "two work packages change numbers, and the lead of one changed",
        [numbered(WP2="WP3", WP3="WP2")],
        [within("work_packages.WP3", 'lead = "OSL"', 'lead = "ZAV"')],
        right=[within("work_packages.WP3", 'lead = "OSL"', 'lead = "ZAV"'), numbered(WP2="WP3", WP3="WP2")],
    ),
    case(
        "two partners change ids, and the money of one changed",
        [numbered(PHS="ZAV", ZAV="PHS")],
        [
            within(A21, "budget.PHS = 5_000", "budget.PHS = 4_000"),
            within(A21, "budget.OSL = 8_000", "budget.OSL = 9_000"),
        ],
        right=[
            within(A21, "budget.PHS = 5_000", "budget.PHS = 4_000"),
            within(A21, "budget.OSL = 8_000", "budget.OSL = 9_000"),
            numbered(PHS="ZAV", ZAV="PHS"),
        ],
    ),
    case(
        "activities turned round with their numbers, and one of them changed",
        [before(A32, A31), numbered(A3_1="A3.2", A3_2="A3.1")],
        [within(A31, 'end = "M13"', 'end = "M14"')],
        right=[within(A31, 'end = "M13"', 'end = "M14"'), before(A32, A31), numbered(A3_1="A3.2", A3_2="A3.1")],
    ),
    case(
        "an id given to another activity, and the old one changed",
        [OTHER_TITLE, OTHER_THINGS],
        [within(A32, 'wp = "WP3"', 'wp = "WP3"\nvenue = { place = "Vic", country = "ES" }')],
        right=[OTHER_TITLE, OTHER_THINGS],
        clashes='activities."A3.2"',
    ),
    case(
        "another partner under an id, and a contact of the old one",
        [MUSEUM],
        [within("partners.IES", "capacity = 12", 'capacity = 12\ncontact = "Ana"')],
        right=[MUSEUM],
        clashes="partners.IES",
    ),
    case(
        "months turned to dates, and an end moved",
        [within(A32, 'start = "M14"\nend = "M17"', "start = 2027-12-01\nend = 2028-03-31")],
        [within(A32, 'end = "M17"', 'end = "M18"')],
        right=[within(A32, 'start = "M14"\nend = "M17"', "start = 2027-12-01\nend = 2028-04-30")],
    ),
    case(
        "a remark in a list, and an element added",
        [within(A21, '    "OSL",\n', '    "OSL",  # half time\n')],
        [within(A21, '    "PHS",\n', '    "PHS",\n    "ZAV",\n')],
    ),
)
"""The second part of the table in `benchmarks/README.md`."""
