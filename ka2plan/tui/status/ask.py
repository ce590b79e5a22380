"""Asking for one value at the foot of the screen, with what was understood of it while it is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ka2plan.findings import Path
from ka2plan.plan.schema import key_at
from ka2plan.plan.typed import type_at
from ka2plan.tui.editor.fields.entry_fields import EntryField
from ka2plan.tui.editor.fields.typed_value import CLEARED, text_of, understand
from ka2plan.tui.toolkit.dialogs.in_place import InPlace, Typed, Understood
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor


def ask(editor: Editor, path: Path, label: str, then: Callable[[Any], None], *, begins: Any = None) -> None:
    """Asks for the value of a key; ``then`` gets it as TOML has it.

    Args:
        editor: the editor.
        path: the key, by whose type it is understood.
        label: what is asked.
        then: does something with the answer.
        begins: the value that stands there to begin with.
    """
    key = key_at(path)
    if key is None:
        return
    field = EntryField(path, "", type_at(key, path).name, "", begins, key, inside=True)

    def meant(text: str) -> Understood:
        told = understand(editor.snapshot, field, text)
        return (
            Understood(fault=_("type a value, or leave with {key}").format(key="esc"))
            if told.value is CLEARED
            else told
        )

    def typed(answer: Typed) -> None:
        then(answer.value)

    editor.ask(InPlace(editor.look, editor.foot, text_of(field), meant, label=label), typed)
