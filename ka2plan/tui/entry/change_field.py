"""Changing a field: the dialog that fits it, and the edit that comes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from textual.geometry import Region

from ka2plan.document import Batch, Edit, ListInsert, Unset
from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.placeholders import placeholders_of
from ka2plan.plan.schema import LINK_TYPES
from ka2plan.plan.types.link import link_parts
from ka2plan.plan.types.link_words import link_meaning
from ka2plan.tui.editor.fields.choices import NOTHING, choices_for, link_choices
from ka2plan.tui.editor.fields.entry_fields import EntryField
from ka2plan.tui.editor.fields.typed_value import CLEARED, edit_for, text_of, type_of, understand
from ka2plan.tui.editor.ways_to_views import ways_to_views
from ka2plan.tui.entry.drafts import FieldDraft
from ka2plan.tui.entry.lead import to_lead, told_lead
from ka2plan.tui.entry.previewed_edit import with_preview
from ka2plan.tui.toolkit.dialogs.dialog import Dialog
from ka2plan.tui.toolkit.dialogs.in_place import InPlace, Keys, Typed, Understood
from ka2plan.tui.toolkit.dialogs.long_text import LongText
from ka2plan.tui.toolkit.dialogs.multiple_choice import Marks
from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker
from ka2plan.words.messages import _
from ka2plan.words.visible import without_unseen

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

PREVIEWED = ("type", "call", "round", "lump_sum", "start", "months")
"""Keys of the project on which the rules depend: what would come of a change is shown before."""

NOT_WHOLE = ("SCH", "HED", "YOU", "SPORT")
"""Fields whose priorities were not found whole in any source (see ``calls/priorities.toml``)."""

Reply = TypeVar("Reply")


class Asking(NamedTuple):
    """How a field is asked for."""

    place: Region
    """Where on the screen its value stands, for what is typed there."""
    label: str = ""
    """What to call it where it is typed away from its name."""
    then: Callable[[str], None] | None = None
    """Told where to go on to from here (see ``Dialog.ended_by``); None where there is nothing to go on to."""
    begun: str = ""
    """What was typed already, in place of what stands there."""
    write: Callable[[Any, str], None] | None = None
    """Takes the value and the text that was typed, where it is for several entries; None for the field alone."""
    meant: Callable[[str], Understood] | None = None
    """What a text means, where it is for several entries; None for the field alone."""
    choices: tuple[Choice[Any], ...] = ()
    """What can be marked, where it is for several entries; none for what the field alone offers."""


def change(editor: Editor, field: EntryField, asking: Asking) -> None:
    """Lets the user change a field."""
    if field.type == "entry":
        _change_belonging(editor, field, asking)
    elif field.type == "entries":
        from ka2plan.tui.entry.new_entry import add

        add(editor, str(field.path[0]), asking.begun)
    elif field.type == "overrides":
        from ka2plan.tui.entry.override import override

        override(editor)
    elif field.type == "other":
        editor.say(
            _("this can be changed only in the text: {key}").format(key=editor.key_of("file.own-editor")),
            "warning",
        )
    elif edited(field) in ADDING:
        ADDING[edited(field)](editor, field, asking)
    elif field.type == "long":
        _change_long(editor, field, asking)
    elif edited(field) == "link":
        _change_link(editor, field, asking)
    elif edited(field) == "marked" and choices_for(editor.snapshot, field):
        _change_marks(editor, field, asking)
    elif _is_picked(editor, field):
        _change_picked(editor, field, asking)
    else:
        type_in_place(editor, field, asking)


def is_typed(editor: Editor, field: EntryField) -> bool:
    """Whether the value is typed where it stands, not chosen or written elsewhere."""
    if field.type == "long" or not has_value(field) or edited(field) in ("link", *ADDING):
        return False
    chosen = edited(field) == "marked" and choices_for(editor.snapshot, field)
    return not chosen and not _is_picked(editor, field)


def has_value(field: EntryField) -> bool:
    """Whether it is a value of the entry, not something that only belongs there or that is edited elsewhere."""
    return field.type not in ("entry", "entries", "overrides", "other")


def _ask(
    editor: Editor, dialog: Dialog[Reply], then: Callable[[Reply], None], asking: Asking, *, asks_more: bool = False
) -> None:
    """Asks, then goes on where a key says so; not yet where ``then`` asks for the rest of the value."""
    answers: list[Reply] = []

    def answered(answer: Reply) -> None:
        answers.append(answer)
        then(answer)

    def go_on() -> None:
        if asking.then and dialog.ended_by and not (asks_more and answers):
            asking.then(dialog.ended_by)

    dialog.goes_on = asking.then is not None
    editor.ask(dialog, answered, go_on)


def _ask_typed(
    editor: Editor, dialog: InPlace, then: Callable[[Typed], None], asking: Asking, *, asks_more: bool = False
) -> None:
    """Asks for what is typed; a key that leads to another view leaves the field as it was."""

    def answered(answer: Typed) -> None:
        if answer.key:
            editor.run(ways_to_views(editor)[answer.key])
        else:
            then(answer)

    _ask(editor, dialog, answered, asking, asks_more=asks_more)


def _change_belonging(editor: Editor, field: EntryField, asking: Asking) -> None:
    """Opens an entry that belongs here; what is typed is its title."""
    from ka2plan.tui.editor.fields.entry_fields import fields_of
    from ka2plan.tui.entry.open import open_entry

    if not asking.begun:
        open_entry(editor, field.path)
        return
    fields = fields_of(editor.snapshot, editor.session.data, field.path)
    title = next((one for one in fields if one.path == (*field.path, "title")), None)
    if title:
        type_in_place(editor, title, asking)


def edited(field: EntryField) -> str:
    """How a field is changed, by the type of its value."""
    return type_of(field).edited


def _is_picked(editor: Editor, field: EntryField) -> bool:
    if edited(field) == "list" or field.path in (("project", "type"), ("project", "call"), ("project", "round")):
        return bool(choices_for(editor.snapshot, field))
    return field.path == ("project", "lump_sum") and bool(choices_for(editor.snapshot, field))


def type_in_place(editor: Editor, field: EntryField, asking: Asking) -> None:
    """Lets the user type the value where it stands."""

    def meant(text: str) -> Understood:
        return understand(editor.snapshot, field, text)

    draft = draft_of(editor, field, asking.label or named(field)) if field.type == "text" else None
    dialog = _in_place(editor, asking, text_of(field), asking.meant or meant, draft=draft)
    _ask_typed(editor, dialog, lambda answer: _take(editor, field, answer.value, asking, dialog.typed), asking)


def _take(editor: Editor, field: EntryField, value: Any, asking: Asking, typed: str = "") -> None:
    """Writes a value to the field, or hands it on."""
    if asking.write:
        asking.write(value, typed)
    else:
        make(editor, field, value)


def _in_place(
    editor: Editor,
    asking: Asking,
    text: str,
    meant: Callable[[str], Understood],
    *,
    label: str = "",
    draft: FieldDraft | None = None,
) -> InPlace:
    """Something to type where a value stands; what was typed already takes the place of what stands there."""
    begun, moves = asking.begun, asking.then is not None
    keys = Keys(moves=moves, leaving=ways_to_views(editor) if moves else ())
    label = label or asking.label
    return InPlace(
        editor.look, asking.place, begun or text, meant, label=label, begun=bool(begun), draft=draft, keys=keys
    )


def draft_of(editor: Editor, field: EntryField, label: str) -> FieldDraft:
    """Keeps safe what is typed in a field of words; an empty one is nothing to keep."""
    return FieldDraft(editor, field.path, label, lambda text: edit_for(field, text) if text.strip() else None)


def named(field: EntryField) -> str:
    """A field as it is called away from its entry."""
    of_entry = len(field.path) > 1 and field.path[0] != "project"
    return " ".join((str(field.path[1]), field.label)) if of_entry else field.label


def make(editor: Editor, field: EntryField, value: Any) -> None:
    """Writes a value, after a preview where the rules depend on it."""
    edit = edit_for(field, value)
    if edit is None:
        return
    if field.path[-1] == "lead" and value is not CLEARED:
        told = told_lead(editor.plan, [field.path], value)
        if editor.do(to_lead(editor.plan, field.path, value)):
            editor.say(told, "good")
    elif field.path[0] == "project" and field.path[-1] in PREVIEWED:
        with_preview(editor, edit, field, value)
    else:
        editor.do(edit)


def _change_picked(editor: Editor, field: EntryField, asking: Asking) -> None:
    other = object()
    choices = choices_for(editor.snapshot, field)
    if field.path == ("project", "lump_sum"):
        choices.append(Choice(other, _("another sum"), stays=True))
    elif field.type == "agency":
        choices.append(Choice(other, _("another code"), stays=True))

    def chosen(value: Any) -> None:
        if value is other:
            type_in_place(editor, field, asking._replace(begun=picker.typed))
        else:
            _take(editor, field, CLEARED if value is NOTHING or value == NOTHING else value, asking)

    title, remark = asking.label or field.label, _not_whole(field)
    picker = Picker(editor.look, title, choices, field.value, begun=asking.begun, remark=remark)
    _ask(editor, picker, chosen, asking)


def _change_marks(editor: Editor, field: EntryField, asking: Asking) -> None:
    marked = [item for item in field.value if isinstance(item, str)] if isinstance(field.value, list) else []
    free = field.type == "texts"
    is_ordered = field.path == ("project", "priorities")

    def chosen(values: tuple[str, ...]) -> None:
        kept = [value for value in marked if value in values]
        ordered = values if is_ordered else [*kept, *(value for value in values if value not in kept)]
        _take(editor, field, [*ordered] or CLEARED, asking)

    choices, title = asking.choices or choices_for(editor.snapshot, field), asking.label or field.label
    remark = _not_whole(field, getattr(editor.snapshot.call and editor.snapshot.call.type, "field", "") or "")
    dialog = Marks(
        editor.look, title, choices, marked, free=free, is_ordered=is_ordered, begun=asking.begun, remark=remark
    )
    _ask(editor, dialog, chosen, asking)


def _not_whole(field: EntryField, project_field: str = "") -> str:
    """What to say of a list that no source has whole; empty for all others."""
    if field.type == "agency":
        return _("the list is not whole: another code can be typed")
    if field.path == ("project", "priorities") and project_field in NOT_WHOLE:
        return _("the list is not whole: others of the Programme Guide can be typed")
    return ""


def _change_long(editor: Editor, field: EntryField, asking: Asking) -> None:
    text = field.value if isinstance(field.value, str) else ""
    is_placeholder = field.path in placeholders_of(editor.plan)
    title = named(field)

    def written(new: str) -> None:
        new = without_unseen(new)
        if new != text:
            _take(editor, field, new if new.strip() else CLEARED, asking)

    draft = draft_of(editor, field, title)
    dialog = LongText(
        editor.look, title, text, field.limit, field.asks, draft=draft, begun=asking.begun, gives_way=is_placeholder
    )
    _ask(editor, dialog, written, asking)


def _change_link(editor: Editor, field: EntryField, asking: Asking) -> None:
    """Chooses the type of a link by what it means, then takes the lag; what begins as a lag is one."""
    id, type_, lag = link_parts(field.value) or ("", "FS", "0d")
    title = _("{id} waits for {other}").format(id=field.path[1], other=id)

    def chosen(wanted: str, typed: str = "") -> None:
        def meant(text: str) -> Understood:
            told = understand(editor.snapshot, field, f"{wanted} {text}")
            return Understood(fault=_("write a lag such as 2w, -10d, 1m, or nothing")) if told.fault else told

        of_lag = asking._replace(begun=typed)
        label, present = _("{type}, lag").format(type=wanted), text_of(field).partition(" ")[2]
        dialog = _in_place(editor, of_lag, present, meant, label=label)
        _ask_typed(editor, dialog, lambda answer: make(editor, field, answer.value), of_lag)

    if asking.begun[:1] in tuple("0123456789+-"):
        chosen(type_, asking.begun)
        return
    choices = [Choice(one, one, link_meaning({"id": id, "type": one, "lag": lag})) for one in LINK_TYPES]
    _ask(editor, Picker(editor.look, title, choices, type_, begun=asking.begun), chosen, asking, asks_more=True)


def _choose_partner(editor: Editor, field: EntryField, asking: Asking) -> None:
    """Chooses whose amount to set, then takes the amount."""
    plan = editor.plan
    table = field.value if isinstance(field.value, dict) else {}

    def chosen(id: str) -> None:
        part = type_of(field).inside(id).name
        amount = EntryField((*field.path, id), id, part, "", table.get(id), field.key, inside=True)
        type_in_place(editor, amount, asking._replace(label=id, begun=""))

    choices = [Choice(id, id, partner.name) for id, partner in plan.partners.items()]
    _ask(editor, Picker(editor.look, field.label, choices, begun=asking.begun), chosen, asking, asks_more=True)


def _add_item(editor: Editor, field: EntryField, asking: Asking) -> None:
    """Asks what a cost is for, then for the amount; of papers and evidence, for the name and whether it is there."""
    questions = {"papers": _("name of the paper"), "evidence": _("what proves it")}
    question = questions.get(field.type, _("cost of"))

    def named(answer: Typed) -> None:
        if answer.value is not CLEARED:
            path = (*field.path, answer.value)
            part = type_of(field).inside(answer.value).name
            inner = EntryField(path, answer.value, part, "", None, field.key, inside=True)
            type_in_place(editor, inner, asking._replace(label=answer.value, begun=""))

    name = EntryField((*field.path, ""), "", "text", "", None)
    dialog = _in_place(editor, asking, "", lambda text: understand(editor.snapshot, name, text), label=question)
    _ask_typed(editor, dialog, named, asking, asks_more=True)


def _add_period(editor: Editor, field: EntryField, asking: Asking) -> None:
    """Adds a stretch; the first one takes the place of start and end."""
    owner = field.path[:-1]
    items = field.value if isinstance(field.value, list) else []
    activity = editor.plan.activities.get(str(owner[-1]))
    period = EntryField((*field.path, len(items)), "", "period", "")
    begin = f"{activity.start_written} - {activity.end_written}" if activity and not items and activity.start else ""

    def typed(answer: Typed) -> None:
        if answer.value is CLEARED or (dialog.ended_by and dialog.typed == begin):
            return  # nothing was typed by somebody who only went on
        edits: list[Edit] = [ListInsert(field.path, answer.value)]
        if not items and activity:
            written = (("start", activity.start_written), ("end", activity.end_written))
            edits += [Unset((*owner, key)) for key, moment in written if moment]
        editor.do(edits[0] if len(edits) == 1 else Batch(tuple(edits)))

    label = _("such as M1 - M3")
    dialog = _in_place(editor, asking, begin, lambda text: understand(editor.snapshot, period, text), label=label)
    _ask_typed(editor, dialog, typed, asking)


def add_link(editor: Editor, owner: Path, asking: Asking | None = None) -> None:
    """Asks what an entry waits for and links it."""
    id = str(owner[1])

    def chosen(predecessor: str) -> None:
        label = _("link {id} to {other}").format(id=id, other=predecessor)
        editor.do(ListInsert((*owner, "after"), predecessor), label)

    title = _("{id} waits for").format(id=id)
    asking = asking or Asking(Region())
    _ask(editor, Picker(editor.look, title, link_choices(editor.snapshot, id), begun=asking.begun), chosen, asking)


def _add_link(editor: Editor, field: EntryField, asking: Asking) -> None:
    add_link(editor, field.path[:2], asking)


ADDING: dict[str, Callable[[Editor, EntryField, Asking], None]] = {
    "partners": _choose_partner,
    "names": _add_item,
    "periods": _add_period,
    "links": _add_link,
}
"""Fields made of several values, by how their type is edited: Enter on their first line adds one."""


def clear(editor: Editor, field: EntryField) -> None:
    """Takes a value out, where a plan can do without it."""
    if field.value is None:
        return
    if field.required or field.type in ("entry", "entries", "overrides"):
        editor.say(_("a plan must have it") if field.required else _("open it to change it"), "warning")
        return
    whole = field.type in ("accepted", "override")
    if editor.do(Unset(field.path[:2] if whole else field.path)):
        told = _("{field} is empty now; {key} brings it back")
        editor.say(told.format(field=named(field), key=editor.key_of("undo")), "good")
