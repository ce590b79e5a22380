"""What views of all kinds can have done about an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.findings import Path

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.editor.fields.entry_fields import EntryField

OF_SEVERAL_VALUES = ("links", "periods", "items", "evidence", "money_by_partner", "effort_by_partner")
"""Types of fields that are changed among the fields of their entry."""


class EntryFeature:
    """Opens entries and changes their fields; what that needs is loaded when it is first asked for."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor

    def open(self, path: Path) -> None:
        """Shows the fields of an entry, the cursor on the one that the path names, if it names one."""
        from ka2plan.tui.entry.open import open_entry

        open_entry(self._editor, path)

    def change(self, path: Path, label: str) -> bool:
        """Lets the user change a field where he is; False where the entry has no such field."""
        field = self._field_at(path)
        if field:
            self._change(field, label)
        return field is not None

    def edit(self, path: Path, label: str) -> bool:
        """The same for a field of one value; of a field with several it opens the entry."""
        if not self._owner_of(path):
            return False
        field = self._field_at(path)
        if field and field.type not in OF_SEVERAL_VALUES:
            self._change(field, label)
        else:
            self.open(path)
        return True

    def add_link(self, owner: Path) -> None:
        """Asks what an entry waits for, and links it."""
        from ka2plan.tui.entry.change_field import add_link

        add_link(self._editor, owner)

    def _change(self, field: EntryField, label: str) -> None:
        from ka2plan.tui.entry.change_field import Asking, change

        change(self._editor, field, Asking(self._editor.foot, label))

    def _field_at(self, path: Path) -> EntryField | None:
        from ka2plan.tui.editor.fields.entry_fields import fields_of

        owner = self._owner_of(path)
        fields = fields_of(self._editor.snapshot, self._editor.session.data, owner) if owner else ()
        return next((field for field in fields if field.path == path), None)

    def _owner_of(self, where: Path) -> Path | None:
        """Key path of the entry that has the field; of an answer in words, of the entry that it is about."""
        if where[0] == "project" or where[:2] == ("texts", "project"):
            return ("project",)
        id = str(where[1])
        table = self._editor.plan.kind_of(id) if where[0] == "texts" else str(where[0])
        return (table, id) if table else None
