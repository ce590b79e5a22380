"""A plan file's text as an immutable value: edits give a new one, in which every other byte is as it was."""

from __future__ import annotations

from functools import cached_property

from ka2plan.document.apply import make
from ka2plan.document.draft import Draft
from ka2plan.document.edits import Edit
from ka2plan.document.joints import keep_comments_apart, refuse_moved_comments
from ka2plan.document.plain import MISSING, Data, lookup, same, without
from ka2plan.document.reread import Parts, parts_of, read_again
from ka2plan.errors import EditError
from ka2plan.plan.schema import KINDS
from ka2plan.toml import TomlFault, parse
from ka2plan.toml.layout import Layout, layout_of
from ka2plan.words.messages import _

_NO_DATA: Data = {}


class Document:
    """A text and its plain data, as TOML reads them; neither may be changed in place.

    Attributes:
        text: the file's text, byte order mark and line ends included.
        data: what TOML reads in it. After an edit all entries that it did not concern are the same objects as
            before, so that whoever computes from them can tell by identity what is new.
    """

    text: str
    data: Data

    def __init__(self, text: str, data: Data | None = None) -> None:
        """Reads a text, unless its data are known.

        :raises TomlFault: it is no TOML.
        """
        self.text = text
        self.data = parse(text) if data is None else data

    def apply(self, edit: Edit) -> Document:
        """The document after an edit; itself where nothing changes.

        What the new text says is read and compared with what was meant, whatever wrote it.

        :raises EditError: the edit cannot be made, or cannot be made safely; the sentence says why.
        """
        draft = Draft(self.layout, self.data)
        parts = self._parts
        try:
            make(draft, edit)
            keep_comments_apart(self.layout, draft)
            if draft.layout.text == self.text:
                return self
            refuse_moved_comments(self.layout, draft.layout)
            data, parts = read_again(draft.layout, parts, self.data)
        except (TomlFault, ValueError, LookupError, AttributeError) as error:
            raise EditError(_("the edit would break the file: {reason}").format(reason=error)) from error
        if not _as_meant(draft.data, data):
            raise EditError(
                _("the file is written in a way that does not allow this change here; change it in the file")
            )
        return self._successor(draft.layout, data, parts)

    @cached_property
    def layout(self) -> Layout:
        """The blocks of the text and what is written where; scanned when first asked for."""
        return layout_of(self.text)

    @cached_property
    def _parts(self) -> Parts | None:
        return parts_of(self.layout, self.data)

    def _successor(self, layout: Layout, data: Data, parts: Parts | None) -> Document:
        document = Document.__new__(Document)
        document.text = layout.text
        document.data = data
        document.__dict__.update(layout=layout, _parts=parts)
        return document


def _as_meant(meant: Data, read: Data) -> bool:
    """Whether a text says what was meant, the order of entries included.

    A table that an edit emptied may be gone where no header of its own keeps it.
    """
    for name, table in meant.items():
        for path in [(name, id) for id in table if table[id] == {}] if isinstance(table, dict) else []:
            if lookup(read, path) is MISSING:
                meant = without(meant, path)
    for name in [name for name, table in meant.items() if table == {} and name not in read]:
        meant = without(meant, (name,))
    entries = [meant[kind.name] for kind in KINDS if isinstance(meant.get(kind.name), dict)]
    return same(meant, read) and [list(table) for table in entries] == [
        list(read[kind.name]) for kind in KINDS if isinstance(meant.get(kind.name), dict)
    ]
