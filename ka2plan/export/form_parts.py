"""The application form of a plan's type and call, part by part in the form's own order."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.calls import Form, Section
from ka2plan.charts.tables.table import Row, text_table
from ka2plan.export.budget_sums import budget
from ka2plan.export.form_fields import FormField, FormPart, cell_text, paper_field, text_field, value_field
from ka2plan.export.form_timetable import timetable
from ka2plan.export.form_values import amount_text
from ka2plan.export.material import NO_PACKAGE, Material
from ka2plan.plan.model import ZERO
from ka2plan.words.figures import figure
from ka2plan.words.messages import _

PARTNER, MANAGEMENT, WORK_PACKAGE, ACTIVITY = "partner", "management", "work-package", "activity"
COORDINATOR, PROJECT = "coordinator", "project"
"""Whose answer a section, a text or a paper of the form is."""

BUDGET, PACKAGES = "budget", "work_packages"
"""Tables of a section."""

PER_PACKAGE = frozenset((WORK_PACKAGE, ACTIVITY, "milestone", "deliverable"))
"""Sections that a form of work packages has once for each of them."""

FIGURES = frozenset(("money", "activities", "days"))
"""Columns of numbers."""


def form_parts(material: Material) -> tuple[FormPart, ...]:
    """The whole form; empty where none is known for the type and call.

    Its fields, one part after the other, are what one pastes into the form from its first page to its last.
    """
    form = material.call.form
    if form is None:
        return ()
    parts = [part for sections in _runs(material, form) for part in _parts(material, form, sections)]
    grid = timetable(material) if _wants_timetable(form) else None
    if grid:
        parts.append(FormPart(grid.title, (), grid))
    return tuple(part for part in parts if part.fields or part.table)


def _wants_timetable(form: Form) -> bool:
    return any(section.table == "deliverables" for section in form.sections)


def _runs(material: Material, form: Form) -> Iterator[list[Section]]:
    """Sections one by one, but those together that come again for every work package."""
    run: list[Section] = []
    for section in form.sections:
        if material.has_packages and section.about in PER_PACKAGE and section.table != PACKAGES:
            run.append(section)
            continue
        if run:
            yield run
            run = []
        yield [section]
    if run:
        yield run


def _parts(material: Material, form: Form, sections: list[Section]) -> Iterator[FormPart]:
    first = sections[0]
    if material.has_packages and first.about in PER_PACKAGE and first.table != PACKAGES:
        asked = _packages(material, form)
        inside = {section.table: _by_package(material, section.table) for section in sections if section.table}
        for package in (*material.plan.work_packages, NO_PACKAGE):
            for section in sections:
                if section.table or package in asked:
                    yield _of_package(material, section, package, inside)
    elif first.papers:
        yield _papers(material, first)
    elif first.table == BUDGET:
        yield _budget(material, first)
    elif first.about == ACTIVITY and not first.table:
        for activity in material.plan.live_activities():
            fields = tuple(text_field(material, _(first.label), text, activity.id) for text in first.texts)
            yield FormPart(f"{activity.id} {activity.title}", fields)
    else:
        yield _whole(material, first)


def _packages(material: Material, form: Form) -> list[str]:
    """The live work packages that are asked what all are asked: without management where this has its own questions."""
    apart = material.call.management_wp if form.texts(MANAGEMENT) or form.values(MANAGEMENT) else None
    return [package.id for package in material.plan.live_work_packages() if package.id != apart]


def _of_package(
    material: Material, section: Section, package: str, inside: dict[str, dict[str, list[str]]]
) -> FormPart:
    """What a section asks of one work package, or its table of what lies in it."""
    label = _package_label(material, section, package)
    if section.table:
        return _table(material, section, label, inside[section.table].get(package, []))
    return FormPart(label, tuple(text_field(material, label, text, package) for text in section.texts))


def _package_label(material: Material, section: Section, package: str) -> str:
    if package == NO_PACKAGE:
        return _("{section}, in no work package").format(section=_(section.label))
    if section.table:
        return f"{package}: {_(section.label)}"
    described = any(text.key.startswith("activities") for text in section.texts)
    title = material.plan.work_packages[package].title
    return _("{id}: the activities in words").format(id=package) if described else f"{package} {title}".strip()


def _by_package(material: Material, table: str) -> dict[str, list[str]]:
    """Ids of the live entries of a table, by the work package in which they lie."""
    found: dict[str, list[str]] = {}
    for id, entry in getattr(material.plan, table).items():
        if not entry.cancelled:
            package = entry.wp if entry.wp in material.plan.work_packages else NO_PACKAGE
            found.setdefault(package, []).append(id)
    return found


def _whole(material: Material, section: Section) -> FormPart:
    """A section that the form has once: fields of the project or of each partner, and a table of all entries."""
    label = _(section.label)
    table = _table(material, section, label, _live(material, section.table)) if section.table else FormPart(label, ())
    fields = list(table.fields)
    for owner in _owners(material, section):
        if not section.table:
            fields += [value_field(material, label, field, owner) for field in section.fields]
        fields += [text_field(material, label, text, owner) for text in section.texts]
    return FormPart(label, tuple(fields), table.table)


def _owners(material: Material, section: Section) -> list[str]:
    management, plan = material.call.management_wp, material.plan
    if section.about == PARTNER:
        return _live(material, "partners")
    if section.about == MANAGEMENT:
        return [management] if management and management in plan.work_packages else []
    if section.about == WORK_PACKAGE:
        return []
    return [""]


def _live(material: Material, table: str) -> list[str]:
    """Ids of the entries of a table that the form asks about: nothing cancelled, no associated partners."""
    if table == "partners":
        return [partner.id for partner in material.plan.partners.values() if partner.is_funded]
    entries = getattr(material.plan, table)
    return [id for id, entry in entries.items() if not entry.cancelled]


def _table(material: Material, section: Section, label: str, ids: list[str]) -> FormPart:
    """A table of entries: every cell a field to paste; with a total where it has amounts of activities."""
    fields: list[FormField] = []
    rows = []
    for id in ids:
        cells = [value_field(material, label, field, id, in_table=True) for field in section.fields]
        keys = [field.path for field in section.fields]
        rows.append(tuple(cell_text(cell, key) for cell, key in zip(cells, keys, strict=True)))
        fields += cells
    if not rows:
        return FormPart(label, ())
    numbers = [place for place, field in enumerate(section.fields) if field.path in FIGURES]
    table = text_table(label, (_(field.label) for field in section.fields), rows, numbers)
    return FormPart(label, tuple(fields), table._replace(total=_total(material, section, ids)))


def _total(material: Material, section: Section, ids: list[str]) -> Row | None:
    if section.table != "activities" or "money" not in [field.path for field in section.fields] or len(ids) < 2:
        return None
    amount = figure(sum((material.plan.activities[id].money for id in ids), ZERO))
    names = [_("Total"), *([""] * (len(section.fields) - 1))]
    return Row(
        tuple(amount if field.path == "money" else name for field, name in zip(section.fields, names, strict=True))
    )


def _budget(material: Material, section: Section) -> FormPart:
    """The table of money, its cells of organisation and work package as fields, and the lump sum."""
    label = _(section.label)
    fields = [
        FormField(label, partner, id, "", amount_text(amount), None, mandatory=False, where=(), in_table=True)
        for partner in _live(material, "partners")
        for id, package in material.money.by_wp.items()
        if (amount := package.partners.get(partner, ZERO))
    ]
    fields += [value_field(material, label, field, "") for field in section.fields if field.path.startswith("project.")]
    table = budget(material)
    return FormPart(label, tuple(fields), table._replace(title=label) if table.rows else None)


def _papers(material: Material, section: Section) -> FormPart:
    label, coordinator = _(section.label), material.plan.project.coordinator
    fields = [
        paper_field(material, label, paper, partner)
        for paper in section.papers
        for partner in ([""] if paper.about == PROJECT else _live(material, "partners"))
        if not partner or (paper.about == COORDINATOR) == (partner == coordinator)
    ]
    rows = tuple((field.label, material.partner_name(field.owner or coordinator or ""), field.text) for field in fields)
    table = text_table(label, (_("Paper"), _("Organisation"), _("State")), rows)
    return FormPart(label, tuple(fields), table if rows else None)
