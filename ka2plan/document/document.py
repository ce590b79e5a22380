"""The text of a plan and its edits: the text is the truth, and every edit gives another document."""

from __future__ import annotations

from functools import cached_property

from ka2plan.document.draft import Draft
from ka2plan.document.edits import (
    AddEntry,
    Batch,
    Edit,
    MoveEntry,
    QuoteId,
    RemoveEntry,
    RenameEntry,
    RenameKey,
    Unset,
)
from ka2plan.document.entries import add_entry, move_entry, quote_id, rename_entry, rename_key
from ka2plan.document.meaning import Step, meaning, removal_steps
from ka2plan.document.pieces import Cache, read_again
from ka2plan.document.plain import Data, lookup, same, without
from ka2plan.document.values import erase, write
from ka2plan.errors import EditError
from ka2plan.messages import _
from ka2plan.source import TomlFault, parse
from ka2plan.source.layout import Layout, layout_of
from ka2plan.source.paths import Path


class Document:
    """A text that reads as TOML, with its data; it never changes.

    Attributes:
        text: the text, byte for byte as the file has it (a byte order mark is its first character).
    """

    def __init__(self, text: str) -> None:
        """Takes a text.

        :raises TomlFault: it is no TOML.
        """
        self.text = text
        self._data: Data | None = None
        self._cache: Cache = {}
        self.data  # noqa: B018 - a text that does not read is refused at once

    @property
    def data(self) -> Data:
        """The plain data, as ``ka2plan.source.parse`` reads them; entries that no edit touched keep their object."""
        if self._data is None:
            self._data = parse(self.text)
        return self._data

    @cached_property
    def layout(self) -> Layout:
        """What is written where."""
        return layout_of(self.text)

    def apply(self, edit: Edit) -> Document:
        """The document after the edit: every byte that the edit does not concern is as it was.

        :raises EditError: the edit cannot be made, or not safely; this document is as it was.
        """
        draft = Draft(self.layout, self.data)
        try:
            _carry_out(draft, edit)
        except (ValueError, IndexError, KeyError) as error:
            raise _unsafe(edit, str(error)) from error
        text = "".join(block.text for block in draft.blocks)
        try:
            data, cache = read_again(draft.layout, text, self._cache)
        except TomlFault as fault:
            raise _unsafe(edit, fault.message) from fault
        if not same(data, draft.data):
            raise _unsafe(edit, _("it would read as something else"))
        return _made(text, data, cache, draft.layout)


def _made(text: str, data: Data, cache: Cache, layout: Layout) -> Document:
    document = object.__new__(Document)
    document.text, document._data, document._cache = text, data, cache
    document.__dict__["layout"] = layout
    return document


def _unsafe(edit: Edit, reason: str) -> EditError:
    message = _("cannot {edit} safely in the form the file has ({reason}); edit it in the file")
    return EditError(message.format(edit=edit.label, reason=reason))


def _carry_out(draft: Draft, edit: Edit) -> None:
    if isinstance(edit, Batch):
        for part in edit.edits:
            _carry_out(draft, part)
    elif isinstance(edit, RemoveEntry):
        for step in removal_steps(edit, draft.data):
            _take_step(draft, step)
    else:
        _take_step(draft, edit)


def _take_step(draft: Draft, step: Step) -> None:
    meant = meaning(step, draft.data)
    if isinstance(step, Unset):
        meant = _unset(draft, step.path, meant)
    elif isinstance(step, RenameKey):
        rename_key(draft, step)
    elif isinstance(step, QuoteId):
        quote_id(draft, step)
    elif isinstance(step, AddEntry):
        add_entry(draft, step, lookup(meant, (step.kind, step.id)))
    elif isinstance(step, MoveEntry):
        move_entry(draft, step)
    elif isinstance(step, RenameEntry):
        rename_entry(draft, step)
    else:
        write(draft, step.path, lookup(meant, step.path))
    draft.data = meant


def _unset(draft: Draft, path: Path, meant: Data) -> Data:
    """Takes a value out, and with it every table inside an entry that this empties."""
    while len(path) > 3 and lookup(meant, path[:-1]) == {}:
        path = path[:-1]
        meant = without(meant, path)
    erase(draft, path)
    while len(path) > 1 and lookup(meant, path[:-1]) == {} and draft.layout.find(path[:-1]) is None:
        path = path[:-1]
        meant = without(meant, path)
    return meant
