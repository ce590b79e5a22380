"""The conflicts: what each side says, field by field, and what was chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any, ClassVar

from ka2plan.findings import Path
from ka2plan.plan.schema import key_at
from ka2plan.plan.typed import type_at
from ka2plan.plan.types.money import MONEY
from ka2plan.session import Snapshot
from ka2plan.tui.conflicts.clashes import ClashSource, Joined, Marked, marked_in, title_of
from ka2plan.tui.editor.table import TableColumn, TableRow, TableView
from ka2plan.tui.toolkit.drawing import Told, lines_in
from ka2plan.tui.toolkit.theme import Look
from ka2plan.tui.toolkit.wrapping import wrapped
from ka2plan.words.figures import day, money, number
from ka2plan.words.messages import _, ngettext, pgettext

if TYPE_CHECKING:
    from ka2plan.merge.clash import Choice, Clash


IN_FULL = 62
"""Width of a value in the box that shows both sides in full."""


LONGEST_NAMES = 30
"""Characters of both names together that leave room for the keys beside them; the table's head has them too."""


class ConflictsView(TableView):
    """One row a clash, under the entry that it is in."""

    NAME: ClassVar[str] = "conflicts"
    SHOWS_ANY_FILE: ClassVar[bool] = True
    HEAD = 2

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.source: ClashSource | None = None
        self.base: str | None = None
        """What both sides of git's markers began from, where its index has it."""
        self._clashes: tuple[Clash | None, ...] = ()

    @property
    def clash(self) -> Clash | None:
        """The clash under the cursor."""
        return self._clashes[self.cursor] if self._clashes else None

    @property
    def left(self) -> tuple[Clash, ...]:
        """What is still to be chosen."""
        source = self.source
        return tuple(clash for clash in source.clashes if clash.where not in source.chosen) if source else ()

    def work_on(self, joined: Joined) -> None:
        """Shows the clashes of this plan with another text, until they are chosen or the plan changes."""
        self.source = joined
        self.show_again()

    def show_again(self) -> None:
        """Shows what was chosen, and goes on to what is left."""
        self.take_snapshot(self.shown)
        self.rows_changed()
        self.redraw()

    def go_on(self) -> None:
        """Moves the cursor to the next clash that nothing was chosen for."""
        left = self.left
        order = [*range(self.cursor, len(self._clashes)), *range(self.cursor)]
        self.cursor = next((row for row in order if self._clashes[row] in left), self.cursor)

    def take_snapshot(self, snapshot: Snapshot) -> None:
        """Reads the markers of the text; clashes with a text that this is no more are dropped."""
        joined = self.source if isinstance(self.source, Joined) else None
        if joined is None or joined.plan != snapshot.text:
            self.source = None if snapshot.readable else marked_in(snapshot.text, self.base)
        before = self.clash.where if self.clash else None
        super().take_snapshot(snapshot)
        places = {clash.where: row for row, clash in enumerate(self._clashes) if clash}
        self.cursor = places.get(before, self.cursor) if before else self.cursor
        if self.clash is None and self._clashes:
            self.cursor = min(self.cursor + 1, len(self._clashes) - 1)

    def watch_snapshot(self, snapshot: Snapshot) -> None:
        """Shows what is left of the conflicts."""
        self.take_snapshot(snapshot)
        self.rows_changed()

    def columns(self) -> tuple[TableColumn, ...]:
        """The field, the two sides, what was there before, what was chosen."""
        ours, theirs = self.source.names if self.source else (_("ours"), _("theirs"))
        return (
            TableColumn(pgettext("column", "Field"), 14),
            TableColumn(ours, 24),
            TableColumn(theirs, 24),
            TableColumn(_("before"), 24, dispensable=1),
            TableColumn(_("chosen"), 24),
        )

    def rows_of(self, snapshot: Snapshot) -> Sequence[TableRow]:
        """The clashes under the entries that they are in."""
        found = list(self._listed())
        self._clashes = tuple(clash for clash, _row in found)
        return [row for _clash, row in found]

    def _listed(self) -> Iterator[tuple[Clash | None, TableRow]]:
        source = self.source
        if source is None:
            return
        for entry, clashes in groupby(source.clashes, key=lambda clash: clash.entry):
            yield None, TableRow(None, ((title_of(entry, source.sides), "bright"),))
            for clash in clashes:
                yield clash, self._row(clash, source)

    def _row(self, clash: Clash, source: ClashSource) -> TableRow:
        choice = source.chosen.get(clash.where)
        dims = {"ours": choice == "theirs", "theirs": choice == "ours"}
        cells: tuple[Told, ...] = (
            (field_words(clash), "base"),
            (value_words(clash.ours, clash.where), "dim" if dims["ours"] else "base"),
            (value_words(clash.theirs, clash.where), "dim" if dims["theirs"] else "base"),
            (value_words(clash.base, clash.where), "dim"),
            (choice_words(choice, source, clash.where), "good") if choice is not None else (_("choose"), "warning"),
        )
        return TableRow(clash.where, cells)

    def select(self, path: Path) -> bool:
        """Stays with the clash that is shown."""
        return bool(self._clashes)

    def summary(self) -> list[Told]:
        """How many are left, and what to do then."""
        if self.source is None:
            return [(_("Nothing to choose"), "good")]
        left = len(self.left)
        if left == 0 and isinstance(self.source, Marked):
            told = _("By ids and fields there is no conflict: {key} merges both sides")
            return [(told.format(key=self.key_of("conflicts.open")), "good")]
        words = ngettext("{count} to choose", "{count} to choose", left).format(count=left)
        ours, theirs = self.source.names
        if len(ours + theirs) > LONGEST_NAMES:
            ours, theirs = (name.partition(" (")[0] for name in (ours, theirs))
        told = _("   {o} {ours}   {t} {theirs}   {b} both   {p} before   {e} your own")
        names = {"o": "ours", "t": "theirs", "b": "both", "p": "before", "e": "own"}
        keys = {word: self.key_of(f"conflicts.{name}") for word, name in names.items()}
        told = told.format(ours=ours, theirs=theirs, **keys)
        return [(words, "warning"), (told, "dim")]

    def describe(self, width: int, *, tall: bool) -> list[list[Told]] | None:
        """Both sides in full."""
        clash, source = self.clash, self.source
        if clash is None or source is None:
            return []
        lines: list[list[Told]] = []
        for name, words in zip((*source.names, _("before")), self._in_words(clash), strict=True):
            told = wrapped(f"{name}: {words}", width)
            lines += [[(line, "base")] for line in (told if tall else told[:1])]
        return lines

    def title(self, clash: Clash) -> str:
        """The field with its entry."""
        entry = title_of(clash.entry, self.source.sides) if self.source else ""
        return f"{entry}: {field_words(clash)}"

    def in_full(self, clash: Clash) -> list[list[Told]]:
        """All that each side has; of long texts what they have differently, with a few words beside it."""
        names = self.source.names if self.source else (_("ours"), _("theirs"))
        lines: list[list[Told]] = [[], *_what_it_is_about(clash, names)] if is_entry_in_question(clash) else []
        for name, words in zip((*names, _("before")), self._in_words(clash), strict=True):
            told = [line for part in words.split("\n") for line in wrapped(part, IN_FULL)]
            lines += [[], [(name, "bright")], *lines_in("base", (f"  {line}" for line in told))]
        return lines

    def _in_words(self, clash: Clash) -> tuple[str, ...]:
        from ka2plan.merge.clash_words import is_long
        from ka2plan.merge.text_words import contested_words

        values = (clash.ours, clash.theirs, clash.base)
        if is_long(clash):
            base = clash.base if isinstance(clash.base, str) else None
            found = contested_words(base, clash.ours, clash.theirs)
            before = found.base if base is not None else value_words(clash.base, clash.where)
            return found.ours, found.theirs, before
        return tuple(value_words(value, clash.where) for value in values)

    def explain(self) -> list[list[Told]]:
        """What is listed, and what each key chooses."""
        return [
            [
                (
                    _("Conflicts: fields that two people set to different values since their last common version"),
                    "bright",
                )
            ],
            [(_("  All other changes of both are merged already."), "base")],
            [
                (
                    _("  Between git's markers each choice changes the text, and undo takes it back."),
                    "base",
                )
            ],
            [
                (
                    _("  With a file that changed on disk nothing changes before the last choice; escape leaves it."),
                    "base",
                )
            ],
        ]


def is_entry_in_question(clash: Clash) -> bool:
    """Whether it is about what an entry is or whether there is one, and not about what a field says."""
    return clash.is_named or bool(clash.suggestion) or bool(clash.known_as)


def _what_it_is_about(clash: Clash, names: tuple[str, str]) -> Iterator[list[Told]]:
    from ka2plan.merge.clash_words import clash_between

    yield from lines_in("base", wrapped(clash_between(clash, *names), IN_FULL))


def field_words(clash: Clash) -> str:
    """The field within its entry: ``budget OSL``; the entry itself where all of it is in question."""
    if clash.other_in:
        return _("another one")
    if clash.is_named:
        return _("deleted")
    key = clash.key if clash.where[0] != "project" else clash.where[1:]
    return " ".join(str(part) for part in key) or _("all of it")


def value_words(value: Any, where: Path) -> str:
    """A value as a person would say it; as the file would spell it where there are no shorter words."""
    from ka2plan.changes.field_words import element_text
    from ka2plan.document.value_text import render
    from ka2plan.merge.plain_values import ABSENT, UNKNOWN

    key = key_at(where)
    if value is ABSENT:
        return _("nothing")
    if value is UNKNOWN:
        return _("not known")
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int | Decimal) and key:
        return money(value) if type_at(key, where) is MONEY else number(value)
    if isinstance(value, list) and all(isinstance(item, str) or "id" in item for item in value):
        return ", ".join(map(element_text, value))
    if isinstance(value, dict):
        inner = ((name, (*where, name), part) for name, part in value.items())
        return "; ".join(f"{_label(path, name)} {value_words(part, path)}" for name, path, part in inner)
    return render(value, inside=True)


def _label(path: Path, name: str) -> str:
    key = key_at(path)
    return _(key.label) if key and key.name == name else name


def choice_words(choice: Choice, source: ClashSource, where: Path) -> str:
    """What was chosen: the side's name, or the value."""
    from ka2plan.merge.clash import Out, Own, Renamed

    if isinstance(choice, Own):
        return value_words(choice.value, where)
    if isinstance(choice, Renamed):
        return _("both, theirs as {id}").format(id=choice.id)
    if isinstance(choice, Out):
        return _("deleted, with all that refers to it")
    names = {"ours": source.names[0], "theirs": source.names[1], "base": _("before")}
    return names.get(choice, choice)
