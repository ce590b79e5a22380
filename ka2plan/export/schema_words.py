"""What each key of the plan file is for, in a sentence that an editor shows where the key is written."""

from __future__ import annotations

from ka2plan.plan.schema import Key
from ka2plan.plan.types import TYPES
from ka2plan.words.messages import N_, _

SENTENCES = {
    "project.title": N_("Title of the project, as the form has it."),
    "project.acronym": N_("Short name of the project."),
    "project.type": N_("Action and field of the call; `ka2plan types` lists them all."),
    "project.call": N_("Year of the call for proposals; it decides which rules the plan is checked by."),
    "project.round": N_("Round of the call: 1 closes in spring, 2 in autumn."),
    "project.start": N_("First day of the project; project month M1 begins on it."),
    "project.months": N_("How many months the project lasts."),
    "project.lump_sum": N_("The grant in EUR, to which the amounts of the plan add up."),
    "project.coordinator": N_("Id of the partner that applies and coordinates."),
    "project.effort_unit": N_("Unit of efforts, capacities and rates: person-days or person-months."),
    "project.priorities": N_("Priorities that the project addresses, the main one first."),
    "project.topics": N_("Topics that the project is about, as the form asks for them."),
    "project.agency": N_("Code of the national agency that the application goes to."),
    "project.granted": N_("Revision of git in which the plan is as it was granted, for `ka2plan diff --amendment`."),
    "project.papers": N_("Declarations at the end of the form: true, or the day on which each was made."),
    "partners.name": N_("Full legal name of the organisation."),
    "partners.country": N_("Country of the organisation: its two letters of ISO 3166-1."),
    "partners.oid": N_("Organisation ID of Erasmus+, an E and eight digits."),
    "partners.role": N_("Beneficiary (with money), associated (without money) or affiliated (an affiliated entity)."),
    "partners.capacity": N_("Effort that it can give in one month: a number, or a table of months."),
    "partners.rate": N_("EUR for one unit of effort, to compare amounts with the work."),
    "partners.since": N_("First month or day on which it takes part; without it the first of the project."),
    "partners.until": N_("Last month or day on which it takes part; without it the last of the project."),
    "partners.established": N_("Day on which it was founded; KA220 asks for two years before the deadline."),
    "partners.papers": N_("Papers that it has to hand in: true, or the day on which they came."),
    "partners.city": N_("Town where it has its seat."),
    "partners.region": N_("Region where it has its seat."),
    "partners.website": N_("Address of its website."),
    "partners.kind": N_("Kind of organisation, as the form asks for it."),
    "partners.newcomer": N_("Whether it has not taken part in the action before."),
    "partners.contact": N_("Person to write to."),
    "objectives.title": N_("What the project wants to reach; activities and indicators serve it."),
    "work_packages.title": N_("Title of the work package, as the form has it."),
    "work_packages.start": N_("First day or month of its own; else that of its first activity."),
    "work_packages.end": N_("Last day or month of its own; else that of its last activity."),
    "work_packages.budget": N_("EUR for each partner that belong to no activity."),
    "work_packages.effort": N_("Effort of each partner in addition to that in its activities."),
    "work_packages.priorities": N_("Priorities of the project that it addresses."),
    "work_packages.management": N_("Whether it holds the project management, whose share of the money is limited."),
    "activities.evidence": N_("What proves that it took place: the day you received it, true, or false while missing."),
    "activities.wp": N_("Id of the work package that it belongs to; none where the type has no work packages."),
    "activities.title": N_("Title of the activity, as the form has it."),
    "activities.start": N_("First day: a date, or a project month such as M7."),
    "activities.end": N_("Last day: a date, or a project month such as M9, whose last day is meant."),
    "activities.periods": N_("Periods in which it takes place, in place of start and end."),
    "activities.partners": N_("Ids of the partners that take part, without the lead."),
    "activities.venue": N_("Where it takes place: town and country."),
    "activities.amount": N_("EUR of the whole activity if not split by partner; else the sum of the budget counts."),
    "activities.items": N_("EUR of named costs within the amount: travel, events, subcontracting."),
    "activities.effort": N_("Effort of each partner, divided evenly over the working days."),
    "activities.results": N_("Expected results, as the form asks for them."),
    "activities.progress": N_("How much of it is done, in per cent."),
    "activities.actual": N_("Days on which it really began and ended."),
    "milestones.title": N_("What is reached at that time."),
    "milestones.verification": N_("How you can see that it is reached."),
    "milestones.reached": N_("Day on which it was reached."),
    "deliverables.title": N_("What is handed in."),
    "deliverables.kind": N_("What it is: a report, a website, a curriculum."),
    "deliverables.dissemination": N_("Who may see it: public or sensitive."),
    "indicators.title": N_("What is counted."),
    "indicators.target": N_("Number that is to be reached."),
    "indicators.unit": N_("What the number counts."),
    "indicators.achieved": N_("Number that is reached so far."),
    "lead": N_("Id of the partner that leads it."),
    "due": N_("Day on which it is due: a date, or a project month whose last day is meant."),
    "wp": N_("Id of the work package that it belongs to."),
    "after": N_("What it waits for: ids, or links with a type (FS, SS, FF, SF) and a lag such as 2w."),
    "serves": N_("Ids of objectives and names of priorities that it serves."),
    "budget": N_("EUR for each partner; they add up to the amount."),
    "status": N_("Its status; what is cancelled stays in the plan but does not count."),
    "note": N_("Anything worth noting; no form asks for it."),
}
"""By table and key, or by the key alone where it means the same in every table."""

SAMPLES = {
    "wp": '"WP2"',
    "lead": '"OSL"',
    "serves": '["O1", "inclusion"]',
    "budget": "{ OSL = 20_000 }",
    "effort": "{ OSL = 12 }",
    "project.title": '"Outdoor classrooms"',
    "project.acronym": '"OUTCLASS"',
    "project.type": '"KA220-SCH"',
    "project.round": "1",
    "project.coordinator": '"OSL"',
    "project.priorities": '["inclusion", "digital"]',
    "project.topics": '["Rural schools"]',
    "project.granted": '"v1.0"',
    "project.papers": "{ eu_values = true, written_by_us = 2027-01-12 }",
    "partners.name": '"Zeleni breg school"',
    "partners.oid": '"E10012345"',
    "partners.rate": "150",
    "partners.until": '"M9"',
    "partners.city": '"Ljubljana"',
    "partners.region": '"Osrednja Slovenija"',
    "partners.website": '"https://example.org"',
    "partners.kind": '"school"',
    "partners.established": "1998-09-01",
    "partners.contact": '"Ana Novak"',
    "objectives.title": '"Teachers teach outdoors"',
    "work_packages.title": '"Teaching modules"',
    "work_packages.end": '"M12"',
    "work_packages.priorities": '["inclusion"]',
    "activities.title": '"Needs survey"',
    "activities.end": '"M9"',
    "activities.partners": '["IES", "ZAV"]',
    "activities.results": '"Report on needs, 3 languages"',
    "milestones.title": '"Needs report accepted"',
    "milestones.verification": '"The report is on the website"',
    "deliverables.title": '"Needs report"',
    "deliverables.kind": '"report"',
    "deliverables.dissemination": '"public"',
    "indicators.title": '"Schools in the survey"',
    "indicators.target": "12",
    "indicators.unit": '"schools"',
    "indicators.achieved": "9",
    "note": '"Ask again in spring"',
}
"""A value where the sample of its type says little; by table and key, or by the key alone."""


def sample(table: str, key: Key) -> str:
    """How a value of a key is written in the file."""
    known = SAMPLES.get(f"{table}.{key.name}") or SAMPLES.get(key.name) or key.sample
    return known or (f'"{key.choices[0]}"' if key.choices else TYPES[key.type].sample)


def description(table: str, key: Key) -> str:
    """What a key is for; of one that no sentence is known for, what a person calls it."""
    told = SENTENCES.get(f"{table}.{key.name}") or SENTENCES.get(key.name)
    label = _(key.label)
    return _(told) if told else f"{label[:1].upper()}{label[1:]}."
