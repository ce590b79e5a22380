"""What somebody else saves while the plan is open: noticed, told in the plan's terms, taken in; clashes are chosen."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from ka2plan.errors import CannotRead, Ka2planError
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ka2plan.findings import Path
    from ka2plan.merge.clash import Choice
    from ka2plan.session.join import Arrival, Joining
    from ka2plan.tui.conflicts.clashes import Joined
    from ka2plan.tui.editor.application import Held
    from ka2plan.tui.editor.context import Editor


class Arrivals:
    """Looks at the file on disk; what came is taken in where nothing clashes, and told either way.

    It waits until the file is at rest, so that no half of it is read, and while somebody answers or chooses.
    """

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._looked_at: object = None
        """The file and the text that were held against each other last."""
        self.told: tuple[str, ...] = ()
        """What came in last, in sentences."""

    def look(self) -> None:
        """Looks whether somebody else wrote the file; called again and again while nothing else happens."""
        session = self._editor.session
        differs = session.poll()
        now = (session.last_stamp, session.snapshot.generation)
        if not differs or not session.is_at_rest or self._is_asked or now == self._looked_at:
            return
        self._looked_at = now
        Thread(target=self._hold, args=(now,), name="arrival", daemon=True).start()

    @property
    def _is_asked(self) -> bool:
        """Whether a dialog is open, or the choice between the plan and another text."""
        if len(self._editor.app.screen_stack) > 1:
            return True
        from ka2plan.tui.conflicts.clashes import Joined
        from ka2plan.tui.conflicts.view import ConflictsView

        view = self._editor.view
        return isinstance(view, ConflictsView) and isinstance(view.source, Joined)

    def _hold(self, asked: object) -> None:
        """Holds what is on disk against the plan, away from the keys; then goes on where those are."""
        answer: Held | Ka2planError
        try:
            answer = held(self._editor)
        except Ka2planError as error:
            answer = error
        self._editor.app.hand_over(self._deal_with, asked, answer)

    def _deal_with(self, asked: object, answer: Held | Ka2planError) -> None:
        editor = self._editor
        if asked != (editor.session.last_stamp, editor.snapshot.generation):
            return  # there is something newer, and it is looked at next
        if self._is_asked:
            self._looked_at = None
        elif isinstance(answer, Ka2planError):
            editor.attempt(lambda: _cannot_join(editor, answer))
        elif answer[0].joining.clashes and editor.app.is_served:
            choose(editor, answer[0])
            editor.say(_("somebody else changed the same meanwhile: choose, what you choose is saved"), "warning")
        elif answer[0].joining.clashes:
            editor.say(_told_with_clashes(answer, editor), "warning")
        else:
            editor.attempt(lambda: self.take_in(answer))

    def take_in(self, arrived: Held) -> None:
        """Takes in what clashes with nothing, and tells it."""
        arrival, told = arrived
        was_dirty = self._editor.snapshot.dirty
        self._editor.session.take_in(arrival)
        self.told = told
        words = _("joined with what somebody else saved{more}: {change}") if was_dirty else None
        words = words or _("somebody else saved{more}: {change}")
        change = told[0] if told else _("nothing that is shown in the plan")
        more = (
            _(" ({key} shows all {count})").format(key=self._editor.key_of("file.came-in"), count=len(told))
            if told[1:]
            else ""
        )
        self._editor.say(words.format(more=more, change=change), "good")

    def before_saving(self) -> bool:
        """Takes in what was saved meanwhile, or shows what clashes; False where neither can be done."""
        editor = self._editor
        try:
            arrived = held(editor)
        except Ka2planError:
            return False
        if arrived[0].joining.clashes:
            choose(editor, arrived[0])
            editor.say(_("somebody else changed the same: choose, then save"), "warning")
        else:
            self.take_in(arrived)
        return True

    def choose(self, joining: Joining, sides: tuple[str, str], then: Callable[[Mapping[Path, Choice]], None]) -> None:
        """Shows the clashes of this plan with another text; ``then`` gets the choices once all are made."""
        from ka2plan.tui.conflicts.clashes import Joined

        text = self._editor.snapshot.text
        show(self._editor, Joined(joining, text, *sides, lambda joined: then(joined.chosen)))


def held(editor: Editor) -> Held:
    """What is on disk, held against the plan.

    Raises:
        CannotRead: the file is gone.
        CannotJoin: it is no plan.
    """
    arrival = editor.session.arrival()
    return arrival, arrival.joining.came_in()


def _told_with_clashes(arrived: Held, editor: Editor) -> str:
    count = len(arrived[0].joining.clashes)
    words = ngettext(
        "somebody else saved; {count} field was changed here too: {key} shows both",
        "somebody else saved; {count} fields were changed here too: {key} shows both",
        count,
    )
    return words.format(count=count, key=editor.key_of("file.came-in"))


def _cannot_join(editor: Editor, error: Ka2planError) -> None:
    """Says why what is on disk was not taken in; with git's markers in it, it is shown where nothing is unsaved."""
    if isinstance(error, CannotRead):
        editor.say(_("the file was deleted from the disk; the plan is kept here"), "warning")
        return
    if not editor.snapshot.dirty and editor.session.has_markers_on_disk():
        editor.session.reload()
        editor.screen.show_view("conflicts")
        return
    editor.say(_("somebody else changed the file; {reason}").format(reason=error), "warning")


def choose(editor: Editor, arrival: Arrival) -> None:
    """Shows the fields that were changed here and on disk, for a choice each; with the last one all is taken in."""
    from ka2plan.tui.conflicts.clashes import Joined

    def chosen(joined: Joined) -> None:
        editor.session.take_in(arrival, joined.chosen)
        editor.screen.show_view("plan")
        if editor.app.is_served:
            editor.say(_("both are joined"), "good")
        else:
            editor.say(_("both are joined; {key} saves them").format(key=editor.key_of("file.save")), "good")

    show(editor, Joined(arrival.joining, arrival.joining.ours, _("here"), _("on disk"), chosen))


def show(editor: Editor, joined: Joined) -> None:
    """Shows the clashes of two texts."""
    from ka2plan.tui.conflicts.view import ConflictsView

    editor.screen.show_view(ConflictsView.NAME)
    if isinstance(editor.view, ConflictsView):
        editor.view.work_on(joined)
