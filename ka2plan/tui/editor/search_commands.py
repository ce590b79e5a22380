"""Search in the view that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ka2plan.tui.editor.command import Command
from ka2plan.words.letters import without_marks
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.editor.view import View

GROUP = N_("Search")


def matches(view: View, wanted: str) -> list[int]:
    """Numbers of the texts of a view that hold what is wanted, capitals and marks on letters aside."""
    plain = without_marks(wanted)
    return [number for number, text in enumerate(view.texts()) if plain in without_marks(text)] if plain else []


def search(editor: Editor, step: int) -> None:
    """Goes to the next row, in the direction of ``step``, that holds what was searched for last."""
    view, wanted = editor.view, editor.last_search
    found, here = matches(view, wanted), view.text_number
    if not found:
        editor.say(_("{text} is not in this view").format(text=repr(wanted)), "warning")
        return
    number, is_past_end = _next(found, here, step)
    view.go_to_text(number)
    view.mark_found(wanted)
    told = _("{place} of {count}").format(place=found.index(number) + 1, count=len(found))
    editor.say(_("{told}, found after starting again from the other end").format(told=told) if is_past_end else told)


def _next(found: list[int], here: int, step: int) -> tuple[int, bool]:
    """The match to go to, and whether it lies on the other side of the end."""
    ahead = [number for number in found if (number - here) * step > 0]
    return (ahead or found)[0 if step > 0 else -1], not ahead


class _Following:
    """Goes along with what is typed: to the first match from where one began, all of them marked."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._view = editor.view
        self._began = editor.view.text_number

    def follow(self, typed: str) -> str:
        """Shows the matches of what is typed; tells how many there are."""
        view, found = self._view, matches(self._view, typed)
        number = _next(found, self._began, 1)[0] if found else self._began
        if view.row_count:
            view.go_to_text(number)
        view.mark_found(typed, everywhere=True)
        if not typed:
            return ""
        if not found:
            return _("not in this view")
        return _("{place} of {count}").format(place=found.index(number) + 1, count=len(found))

    def go_back(self) -> None:
        """Goes back to where one began."""
        self.follow("")

    def take(self, typed: str) -> None:
        """Searches from where one began, for what was searched last where nothing was typed."""
        self.go_back()
        self._editor.last_search = typed or self._editor.last_search
        search(self._editor, 1)


class Find(Command):
    """Asks what to search for."""

    NAME = "search"
    WORDS = N_("find look for")
    KEYS = ("/",)
    LABEL = N_("search")
    GROUP = GROUP
    HINT = N_("find")

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.toolkit.dialogs.prompt import Prompt

        following = _Following(editor)
        prompt = Prompt(editor.look, "/", follow=following.follow, give_up=following.go_back)
        editor.ask(prompt, following.take)


class _Again(Command):
    GROUP = GROUP
    STEP: ClassVar[int]

    def available(self, editor: Editor) -> bool:
        return bool(editor.last_search)

    def refusal(self, editor: Editor) -> str:
        return _("nothing was searched for yet: {key} searches").format(key=editor.key_of(Find.NAME))

    def run(self, editor: Editor) -> None:
        search(editor, self.STEP)


class NextMatch(_Again):
    """The next match."""

    NAME = "search.next"
    KEYS = ("n",)
    LABEL = N_("next match")
    STEP = 1


class PreviousMatch(_Again):
    """The previous match."""

    NAME = "search.previous"
    KEYS = ("N",)
    LABEL = N_("previous match")
    STEP = -1


COMMANDS = (Find, NextMatch, PreviousMatch)
