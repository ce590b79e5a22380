"""Walking along links, adding and removing them, and asking what a slip would lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ka2plan.findings import Path
from ka2plan.tui.dependencies import slip_commands
from ka2plan.tui.dependencies.slip_commands import GROUP
from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.tui.dependencies.neighbours import Neighbour
    from ka2plan.tui.dependencies.view import DependenciesView
    from ka2plan.tui.editor.context import Editor


class _OfView(Command):
    GROUP = GROUP
    VIEWS = ("dependencies",)

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.dependencies.view import DependenciesView

        if isinstance(editor.view, DependenciesView):
            self.work(editor, editor.view)

    def work(self, editor: Editor, view: DependenciesView) -> None:
        """Does it."""
        raise NotImplementedError


class Go(_OfView):
    """Goes to the neighbour that is selected; opens the entry in the middle."""

    NAME = "links.go"
    KEYS = ("enter",)
    LABEL = N_("go to the entry at the side; in the middle open the entry")
    HINT = N_("go there")

    def work(self, editor: Editor, view: DependenciesView) -> None:
        path = view.selected
        if path is None:
            return
        if view.neighbour:
            view.select(path)
            return
        editor.entries.open(path)


class _Walk(_OfView):
    HINT = N_("walk")
    STEP: ClassVar[int]

    def work(self, editor: Editor, view: DependenciesView) -> None:
        view.walk(self.STEP)


class WalkBefore(_Walk):
    """To what it waits for, and on along the links."""

    NAME = "links.before"
    KEYS = ("left", "h")
    LABEL = N_("to what it waits for; the same key again goes further along the links")
    STEP = -1


class WalkAfter(_Walk):
    """To what waits for it, and on along the links."""

    NAME = "links.after"
    KEYS = ("right", "l")
    LABEL = N_("to what waits for it; the same key again goes further along the links")
    STEP = 1


class _UpOrDown(_OfView):
    STEP: ClassVar[int]

    def work(self, editor: Editor, view: DependenciesView) -> None:
        if view.neighbour:
            view.go_to_side(view.side, view.place + self.STEP)
        else:
            view.cursor += self.STEP


class DownInColumn(_UpOrDown):
    """One down, in the column where the keys go."""

    NAME = "links.down"
    KEYS = ("down", "j")
    LABEL = N_("one down")
    STEP = 1


class UpInColumn(_UpOrDown):
    """One up, in the column where the keys go."""

    NAME = "links.up"
    KEYS = ("up", "k")
    LABEL = N_("one up")
    STEP = -1


class AddLink(_OfView):
    """Links the entry in the middle to another one."""

    NAME = "links.add"
    KEYS = ("a",)
    LABEL = N_("let it wait for another entry; at the right: let another wait for it")
    HINT = N_("link")
    EDITS = True

    def work(self, editor: Editor, view: DependenciesView) -> None:
        from ka2plan.tui.dependencies.view import RIGHT

        row = view.row
        if row is None:
            return
        if view.side == RIGHT or row.kind == "work_packages":
            _let_wait(editor, row.id)
        else:
            editor.entries.add_link((row.kind, row.id))


class AddFollower(_OfView):
    """Lets another entry wait for the one in the middle."""

    NAME = "links.add-after"
    KEYS = ("A",)
    LABEL = N_("let another entry wait for it")
    EDITS = True

    def work(self, editor: Editor, view: DependenciesView) -> None:
        if view.row:
            _let_wait(editor, view.row.id)


def _let_wait(editor: Editor, id: str) -> None:
    """Asks what shall wait for an entry, and links it."""
    from ka2plan.document import ListInsert
    from ka2plan.tui.dependencies.neighbours import successor_choices
    from ka2plan.tui.toolkit.dialogs.picker import Picker

    def chosen(other: str) -> None:
        label = _("link {id} to {other}").format(id=other, other=id)
        editor.do(ListInsert((editor.plan.kind_of(other) or "", other, "after"), id), label)

    title = _("What waits for {id}").format(id=id)
    editor.ask(Picker(editor.look, title, successor_choices(editor.snapshot, id)), chosen)


class _OfLink(_OfView):
    EDITS = True

    def work(self, editor: Editor, view: DependenciesView) -> None:
        if view.neighbour is None:
            editor.say(_("choose a link first: {left} and {right} go to them").format(left="←", right="→"), "warning")
        else:
            self.change(editor, view.neighbour)

    def change(self, editor: Editor, neighbour: Neighbour) -> None:
        """Does it to the link that is selected."""
        raise NotImplementedError


class RemoveLink(_OfLink):
    """Takes the link out."""

    NAME = "links.remove"
    KEYS = ("d", "delete")
    LABEL = N_("delete the link")
    HINT = N_("unlink")

    def change(self, editor: Editor, neighbour: Neighbour) -> None:
        from ka2plan.document import Unset

        link = neighbour.link
        label = _("{id} no longer waits for {other}").format(id=link.successor, other=link.predecessor)
        if editor.do(Unset(_path_of(editor, neighbour)), label):
            editor.say(_("{label}; {key} undoes it").format(label=label, key=editor.key_of("undo")), "good")


class ChangeLink(_OfLink):
    """Changes type and lag of the link."""

    NAME = "links.change"
    KEYS = ("c",)
    LABEL = N_("change how it is linked: FS, SS, FF or SF, and a lag")
    HINT = N_("change")

    def change(self, editor: Editor, neighbour: Neighbour) -> None:
        path = _path_of(editor, neighbour)
        words = _("{id} waits for {other}").format(id=path[1], other=neighbour.link.predecessor)
        editor.entries.change(path, words)


def _path_of(editor: Editor, neighbour: Neighbour) -> Path:
    from ka2plan.tui.dependencies.neighbours import link_path

    return link_path(editor.plan, neighbour.link)


class NarrowLinks(_OfView):
    """Lists only the critical path, or what is wrong with links."""

    NAME = "links.filter"
    KEYS = ("F",)
    LABEL = N_("list only the critical path, what is too early, redundant links, the circle")
    HINT = N_("filter")

    def work(self, editor: Editor, view: DependenciesView) -> None:
        from ka2plan.tui.dependencies import view as dependencies
        from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker

        choices = [
            Choice(dependencies.EVERYTHING, _("everything")),
            Choice(dependencies.CRITICAL, _("the critical path"), _("what makes the project as long as it is")),
            Choice(dependencies.BROKEN, _("broken links"), _("what comes before what it waits for")),
            Choice(
                dependencies.REDUNDANT,
                _("redundant links"),
                _("not needed because of other links, or to something cancelled"),
            ),
            Choice(dependencies.CIRCLE, _("the circle"), _("what waits for itself")),
            Choice(dependencies.LOOSE, _("no links"), _("what has no link at all")),
        ]
        editor.ask(Picker(editor.look, _("List only"), choices, view.listed), view.list_only)


class BackToMiddle(_OfView):
    """Back to the middle; from there all is listed again."""

    NAME = "links.back"
    KEYS = ("escape",)
    LABEL = N_("back to the middle; list everything again")

    def work(self, editor: Editor, view: DependenciesView) -> None:
        if view.neighbour:
            view.go_to_side(0)
        elif view.listed:
            view.list_only("")


COMMANDS = (
    Go,
    WalkBefore,
    WalkAfter,
    slip_commands.WhatIf,
    AddLink,
    RemoveLink,
    ChangeLink,
    NarrowLinks,
    AddFollower,
    DownInColumn,
    UpInColumn,
    BackToMiddle,
)
