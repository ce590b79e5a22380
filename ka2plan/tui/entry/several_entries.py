"""Changing one field of several entries in one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ka2plan.document import Batch, Edit
from ka2plan.findings import Path
from ka2plan.tui.editor.fields.choices import choices_for
from ka2plan.tui.editor.fields.entry_fields import EntryField, fields_of
from ka2plan.tui.editor.fields.typed_value import CLEARED, edit_for, text_of, understand
from ka2plan.tui.editor.moves import few, meant_and_hidden
from ka2plan.tui.entry.change_field import Asking, change, edited, has_value
from ka2plan.tui.entry.lead import to_lead, told_lead
from ka2plan.tui.toolkit.dialogs.in_place import Understood
from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

MOST_TOLD = 3
"""Entries of which it is said what a typed text means for them, where that differs."""

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
    whose = meant_and_hidden(editor, [str(path[1]) for path in paths])
    choices = [Choice(key, group[0].label, _now(group, len(paths))) for key, group in same.items()]

    def chosen(key: Path) -> None:
        group = same[key]
        words = ngettext("{field} of {count} entry", "{field} of {count} entries", len(group))
        label = words.format(field=group[0].label, count=len(group))
        first = group[0]._replace(value=_common(editor, group))

        def write(value: Any, typed: str) -> None:
            _write(editor, group, first, value, typed)

        asking = Asking(editor.foot, label, write=write, meant=lambda text: _meant(editor, group, text))
        change(editor, first, asking._replace(choices=_choices(editor, group)))

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
    return f"{told}  {having}" if told else having


def _choices(editor: Editor, group: list[EntryField]) -> tuple[Choice[Any], ...]:
    """What can be marked in any of them: who leads one of them can take part in the others."""
    if edited(group[0]) != "marked":
        return ()
    every = {choice.value: choice for field in group for choice in choices_for(editor.snapshot, field)}
    places = {id: place for place, id in enumerate(editor.plan.partners)}
    return tuple(sorted(every.values(), key=lambda choice: places.get(choice.value, len(places))))


def _meant(editor: Editor, group: list[EntryField], text: str) -> Understood:
    """What a text means in each of them; it is not taken where one of them cannot have it."""
    every = [understand(editor.snapshot, field, text) for field in group]
    ids = [str(field.path[1]) for field in group]
    fault, doubt = _of_whom(ids, [meant.fault for meant in every]), _of_whom(ids, [meant.doubt for meant in every])
    words = [meant.told for meant in every]
    told = "" if doubt and len(set(words)) > 1 else _of_whom(ids, words, MOST_TOLD)  # a doubt is not to be cut off
    return every[0]._replace(told=told, fault=fault, doubt=doubt)


def _of_whom(ids: Sequence[str], told: Sequence[str], most: int = 1) -> str:
    """What is to be said of several entries: once where it is the same for all, else of the first with their ids."""
    if len(set(told)) == 1:
        return told[0]
    said = [_("{id}: {parts}").format(id=id, parts=words) for id, words in zip(ids, told, strict=True) if words]
    more = len(said[most:])
    return "   ".join(
        said[:most] + ([ngettext("{count} more", "{count} more", more).format(count=more)] if more else [])
    )


def _common(editor: Editor, group: list[EntryField]) -> Any:
    """What all have: of a list the values that are in each, of all else the value where it is the same."""
    first = group[0].value
    if edited(group[0]) == "marked":
        lists = [_named_in(field) + _lead_of(editor, field) for field in group]
        return [item for item in lists[0] if all(item in other for other in lists)] or None
    return first if all(field.value == first for field in group) else None


def _write(editor: Editor, group: list[EntryField], first: EntryField, value: Any, typed: str) -> None:
    places = [field.path for field in group]
    ids = few(str(path[1]) for path in places)
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
    kept = [item for item in _named_in(field) if item in wanted or item not in common]
    new = [*kept, *(item for item in wanted if item not in kept and item not in _lead_of(editor, field))]
    return edit_for(field, new or CLEARED)


def _named_in(field: EntryField) -> list[Any]:
    """The values of a list; none where there is no list."""
    return field.value if isinstance(field.value, list) else []


def _lead_of(editor: Editor, field: EntryField) -> list[Any]:
    """Who takes part without being named among those who do: the lead."""
    entry = editor.plan.activities.get(str(field.path[1]))
    return [entry.lead] if entry and entry.lead and field.path[-1] == "partners" else []
