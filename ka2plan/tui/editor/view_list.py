"""Which views there are, as keys, palette and help know them before one is loaded."""

from __future__ import annotations

from importlib import import_module

from ka2plan.named_tuples import NamedTuple
from ka2plan.tui.editor.view import View
from ka2plan.tui.toolkit.theme import Look
from ka2plan.words.messages import _


class ViewEntry(NamedTuple):
    """A view, whose module is loaded when it is first shown."""

    name: str
    title: str
    place: str
    """Module and class, as ``module:Class``."""
    word: str = ""
    """A short title, where the title is not one word."""

    @property
    def short(self) -> str:
        """The title where there is little room."""
        return _(self.word or self.title)

    def make(self, look: Look) -> View:
        """Loads the module and makes the view."""
        module, _colon, name = self.place.partition(":")
        made = getattr(import_module(module), name)(look, id=self.name)
        if not isinstance(made, View):
            raise TypeError(self.place)
        return made


class ViewList(NamedTuple):
    """All views."""

    with_keys: tuple[ViewEntry, ...]
    """Those with a key of their own, in the order of their keys 1, 2, 3 ..."""
    others: tuple[ViewEntry, ...] = ()

    @property
    def every(self) -> tuple[ViewEntry, ...]:
        """Those with a key first."""
        return (*self.with_keys, *self.others)

    def named(self, name: str) -> ViewEntry:
        """The view of that name; the first where there is none (a remembered name may be old)."""
        return next((entry for entry in self.every if entry.name == name), self.with_keys[0])
