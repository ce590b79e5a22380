"""What each key of the plan file is for, in a sentence that an editor shows where the key is written."""

from __future__ import annotations

from ka2plan.plan.schema import Key
from ka2plan.plan.types import TYPES

SENTENCES = {
    "project.title": "Title of the project, as the form has it.",
    "project.acronym": "Short name of the project.",
    "project.type": "Action and field of the call; `ka2plan types` lists them all.",
    "project.call": "Year of the call for proposals; it decides which rules the plan is checked by.",
    "project.round": "Round of the call: 1 closes in spring, 2 in autumn.",
    "project.start": "First day of the project; project month M1 begins on it.",
    "project.months": "How many months the project lasts.",
    "project.lump_sum": "The grant in EUR, to which the amounts of the plan add up.",
    "project.coordinator": "Id of the partner that applies and coordinates.",
    "project.effort_unit": "Unit of efforts, capacities and rates: person-days or person-months.",
    "project.priorities": "Priorities that the project addresses, the main one first.",
    "project.topics": "Topics that the project is about, as the form asks for them.",
    "project.agency": "Code of the national agency that the application goes to.",
    "project.granted": "Revision of git in which the plan is as it was granted, for `ka2plan diff --amendment`.",
    "project.papers": "Declarations at the end of the form: true, or the day on which each was made.",
    "partners.name": "Full legal name of the organisation.",
    "partners.country": "Country of the organisation: its two letters of ISO 3166-1.",
    "partners.oid": "Organisation ID of Erasmus+, an E and eight digits.",
    "partners.role": "Whether it receives money (beneficiary) or takes part without (associated).",
    "partners.capacity": "Effort that it can give in one month: a number, or a table of months.",
    "partners.rate": "EUR for one unit of effort, to compare amounts with the work.",
    "partners.since": "First month or day on which it takes part; without it the first of the project.",
    "partners.until": "Last month or day on which it takes part; without it the last of the project.",
    "partners.established": "Day on which it was founded; KA220 asks for two years before the deadline.",
    "partners.papers": "Papers that it has to hand in: true, or the day on which they came.",
    "partners.city": "Town where it has its seat.",
    "partners.region": "Region where it has its seat.",
    "partners.website": "Address of its website.",
    "partners.kind": "Kind of organisation, as the form asks for it.",
    "partners.newcomer": "Whether it has not taken part in the action before.",
    "partners.contact": "Person to write to.",
    "objectives.title": "What the project wants to reach; activities and indicators serve it.",
    "work_packages.title": "Title of the work package, as the form has it.",
    "work_packages.start": "First day or month of its own; else that of its first activity.",
    "work_packages.end": "Last day or month of its own; else that of its last activity.",
    "work_packages.budget": "EUR for each partner that belong to no activity.",
    "work_packages.effort": "Effort of each partner in addition to that in its activities.",
    "work_packages.priorities": "Priorities of the project that it addresses.",
    "work_packages.management": "Whether it holds the project management, whose share of the money is limited.",
    "activities.evidence": "What proves that it took place: the day you received it, true, or false while missing.",
    "activities.wp": "Id of the work package that it belongs to; none where the type has no work packages.",
    "activities.title": "Title of the activity, as the form has it.",
    "activities.start": "First day: a date, or a project month such as M7.",
    "activities.end": "Last day: a date, or a project month such as M9, whose last day is meant.",
    "activities.periods": "Periods in which it takes place, in place of start and end.",
    "activities.partners": "Ids of the partners that take part, without the lead.",
    "activities.venue": "Where it takes place: town and country.",
    "activities.amount": "EUR of the whole activity if not split by partner; else the sum of the budget counts.",
    "activities.items": "EUR of named costs within the amount: travel, events, subcontracting.",
    "activities.effort": "Effort of each partner, divided evenly over the working days.",
    "activities.results": "Expected results, as the form asks for them.",
    "activities.progress": "How much of it is done, in per cent.",
    "activities.actual": "Days on which it really began and ended.",
    "milestones.title": "What is reached at that time.",
    "milestones.verification": "How you can see that it is reached.",
    "milestones.reached": "Day on which it was reached.",
    "deliverables.title": "What is handed in.",
    "deliverables.kind": "What it is: a report, a website, a curriculum.",
    "deliverables.dissemination": "Who may see it: public or sensitive.",
    "indicators.title": "What is counted.",
    "indicators.target": "Number that is to be reached.",
    "indicators.unit": "What the number counts.",
    "indicators.achieved": "Number that is reached so far.",
    "lead": "Id of the partner that leads it.",
    "due": "Day on which it is due: a date, or a project month whose last day is meant.",
    "wp": "Id of the work package that it belongs to.",
    "after": "What it waits for: ids, or links with a type (FS, SS, FF, SF) and a lag such as 2w.",
    "serves": "Ids of objectives and names of priorities that it serves.",
    "budget": "EUR for each partner; they add up to the amount.",
    "status": "Its status; what is cancelled stays in the plan but does not count.",
    "note": "Anything worth noting; no form asks for it.",
}
"""By table and key, or by the key alone where it means the same in every table."""

SAMPLES = {
    "wp": '"WP2"',
    "lead": '"OSL"',
    "serves": '["O1", "inclusion"]',
}
"""A value where the sample of its type says little; by table and key, or by the key alone."""


def sample(table: str, key: Key) -> str:
    """How a value of a key is written in the file."""
    known = SAMPLES.get(f"{table}.{key.name}") or SAMPLES.get(key.name) or key.sample
    return known or (f'"{key.choices[0]}"' if key.choices else TYPES[key.type].sample)


def description(table: str, key: Key) -> str:
    """What a key is for; of one that no sentence is known for, what a person calls it."""
    told = SENTENCES.get(f"{table}.{key.name}") or SENTENCES.get(key.name)
    return told or f"{key.label[:1].upper()}{key.label[1:]}."
