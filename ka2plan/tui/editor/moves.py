"""Entries that move in time: which they are, and writing where they are then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ka2plan.plan.schema import LINKABLE
from ka2plan.session.entry_words import short_span
from ka2plan.tui.toolkit.drawing import Told
from ka2plan.words.messages import N_, _, ngettext

if TYPE_CHECKING:
    from ka2plan.document import Edit
    from ka2plan.schedule.slip import Slip
    from ka2plan.tui.editor.context import Editor

GROUP = N_("Moving in time")


VIEWS = ("plan", "dependencies", "milestones")
"""Views whose rows lie in time."""


def targets_in_time(editor: Editor) -> tuple[str, ...]:
    """Ids of the selected or marked entries that lie in time."""
    return tuple(dict.fromkeys(str(path[1]) for path in editor.targets if path[0] in LINKABLE and len(path) > 1))


def apply_slip(editor: Editor, effect: Slip, label: str) -> None:
    """Writes the new dates as one step, and says what moved, what followed or what would have to."""
    if not effect.values:
        editor.say(_("nothing moves: it is done"), "warning")
    elif editor.do(edit_of(editor, effect), label):
        editor.say(*_told(editor, effect))


def edit_of(editor: Editor, effect: Slip) -> Edit:
    """What writes the new dates."""
    from ka2plan.document import Batch, SetValue, Unset
    from ka2plan.tui.editor.whole_months import months_again

    values = months_again(editor.snapshot, effect.values, effect.plan)
    parts: tuple[Edit, ...] = (
        *(Unset(path) for path in effect.taken_out),
        *(SetValue(path, value) for path, value in values),
    )
    return parts[0] if len(parts) == 1 else Batch(parts)


def _told(editor: Editor, effect: Slip) -> Told:
    moved = few(move.id for move in effect.moves if not move.because)
    first = _("{ids} moved").format(ids=moved)
    if effect.moves[0].table == "project":
        first = _("the project is now {span}").format(span=short_span(*effect.moves[0].after))
    elif len(effect.moves) == 1:
        span = short_span(*effect.moves[0].after)
        first = _("{id} is now {span}").format(id=moved, span=span)
    followed = [move.id for move in effect.moves if move.because]
    if followed:
        sentence = ngettext("{moved}; {ids} follows", "{moved}; {ids} follow", len(followed))
        return sentence.format(moved=first, ids=few(followed)), "bar.value"
    late = list(dict.fromkeys(found.id for found in effect.breaks if found.kind == "link"))
    if late:
        sentence = ngettext(
            "{moved}; {ids} is too early now: {key} pushes it",
            "{moved}; {ids} are too early now: {key} pushes them",
            len(late),
        )
        return sentence.format(moved=first, ids=few(late), key=editor.key_of("move.push")), "warning"
    return first, "bar.value"


def few(ids: Iterable[str]) -> str:
    """Ids one after the other, of many the first and how many more."""
    every = list(ids)
    if len(every) <= 4:
        return ", ".join(every)
    return _("{ids} and {count} more").format(ids=", ".join(every[:3]), count=len(every) - 3)


def named_or_counted(ids: Sequence[str]) -> str:
    """One entry by its id, several by their number."""
    if len(ids) == 1:
        return ids[0]
    return ngettext("{count} entry", "{count} entries", len(ids)).format(count=len(ids))


def meant_and_hidden(editor: Editor, ids: Sequence[str]) -> str:
    """What a command changes, as ``named_or_counted`` has it, and how many that are marked it does not."""
    meant, view = named_or_counted(ids), editor.view
    hidden = len(view.marked) - len(view.marked_and_shown)
    if not hidden:
        return meant
    left = ngettext("{count} that is marked is hidden", "{count} that are marked are hidden", hidden)
    return f"{meant}; {left.format(count=hidden)}"
