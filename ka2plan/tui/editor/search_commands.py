"""Search in the view that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

GROUP = N_("Search")


def search(editor: Editor, step: int) -> None:
    """Goes to the next row, in the direction of ``step``, that holds what was searched for last."""
    view, wanted = editor.view, editor.last_search.casefold()
    texts, here = view.texts(), view.text_number
    for distance in range(1, len(texts) + 1):
        number = (here + step * distance) % len(texts)
        if wanted in texts[number].casefold():
            view.go_to_text(number)
            view.mark_found(editor.last_search)
            if number <= here if step > 0 else number >= here:
                editor.say(_("found after starting again from the other end"))
            return
    editor.say(_("{text} is not in this view").format(text=repr(editor.last_search)), "warning")


class Find(Command):
    """Asks what to search for."""

    NAME = "search"
    KEYS = ("/",)
    LABEL = N_("search")
    GROUP = GROUP
    HINT = N_("find")

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.toolkit.dialogs.prompt import Prompt

        def found(text: str) -> None:
            editor.last_search = text or editor.last_search
            search(editor, 1)

        editor.ask(Prompt(editor.look, "/"), found)


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
