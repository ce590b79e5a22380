"""What the editor's parts may ask of the application, and of one another by way of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from ka2plan.findings import Path
from ka2plan.tui.editor.state import Remember
from ka2plan.tui.editor.view import View
from ka2plan.tui.toolkit.key_queue import OneKeyAtATime
from ka2plan.tui.toolkit.theme import BadTheme, Look, StyleName

if TYPE_CHECKING:
    from typing import Protocol

    from ka2plan.merge.clash import Choice
    from ka2plan.session.join import Arrival, Joining
else:
    Protocol = object  # five fewer classes of a costly kind before the first picture


class Redrawn(Protocol):
    """A part of the screen that is brought up to date after a change."""

    def redraw(self) -> None:
        """Draws what differs."""


class Saying(Redrawn, Protocol):
    """The part of the screen that says sentences."""

    def say(self, message: str, style: StyleName) -> None:
        """Shows a sentence until the next key."""

    def fall_silent(self) -> None:
        """Takes the sentence away."""


class Stage(Protocol):
    """The main screen as commands see it."""

    @property
    def view(self) -> View:
        """The view that is shown."""

    @property
    def top_line(self) -> Redrawn:
        """The first line."""

    @property
    def footer(self) -> Saying:
        """The last line."""

    def show_view(self, name: str) -> None:
        """Shows another view."""


class Entries(Protocol):
    """What every view can have done about an entry."""

    def open(self, path: Path) -> None:
        """Shows the fields of an entry, the cursor on the one that the path names, if it names one."""

    def change(self, path: Path, label: str) -> bool:
        """Lets the user change a field where he is; False where the entry has no such field."""

    def edit(self, path: Path, label: str) -> bool:
        """The same for a field of one value; of a field with several it opens the entry."""

    def add_link(self, owner: Path) -> None:
        """Asks what an entry waits for, and links it."""


Held = tuple["Arrival", tuple[str, ...]]
"""What somebody else saved, held against the plan as it is here, and the same in sentences."""


class Clashes(Protocol):
    """What is done where the plan and another text of it differ."""

    told: tuple[str, ...]
    """What came in last, in sentences."""

    def look(self) -> None:
        """Looks whether somebody else wrote the file."""

    def take_in(self, arrived: Held) -> None:
        """Takes in what clashes with nothing, and tells it."""

    def before_saving(self) -> bool:
        """Takes in what was saved meanwhile, or shows what clashes; False where neither can be done."""

    def choose(self, joining: Joining, sides: tuple[str, str], then: Callable[[Mapping[Path, Choice]], None]) -> None:
        """Shows the clashes of this plan with another text; ``then`` gets the choices once all are made."""


class Application(OneKeyAtATime, inherit_bindings=False):
    """The application as commands, views and dialogs of features see it."""

    look: Look
    """Colours and characters."""
    main: Stage
    remember: Remember
    entries: Entries
    arrivals: Clashes

    is_served: bool = False
    """Whether it runs for somebody in a browser: changes are saved by themselves, and nothing but the plan is open."""

    def examine(self) -> None:
        """Computes the findings of the plan as it is now."""
        raise NotImplementedError

    def hand_over(self, work: Callable[..., object], *arguments: object) -> None:
        """Has something done where keys are dealt with, from another thread."""
        raise NotImplementedError

    @property
    def is_leaving(self) -> bool:
        """Whether the program is ending, so that nobody answers any more."""
        raise NotImplementedError

    def lent_terminal(self) -> AbstractContextManager[None]:
        """Leaves the terminal to another program."""
        raise NotImplementedError

    def looks(self) -> Iterator[tuple[str, Look | BadTheme]]:
        """All themes by name; of one that cannot be drawn the reason."""
        raise NotImplementedError

    def show_look(self, name: str) -> None:
        """Draws everything in another theme, without remembering it."""
        raise NotImplementedError

    def change_look(self, name: str) -> None:
        """Draws everything in another theme."""
        raise NotImplementedError

    def go_on_with(self, path: str) -> None:
        """Ends this plan and opens another one in its place."""
        raise NotImplementedError

    def leave(self, code: int = 0) -> None:
        """Ends the program."""
        raise NotImplementedError
