"""Clashes that wait for a choice: between git's markers in the file, or of this plan with another text of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from ka2plan.findings import Path
from ka2plan.toml import parse
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.merge.clash import Choice, Clash
    from ka2plan.merge.conflicts import Conflicts
    from ka2plan.session.join import Joining
    from ka2plan.tui.editor.context import Editor


class ClashSource(Protocol):
    """Where clashes come from, and what a choice does."""

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """What is to be chosen, or was."""

    @property
    def names(self) -> tuple[str, str]:
        """What the two sides are called."""

    @property
    def chosen(self) -> Mapping[Path, Choice]:
        """The choices that were made and can still be changed."""

    @property
    def sides(self) -> tuple[str, str]:
        """The texts of the two sides."""

    def choose(self, editor: Editor, choices: Mapping[Path, Choice]) -> None:
        """Makes choices.

        :raises Ka2planError: no text means what was chosen; nothing changed.
        """


@dataclass(frozen=True, slots=True)
class Marked:
    """Clashes between git's markers in the text of the plan: every choice changes the text, and undo takes it back."""

    conflicts: Conflicts
    names: tuple[str, str]

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """Those that are left."""
        return self.conflicts.clashes

    @property
    def chosen(self) -> Mapping[Path, Choice]:
        """None: what was chosen stands in the text."""
        return {}

    @property
    def sides(self) -> tuple[str, str]:
        """The texts of the two sides."""
        return self.conflicts.ours, self.conflicts.theirs

    def choose(self, editor: Editor, choices: Mapping[Path, Choice]) -> None:
        """Puts what was chosen in place of the markers; everything else stays as it is."""
        text = self.conflicts.resolved(choices).text
        editor.session.replace_text(text, _("resolve a conflict") if choices else _("merge by ids and fields"))


@dataclass(slots=True)
class Joined:
    """Clashes of this plan with another text: nothing changes before the last choice."""

    joining: Joining
    plan: str
    """The text of the plan that they are clashes of."""
    here: str
    there: str
    finish: Callable[[Joined], None]
    chosen: dict[Path, Choice] = field(default_factory=dict)

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """All of them."""
        return self.joining.clashes

    @property
    def names(self) -> tuple[str, str]:
        """What the two sides are called."""
        return self.here, self.there

    @property
    def sides(self) -> tuple[str, str]:
        """The texts of the two sides."""
        return self.joining.ours, self.joining.theirs

    def choose(self, editor: Editor, choices: Mapping[Path, Choice]) -> None:
        """Notes choices; with the last one both are joined."""
        self.chosen.update(choices)
        if all(clash.where in self.chosen for clash in self.clashes):
            self.finish(self)


def marked_in(text: str, base: str | None) -> Marked | None:
    """The conflicts of a text with git's markers; None where it has none, or a side of them cannot be read.

    Args:
        text: the text of the plan's file.
        base: what both sides began from, where git's index has it.
    """
    from ka2plan.merge.clash import OURS, THEIRS
    from ka2plan.merge.conflicts import read_conflicts
    from ka2plan.merge.three_way import CannotMerge
    from ka2plan.toml import TomlFault

    try:
        conflicts = read_conflicts(text, base)
    except (TomlFault, CannotMerge):
        return None
    if conflicts is None:
        return None
    return Marked(conflicts, (conflicts.names.said(OURS), conflicts.names.said(THEIRS)))


def title_of(where: Path, sides: tuple[str, str]) -> str:
    """The entry a clash is in, as a person would name it: ``A2.1 Needs survey``."""
    if where[0] == "project" or len(where) < 2:
        return _("the project") if where[0] == "project" else str(where[0])
    for text in sides:
        entry: Any = parse(text).get(str(where[0]), {})
        entry = entry.get(where[1]) if isinstance(entry, dict) else None
        title = entry.get("title", entry.get("name")) if isinstance(entry, dict) else None
        if isinstance(title, str):
            return f"{where[1]} {title}"
    return str(where[1])
