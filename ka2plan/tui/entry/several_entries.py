"""Changing one field of several entries in one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ka2plan.document import Batch, Edit
from ka2plan.findings import Path
from ka2plan.tui.editor.fields.entry_fields import EntryField, fields_of
from ka2plan.tui.editor.fields.typed_value import CLEARED, edit_for, text_of, understand
from ka2plan.tui.entry.change_field import Asking, change, edited, has_value
from ka2plan.tui.entry.lead import to_lead, told_lead
from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

ONE_BY_ONE = ("title", "name", "wp")
"""Keys that no two entries have in common, or that a command of their own changes for several."""


def change_field_of(editor: Editor, paths: Sequence[Path]) -> None:
    """Asks which field to change, then for the value, and writes it to all entries that have the field."""
    every = [fields_of(editor.snapshot, editor.session.data, path) for path in paths]
    same: dict[Path, list[EntryField]] = {}
    for fields in every:
        names: dict[Path, str] = {}
        for field in fields:
            names[field.path] = field.label
            if _fits_several(field):
                above = names.get(field.path[:3]) if field.inside else None
                named = field._replace(label=f"{above}: {field.label}") if above else field
                same.setdefault(field.path[2:], []).append(named)
    whose = ngettext("{count} entry", "{count} entries", len(paths)).format(count=len(paths))
    choices = [Choice(key, group[0].label, _now(group, len(paths))) for key, group in same.items()]

    def chosen(key: Path) -> None:
        group = same[key]
        words = ngettext("{field} of {count} entry", "{field} of {count} entries", len(group))
        label = words.format(field=group[0].label, count=len(group))
        first = group[0]._replace(value=_common(group))

        def write(value: Any, typed: str) -> None:
            _write(editor, group, first, value, typed)

        change(editor, first, Asking(editor.foot, label, write=write))

    editor.ask(Picker(editor.look, _("Change which field of {entries}").format(entries=whose), choices), chosen)


def _fits_several(field: EntryField) -> bool:
    of_one = field.inside and len(field.path) != 4
    return (
        has_value(field) and not of_one and field.path[2:3] not in [(key,) for key in ONE_BY_ONE] and _is_plain(field)
    )


def _is_plain(field: EntryField) -> bool:
    """Whether one answer is its whole value, and it belongs to the entry itself."""
    return field.path[0] != "texts" and edited(field) in ("line", "list", "marked")


def _now(group: list[EntryField], count: int) -> str:
    """What stands there now where it is the same in all; how many have the field where not all have."""
    texts = {text_of(field) for field in group}
    told = next(iter(texts)) if len(texts) == 1 else _("(several)")
    if len(group) == count:
        return told
    having = ngettext("{count} of them has it", "{count} of them have it", len(group)).format(count=len(group))
    return f"{told}  {having}"


def _common(group: list[EntryField]) -> Any:
    """What all have: of a list the values that are in each, of all else the value where it is the same."""
    first = group[0].value
    if edited(group[0]) == "marked":
        lists = [field.value if isinstance(field.value, list) else [] for field in group]
        return [item for item in lists[0] if all(item in other for other in lists)] or None
    return first if all(field.value == first for field in group) else None


def _write(editor: Editor, group: list[EntryField], first: EntryField, value: Any, typed: str) -> None:
    places = [field.path for field in group]
    ids = ", ".join(str(path[1]) for path in places)
    label = _("{ids}: {field}").format(ids=ids, field=first.label)
    told = ""
    if first.path[-1] == "lead" and value is not CLEARED:
        edits: list[Edit] = [to_lead(editor.plan, place, value) for place in places]
        told = told_lead(editor.plan, places, value)
    else:
        edits = [edit for field in group if (edit := _edit(editor, field, first, value, typed))]
    if edits and editor.do(Batch(tuple(edits)), label):
        editor.say(
            told or _("{label} changed; {key} brings it back").format(label=label, key=editor.key_of("undo")), "good"
        )


def _edit(editor: Editor, field: EntryField, first: EntryField, value: Any, typed: str) -> Edit | None:
    """The edit of one of them: what is typed is understood by what stands there, marks are added and taken away."""
    if typed:
        understood = understand(editor.snapshot, field, typed)
        return None if understood.fault else edit_for(field, understood.value)
    if edited(field) != "marked":
        return edit_for(field, value)
    wanted, common = [] if value is CLEARED else value, first.value or []
    own = field.value if isinstance(field.value, list) else []
    entry = editor.plan.activities.get(str(field.path[1]))
    lead = entry.lead if entry and field.path[-1] == "partners" else None
    kept = [item for item in own if item in wanted or item not in common]
    new = [*kept, *(item for item in wanted if item not in kept and item != lead)]
    return edit_for(field, new or CLEARED)
