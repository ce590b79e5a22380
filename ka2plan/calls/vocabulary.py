"""The keys of facts: what each is called, which values it takes, and how they read."""

from __future__ import annotations

from ka2plan.named_tuples import NamedTuple

MONEY, TIME, CONSORTIUM = "money", "time", "consortium"
WORK_PLAN, APPLICATION, AWARD = "plan", "application", "award"


def N_(text: str) -> str:
    """Marks a text for translation that is translated where it is shown."""
    return text


class FactKey(NamedTuple):
    """One key of the facts, which is also the key of an override."""

    name: str
    label: str
    shape: str
    """A name out of ``shapes``."""
    group: str
    choices: tuple[str, ...] = ()


GROUPS = {
    MONEY: N_("Money"),
    TIME: N_("Time"),
    CONSORTIUM: N_("Consortium"),
    WORK_PLAN: N_("Work plan"),
    APPLICATION: N_("Application"),
    AWARD: N_("Award"),
}

THIRD_COUNTRIES = ("none", "world", "world-except-excluded", "regions-1-3-except-excluded")
"""From which third countries organisations may be partners."""

_FUNDING_MODELS = ("prefixed-lump-sum", "budget-based-lump-sum", "unit-costs")

DATED = (
    FactKey("deadline", N_("deadline (Brussels time)"), "moment", TIME),
    FactKey("start_window", N_("start of the project"), "dates", TIME),
)
"""What a plan can override of its round; in the year files they stand under ``rounds``."""

KEYS = (
    FactKey("funding_model", N_("funding"), "word", MONEY, _FUNDING_MODELS),
    FactKey("lump_sums", N_("lump sum"), "amounts", MONEY),
    FactKey("grant", N_("grant"), "amount_range", MONEY),
    FactKey("grant_min", N_("grant at least"), "amount", MONEY),
    FactKey("grant_max", N_("grant at most"), "amount", MONEY),
    FactKey("grant_max_by_duration", N_("grant at most"), "amounts_by_months", MONEY),
    FactKey("lots", N_("lots"), "variants", MONEY),
    FactKey("strands", N_("strands"), "variants", MONEY),
    FactKey("variants", N_("variants"), "variants", MONEY),
    FactKey("funding_rate_percent", N_("share of costs at most"), "percent", MONEY),
    FactKey("total_equals_lump_sum", N_("total equals the lump sum"), "flag", MONEY),
    FactKey("activities_total_equals_lump_sum", N_("activities equal lump sum"), "flag", MONEY),
    FactKey("management_cap_percent", N_("project management at most"), "percent", MONEY),
    FactKey("per_partner_budget", N_("budget per organisation"), "flag", MONEY),
    FactKey("budget_levels", N_("budget detailed by"), "words", MONEY),
    FactKey("subcontracting", N_("subcontracting"), "word", MONEY),
    FactKey("subcontracting_reasons_above_percent", N_("subcontracting reasons over"), "percent", MONEY),
    FactKey("duration_months", N_("duration"), "months_range", TIME),
    FactKey("duration_options", N_("duration"), "months_options", TIME),
    *DATED,
    FactKey("activities_within_project", N_("activities within project"), "flag", TIME),
    FactKey("timetable_months_max", N_("timetable in months up to"), "months", TIME),
    FactKey("min_organisations", N_("organisations at least"), "count", CONSORTIUM),
    FactKey("min_countries", N_("countries at least"), "count", CONSORTIUM),
    FactKey("coordinator_from", N_("coordinator from"), "words", CONSORTIUM),
    FactKey("coordinator_kind", N_("coordinator is a"), "words", CONSORTIUM),
    FactKey("schools_per_country", N_("schools from each country"), "count", CONSORTIUM),
    FactKey("third_countries", N_("third-country partners"), "word", CONSORTIUM, THIRD_COUNTRIES),
    FactKey("third_country_role", N_("third countries join as"), "word", CONSORTIUM),
    FactKey("per_country_needs", N_("each country needs"), "words", CONSORTIUM),
    FactKey("venue_countries", N_("activities take place with"), "words", CONSORTIUM),
    FactKey("oid_pattern", N_("organisation ID"), "pattern", CONSORTIUM),
    FactKey("applicant_established_years", N_("years the applicant exists"), "count", CONSORTIUM),
    FactKey("charter_of_universities", N_("charter (ECHE) of universities"), "flag", CONSORTIUM),
    FactKey("unit_of_plan", N_("the plan is made of"), "word", WORK_PLAN, ("work-package", "activity")),
    FactKey("management_wp", N_("work package of management"), "count", WORK_PLAN),
    FactKey("mandatory_wps", N_("mandatory work packages"), "words", WORK_PLAN),
    FactKey("task_wps_min", N_("work packages of tasks from"), "count", WORK_PLAN),
    FactKey("wp_min_besides_management", N_("other work packages from"), "count", WORK_PLAN),
    FactKey("wp_min_recommended", N_("work packages advised from"), "count", WORK_PLAN),
    FactKey("wp_max_recommended", N_("work packages advised up to"), "count", WORK_PLAN),
    FactKey("wp_max_form", N_("work packages in the form"), "count", WORK_PLAN),
    FactKey("activities_per_wp_min", N_("activities per work package"), "count", WORK_PLAN),
    FactKey("activities_min", N_("activities at least"), "count", WORK_PLAN),
    FactKey("milestones_in_calendar", N_("calendar with milestones"), "flag", WORK_PLAN),
    FactKey("gantt_recommended", N_("Gantt chart recommended"), "flag", WORK_PLAN),
    FactKey("deliverables_recommended_max", N_("deliverables advised up to"), "count", WORK_PLAN),
    FactKey("deliverable_within_wp", N_("deliverables due within WP"), "flag", WORK_PLAN),
    FactKey("wp_has_own_dates_in_form", N_("form asks for dates of WPs"), "flag", WORK_PLAN),
    FactKey("wp_has_leader_in_form", N_("form asks for leads of WPs"), "flag", WORK_PLAN),
    FactKey("activity_duration_days_field", N_("form asks for activity days"), "flag", WORK_PLAN),
    FactKey("priorities_max_additional", N_("further priorities at most"), "count", APPLICATION),
    FactKey("topics_max", N_("topics at most"), "count", APPLICATION),
    FactKey("sport_priorities_max", N_("priorities in sport at most"), "count", APPLICATION),
    FactKey("applications_as_applicant", N_("applications as applicant"), "count", APPLICATION),
    FactKey("applications_per_oid", N_("applications per OID"), "count", APPLICATION),
    FactKey("applications_same_partners", N_("applications, same partners"), "count", APPLICATION),
    FactKey("annex_other_max", N_("other files at most"), "count", APPLICATION),
    FactKey("annex_file_mb", N_("size of a file at most"), "megabytes", APPLICATION),
    FactKey("annex_total_mb", N_("size of all files at most"), "megabytes", APPLICATION),
    FactKey("accession_forms_max", N_("accession forms at most"), "count", APPLICATION),
    FactKey("part_b_pages_max", N_("pages of Part B at most"), "count", APPLICATION),
    FactKey("score_weights", N_("points"), "points", AWARD),
    FactKey("score_min_total", N_("points in all at least"), "count", AWARD),
    FactKey("score_min_share", N_("least of each criterion"), "share", AWARD),
)
"""All keys, in the order in which facts are best read."""

BY_NAME = {key.name: key for key in KEYS}


def nearest_key(name: str) -> str | None:
    """The known key most like a mistyped one."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, BY_NAME, n=1)), None)
