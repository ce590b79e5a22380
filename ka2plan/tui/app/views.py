"""The views: one module each, loaded when first shown."""

from __future__ import annotations

from ka2plan.tui.editor.view_list import ViewEntry, ViewList
from ka2plan.words.messages import N_

VIEWS = (
    ViewEntry("plan", N_("plan"), "ka2plan.tui.plan.view:PlanView"),
    ViewEntry("partners", N_("partners"), "ka2plan.tui.partners.view:PartnersView"),
    ViewEntry("budget", N_("budget"), "ka2plan.tui.budget.view:BudgetView"),
    ViewEntry("workload", N_("workload"), "ka2plan.tui.workload.view:WorkloadView"),
    ViewEntry("dependencies", N_("dependencies"), "ka2plan.tui.dependencies.view:DependenciesView"),
    ViewEntry(
        "milestones", N_("milestones and deliverables"), "ka2plan.tui.milestones.view:MilestonesView", N_("milestones")
    ),
    ViewEntry("findings", N_("findings"), "ka2plan.tui.findings.view:FindingsView"),
    ViewEntry("form", N_("application form"), "ka2plan.tui.form.view:FormView", N_("form")),
    ViewEntry("text", N_("text of the file"), "ka2plan.tui.text.view:TextView", N_("text")),
    ViewEntry(
        "status", N_("status: late, running, next, expected, done"), "ka2plan.tui.status.view:StatusView", N_("status")
    ),
    ViewEntry("effort", N_("effort: who works how much on what"), "ka2plan.tui.effort.view:EffortView", N_("effort")),
)
"""The views with a key of their own, in the order of their keys 1, 2, 3 ..., the last ones with signs."""

FORM = ViewEntry("entry", N_("fields of an entry"), "ka2plan.tui.entry.view:EntryView", N_("entry"))
"""Opened on an entry, without a key of its own."""

CONFLICTS = ViewEntry("conflicts", N_("conflicts"), "ka2plan.tui.conflicts.view:ConflictsView")
"""Opened where two people set the same field to different values, without a key of its own."""

EVERY_VIEW = ViewList(VIEWS, (FORM, CONFLICTS))
"""All of them."""
