"""A value of one's own for a field that two people set to different ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.geometry import Region

from ka2plan.errors import EditError
from ka2plan.merge.clash import Clash
from ka2plan.merge.plain_values import ABSENT
from ka2plan.plan.schema import key_at
from ka2plan.plan.typed import type_at
from ka2plan.plan.types import TYPES
from ka2plan.session.parse import read_text
from ka2plan.tui.editor.fields.entry_fields import EntryField
from ka2plan.tui.editor.fields.typed_value import CLEARED, text_of, understand
from ka2plan.tui.toolkit.dialogs.in_place import InPlace, Typed
from ka2plan.tui.toolkit.dialogs.long_text import LongText
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.tui.conflicts.view import ConflictsView
    from ka2plan.tui.editor.context import Editor

TYPED = ("line", "list", "marked")
"""How values are edited that can be typed on a line."""


def ask_for_value(editor: Editor, view: ConflictsView, clash: Clash, then: Callable[[Any], None]) -> None:
    """Asks for the value of a field; ``then`` gets it as TOML has it, ABSENT where it shall go.

    :raises EditError: this is nothing that can be typed.
    """
    field = _field_of(clash)
    if field.type == "long" or (isinstance(field.value, str) and "\n" in field.value):
        text = field.value if isinstance(field.value, str) else ""
        editor.ask(LongText(editor.look, view.title(clash), text, None), then)
        return
    if field.type not in TYPES or TYPES[field.type].edited not in TYPED:
        raise EditError(_("choose a side, then change it in the plan"))
    ours = view.source.sides[0] if view.source else ""
    snapshot = editor.snapshot._replace(reading=read_text(ours)[0])

    def typed(answer: Typed) -> None:
        then(ABSENT if answer.value is CLEARED else answer.value)

    region = view.region
    place = Region(region.x + 2, region.y + view.HEAD + view.cursor - view.top, max(20, region.width - 4), 1)
    ask = InPlace(
        editor.look, place, text_of(field), lambda text: understand(snapshot, field, text), label=view.title(clash)
    )
    editor.ask(ask, typed)


def _field_of(clash: Clash) -> EntryField:
    key = key_at(clash.where)
    within = key is not None and clash.where[-1] != key.name
    if key:
        type_ = type_at(key, clash.where).name if within else "long" if key.is_long else key.type
    elif clash.where[0] == "texts" and len(clash.where) == 3:
        type_ = "long"
    else:
        type_ = "other"
    value = None if clash.ours is ABSENT else clash.ours
    return EntryField(clash.where, str(clash.where[-1]), type_, "", value, key, inside=within)
