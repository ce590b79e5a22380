"""Choosing where two people set the same field to different values."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ka2plan.findings import Path
    from ka2plan.merge.clash import Choice, Clash
    from ka2plan.tui.conflicts.view import ConflictsView
    from ka2plan.tui.editor.context import Editor

GROUP = N_("Conflicts")


class ConflictCommand(Command):
    """A command on the clash under the cursor."""

    GROUP = GROUP
    VIEWS = ("conflicts",)
    EDITS = True

    def available(self, editor: Editor) -> bool:
        view = view_of(editor)
        return view is not None and view.clash is not None

    def refusal(self, editor: Editor) -> str:
        return _("there is no conflict here")

    def run(self, editor: Editor) -> None:
        view = view_of(editor)
        if view and view.source and view.clash:
            self.work(editor, view, view.clash)

    def work(self, editor: Editor, view: ConflictsView, clash: Clash) -> None:
        """Does it."""
        raise NotImplementedError


def view_of(editor: Editor) -> ConflictsView | None:
    """The view of conflicts, where it is shown."""
    from ka2plan.tui.conflicts.view import ConflictsView

    return editor.view if isinstance(editor.view, ConflictsView) else None


def choose(editor: Editor, view: ConflictsView, choices: Mapping[Path, Choice]) -> None:
    """Makes choices and goes on to what is left."""
    source = view.source
    if source is None:
        return
    source.choose(editor, choices)
    if editor.view is view:
        _say_what_is_left(editor, view)


def _say_what_is_left(editor: Editor, view: ConflictsView) -> None:
    if editor.snapshot.readable and view.source is None:
        editor.screen.show_view("plan")
        editor.say(_("no conflict is left; {key} saves the plan").format(key=editor.key_of("file.save")), "good")
        return
    view.go_on()
    view.show_again()
    left = len(view.left)
    words = ngettext("{count} is left to choose", "{count} are left to choose", left)
    editor.say(words.format(count=left), "good")


class TakeSide(ConflictCommand):
    """Chooses what one side has."""

    SIDE: ClassVar[str]

    def work(self, editor: Editor, view: ConflictsView, clash: Clash) -> None:
        from ka2plan.merge.choices import choice_of_side

        choose(editor, view, {clash.where: choice_of_side(clash, self.SIDE)})


class TakeOurs(TakeSide):
    """Chooses our side's."""

    NAME = "conflicts.ours"
    KEYS = ("o", "left")
    LABEL = N_("take the first side: ours, or what is here")
    HINT = N_("either side")
    SIDE = "ours"


class TakeTheirs(TakeSide):
    """Chooses the other side's."""

    NAME = "conflicts.theirs"
    KEYS = ("t", "right")
    LABEL = N_("take the second side: theirs, or what is on disk")
    HINT = N_("either side")
    SIDE = "theirs"


class TakeBoth(ConflictCommand):
    """Chooses what both have."""

    NAME = "conflicts.both"
    KEYS = ("b",)
    LABEL = N_("take both: lists joined, texts one after the other, two entries under an id each")
    HINT = N_("both")

    def work(self, editor: Editor, view: ConflictsView, clash: Clash) -> None:
        from ka2plan.merge.choices import both
        from ka2plan.words.figures import either

        choice = both(clash)
        if choice is None:
            keys = [editor.key_of(command.NAME) for command in (TakeOurs, TakeTheirs, TakeOwn)]
            editor.say(_("there can be only one value here: {keys}").format(keys=either(keys)), "warning")
        else:
            choose(editor, view, {clash.where: choice})


class TakeBefore(TakeSide):
    """Chooses what was there before."""

    NAME = "conflicts.before"
    KEYS = ("p",)
    LABEL = N_("take what was before both")
    SIDE = "base"

    def work(self, editor: Editor, view: ConflictsView, clash: Clash) -> None:
        from ka2plan.merge.plain_values import UNKNOWN

        if clash.base is UNKNOWN:
            editor.say(_("what was there before is not known: the markers do not show it"), "warning")
        else:
            super().work(editor, view, clash)


class TakeOwn(ConflictCommand):
    """Types a value."""

    NAME = "conflicts.own"
    KEYS = ("e",)
    LABEL = N_("type a value of your own")
    HINT = N_("own")

    def work(self, editor: Editor, view: ConflictsView, clash: Clash) -> None:
        from ka2plan.merge.clash import Own
        from ka2plan.tui.conflicts.own_value import ask_for_value

        ask_for_value(editor, view, clash, lambda value: choose(editor, view, {clash.where: Own(value)}))


class TakeAll(ConflictCommand):
    """Chooses one side wherever nothing was chosen."""

    SIDE: ClassVar[str]

    def work(self, editor: Editor, view: ConflictsView, clash: Clash) -> None:
        from ka2plan.merge.choices import choice_of_side

        choose(editor, view, {left.where: choice_of_side(left, self.SIDE) for left in view.left})


class AllOurs(TakeAll):
    """Chooses our side for all the rest."""

    NAME = "conflicts.all-ours"
    KEYS = ("O",)
    LABEL = N_("take the first side for all that is left")
    SIDE = "ours"


class AllTheirs(TakeAll):
    """Chooses the other side for all the rest."""

    NAME = "conflicts.all-theirs"
    KEYS = ("T",)
    LABEL = N_("take the second side for all that is left")
    SIDE = "theirs"


class OpenClash(ConflictCommand):
    """Shows both sides in full."""

    NAME = "conflicts.open"
    KEYS = ("enter",)
    LABEL = N_("show both sides in full; merge where there is no conflict")
    HINT = N_("in full")

    def available(self, editor: Editor) -> bool:
        view = view_of(editor)
        return view is not None and view.source is not None

    def run(self, editor: Editor) -> None:
        view = view_of(editor)
        if view and view.source and not view.source.clashes:
            choose(editor, view, {})
        else:
            super().run(editor)

    def work(self, editor: Editor, view: ConflictsView, clash: Clash) -> None:
        from ka2plan.tui.toolkit.dialogs.question import Answer, Question

        commands = [command for command in editor.keymap.here(view.NAME) if command.NAME in ANSWERS]
        answers = [
            Answer(command.NAME, _in_words(view, command), editor.keymap.keys_of(command)[0])
            for command in commands
            if editor.keymap.keys_of(command)
        ]
        answers.append(Answer("", _("leave it for now"), "escape"))
        told = [list(line) for line in view.in_full(clash)]

        def answered(name: str) -> None:
            next(command for command in commands if name == command.NAME).run(editor)

        editor.ask(Question(editor.look, view.title(clash), answers, told), answered)


def _in_words(view: ConflictsView, command: Command) -> str:
    """What an answer does, the sides called as the list of conflicts calls them."""
    if isinstance(command, TakeBefore):
        return _("take what was before")
    if isinstance(command, TakeSide) and view.source:
        ours, theirs = view.source.names
        return _("take what is {side}").format(side=ours if command.SIDE == "ours" else theirs)
    return _(command.LABEL)


ANSWERS = (TakeOurs.NAME, TakeTheirs.NAME, TakeBoth.NAME, TakeBefore.NAME, TakeOwn.NAME)


class Leave(Command):
    """Leaves what is to be chosen for later."""

    NAME = "conflicts.leave"
    KEYS = ("escape",)
    LABEL = N_("leave it for later")
    GROUP = GROUP
    VIEWS = ("conflicts",)

    def run(self, editor: Editor) -> None:
        editor.screen.show_view("plan" if editor.snapshot.readable else "text")
        editor.say(_("left for later: {key} opens it again").format(key=editor.key_of("file.came-in")))


COMMANDS = (TakeOurs, TakeTheirs, TakeBoth, OpenClash, TakeOwn, TakeBefore, AllOurs, AllTheirs, Leave)
