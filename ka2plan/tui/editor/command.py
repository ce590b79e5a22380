"""What a command is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor


class Command:
    """One thing a user can do. It holds no state; what it works on comes from the editor."""

    NAME: ClassVar[str]
    """How the file of keys calls it, such as ``move.month-later``."""
    KEYS: ClassVar[tuple[str, ...]] = ()
    """Keys it has unless the user says otherwise: a character, or a name such as ``ctrl+s``."""
    KEYS_TOLD: ClassVar[str] = ""
    """What to call its keys where there are too many to list; marked for translation."""
    TAKES_ANY_CHARACTER: ClassVar[bool] = False
    """Whether any character that does nothing else in its views runs it."""
    LABEL: ClassVar[str]
    """What it does, for palette and help; marked for translation."""
    WORDS: ClassVar[str] = ""
    """Everyday words by which people look for it in the palette; marked for translation."""
    GROUP: ClassVar[str]
    """The heading under which help lists it."""
    HINT: ClassVar[str] = ""
    """A word for the footer, translated in the context ``key``; neighbours with the same word share it, their keys
    side by side.
    """
    VIEWS: ClassVar[tuple[str, ...]] = ()
    """Names of the views it works in; everywhere where there are none."""
    APPLIES_TO: ClassVar[str] = ""
    """What has to be selected or there for it, where that is not everywhere so; marked for translation."""
    SHOWS: ClassVar[str] = ""
    """Name of the view that it shows, where that is what it does."""
    EDITS: ClassVar[bool] = False
    """Whether it changes the plan, so that it is refused where the plan is read-only."""
    OUTSIDE: ClassVar[bool] = False
    """Whether it reads or writes other files than the plan, or runs other programs: not for who comes by a browser."""

    def available(self, editor: Editor) -> bool:
        """Whether it can do something now; the palette shows it dim where not."""
        return True

    def hinted(self, editor: Editor) -> bool:
        """Whether the footer names it where the cursor is."""
        return True

    def refusal(self, editor: Editor) -> str:
        """Why it can do nothing now, where that is so; empty where nobody needs to be told."""
        return _("this works on {what}: select one first").format(what=_(self.APPLIES_TO)) if self.APPLIES_TO else ""

    def run(self, editor: Editor) -> None:
        """Does it."""
        raise NotImplementedError
