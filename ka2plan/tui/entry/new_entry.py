"""Adding and duplicating entries."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ka2plan.document import AddEntry, Edit
from ka2plan.findings import Path
from ka2plan.plan import Plan
from ka2plan.plan.schema import is_id, kind_named
from ka2plan.plan.values import quoted
from ka2plan.tui.editor.fields.choices import NOTHING, choices_for, link_choices
from ka2plan.tui.editor.fields.entry_fields import EntryField, table_at
from ka2plan.tui.editor.fields.typed_value import CLEARED, plain_text, understand
from ka2plan.tui.entry.proposals import (
    counted_on,
    goes_by_names,
    in_schema_order,
    next_id,
    proposed_end,
    proposed_values,
    short_id,
    used_ids,
)
from ka2plan.tui.toolkit.dialogs.in_place import Understood
from ka2plan.tui.toolkit.dialogs.picker import Choice
from ka2plan.tui.toolkit.dialogs.several_values import Leaning, Several, Wanted
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

ASKED = {
    "partners": ("name", "country"),
    "objectives": ("title",),
    "work_packages": ("title", "lead"),
    "activities": ("title", "start", "end", "lead", "partners", "after", "venue"),
    "milestones": ("title", "due", "lead", "after"),
    "deliverables": ("title", "due", "lead", "after"),
    "indicators": ("title", "target", "unit"),
}
"""What is asked of a new entry, its id behind the first; the rest is for the view of its fields."""


def add(editor: Editor, kind: str, begun: str = "") -> None:
    """Asks for what a new entry of a kind must have and adds it beside the selected one.

    ``begun`` is what was typed already of what it is called.
    """
    beside = editor.entry
    values = proposed_values(editor.plan, kind, beside)
    id = next_id(editor.plan, kind, values.get("wp"))
    fields = [_field(kind, id, name, values) for name in ASKED[kind]]
    name, *others = [_wanted(editor, field) for field in fields]
    of_id = partial(id_meant, editor, kind)
    name = name._replace(text=begun, begun=True) if begun else name
    wanted = [name, Wanted(_("id"), id, of_id, passed=True, leaning=_id_of_name(editor, kind, id)), *others]

    def answered(answers: tuple[Any, ...]) -> None:
        named, new_id, *typed = answers
        own = dict(zip(ASKED[kind], (named, *typed), strict=True))
        if isinstance(own.get("venue"), str):
            own["venue"] = {"place": own["venue"]}
        entry = in_schema_order(kind, {name: value for name, value in {**values, **own}.items() if _is_there(value)})
        make(editor, AddEntry(kind, new_id, entry, after=_after(editor.plan, kind, values.get("wp"))))

    singular = kind_named(kind)
    title = _("New {kind}").format(kind=_(singular.singular) if singular else kind)
    if values.get("wp"):
        title = _("{title} of {wp}").format(title=title, wp=values["wp"])
    editor.ask(Several(editor.look, title, wanted), answered)


def _field(kind: str, id: str, name: str, values: dict[str, Any]) -> EntryField:
    schema = kind_named(kind)
    key = schema.key(name) if schema else None
    if key is None:
        raise LookupError(name)
    needed = key.required or (kind, name) in (("activities", "start"), ("activities", "end"))
    if name == "venue":
        return EntryField((kind, id, name), _("venue: place"), "text", "", None, key)
    return EntryField((kind, id, name), _(key.label), key.type, "", values.get(name), key._replace(required=needed))


def _wanted(editor: Editor, field: EntryField) -> Wanted:
    choices: list[Choice[str]] = []
    text = plain_text(field.value)
    if field.type in ("reference", "country"):
        choices = choices_for(editor.snapshot, field)
    elif field.type == "links":
        choices = link_choices(editor.snapshot, str(field.path[1]))
    elif field.path[-1] == "partners":
        choices = [Choice(_("everyone"), _("everyone")), *choices_for(editor.snapshot, field)]
        text = _("everyone") if set(field.value or ()) >= set(editor.plan.partners) and field.value else text
    known = tuple(choice for choice in choices if choice.value != NOTHING)
    meant = partial(understand, editor.snapshot, field)
    return Wanted(field.label, text, meant, known, _leaning(editor, field, text))


def _id_of_name(editor: Editor, kind: str, counted: str) -> Leaning | None:
    """The id of a partner follows its name above it, where those of the others come from names."""
    if kind != "partners" or not goes_by_names(editor.plan):
        return None
    used = used_ids(editor.plan, kind)

    def propose(name: Any) -> str:
        return (short_id(name, used) if isinstance(name, str) else "") or counted

    return Leaning(propose, lambda text, _name: id_meant(editor, kind, text))


def _leaning(editor: Editor, field: EntryField, begun: str) -> Leaning | None:
    """An end follows the start above it, and is counted from there; who takes part stands below the lead."""
    snapshot = editor.snapshot
    if field.path[-1] == "partners":

        def besides(text: str, lead: Any) -> Understood:
            told = understand(snapshot, field, text, lead=lead if isinstance(lead, str) else "")
            ids = told.value if isinstance(told.value, list) else None
            return told if ids is None else told._replace(value=[id for id in ids if id != lead] or CLEARED)

        return Leaning(lambda _lead: begun, besides)
    if field.type != "moment" or field.path[-1] != "end":
        return None

    def propose(start: Any) -> str:
        return plain_text(proposed_end(snapshot.plan, start) or field.value)

    return Leaning(propose, lambda text, start: understand(snapshot, field, text, start=start))


def _is_there(value: Any) -> bool:
    return type(value) is not object


def _after(plan: Plan, kind: str, wp: str | None) -> str | None:
    """The entry that the new one is to stand after: the last of its kind in its package; None for the end."""
    same = [id for id, entry in getattr(plan, kind).items() if wp and getattr(entry, "wp", None) == wp]
    return same[-1] if same else None


def make(editor: Editor, edit: AddEntry) -> None:
    """Adds an entry and goes to it."""
    if editor.do(edit):
        go_to(editor, (edit.kind, edit.id))
        editor.say(_("{id} added; {key} opens its fields").format(id=edit.id, key=editor.key_of("entry.open")), "good")


def go_to(editor: Editor, path: Path) -> None:
    """Selects an entry in the view that is shown, else where entries of its kind are shown."""
    if editor.view.select(path):
        return
    if path[0] in ("objectives", "indicators"):
        from ka2plan.tui.entry.open import open_entry

        open_entry(editor, path)
        return
    editor.screen.show_view("partners" if path[0] == "partners" else "plan")
    editor.view.select(path)


def id_meant(editor: Editor, kind: str, text: str, own: str = "") -> Understood:
    """Whether a typed text can be the id of an entry."""
    id = text.strip()
    if not is_id(id):
        return Understood(fault=_("an id has letters, digits, points, hyphens and underscores, at most 64"))
    if id != own and id in used_ids(editor.plan, kind):
        return Understood(fault=_("{id} is used already").format(id=quoted(id)))
    return Understood(id)


def duplicate(editor: Editor, path: Path) -> None:
    """Adds a copy of an entry behind it, under the next free id."""
    kind, id = str(path[0]), str(path[1])
    values = dict(table_at(editor.session.data, (kind, id)))
    new = counted_on(id, used_ids(editor.plan, kind))
    for key in ("status", "progress", "actual", "reached"):
        values.pop(key, None)  # what happened, happened to the first one
    name = "name" if kind == "partners" else "title"
    if isinstance(values.get(name), str):
        values[name] = _("{title} (copy)").format(title=values[name])
    make(editor, AddEntry(kind, new, values, after=id))


__all__ = ["Edit", "add", "duplicate", "go_to", "id_meant"]
