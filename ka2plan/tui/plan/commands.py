"""What can be done in the plan view alone: fold, filter, sort, zoom, mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ka2plan.charts.status_words import status_word
from ka2plan.findings import Path
from ka2plan.plan.schema import STATUSES
from ka2plan.tui.editor.command import Command
from ka2plan.tui.editor.outline import SORTS, OutlineFilter, sort_words
from ka2plan.tui.plan.view import PlanView
from ka2plan.words.messages import N_, _, ngettext

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.toolkit.dialogs.picker import Choice

GROUP = N_("The plan view")


class PlanCommand(Command):
    """A command of the plan view."""

    GROUP = GROUP
    VIEWS = ("plan",)

    def run(self, editor: Editor) -> None:
        if isinstance(editor.view, PlanView):
            self.change(editor, editor.view)

    def change(self, editor: Editor, view: PlanView) -> None:
        """Does it."""
        raise NotImplementedError


class Fold(PlanCommand):
    """Hides what is in the work package."""

    NAME = "plan.fold"
    KEYS = ("left", "h")
    LABEL = N_("fold the work package")

    def change(self, editor: Editor, view: PlanView) -> None:
        package = _package_of(editor)
        if package:
            view.show_outline(view.outline._replace(folded=view.outline.folded | {package}))
            view.select(("work_packages", package))


class UnfoldPackage(PlanCommand):
    """Shows what is in the work package."""

    NAME = "plan.unfold"
    KEYS = ("right", "l")
    LABEL = N_("unfold the work package")

    def change(self, editor: Editor, view: PlanView) -> None:
        package = _package_of(editor)
        if package:
            view.show_outline(view.outline._replace(folded=view.outline.folded - {package}))


class FoldAll(PlanCommand):
    """Hides or shows what is in all work packages."""

    NAME = "plan.fold-all"
    KEYS = ("tab",)
    LABEL = N_("fold or unfold all work packages")

    def change(self, editor: Editor, view: PlanView) -> None:
        every = frozenset(editor.plan.work_packages)
        view.show_outline(view.outline._replace(folded=frozenset() if view.outline.folded else every))


def _package_of(editor: Editor) -> str | None:
    path = editor.selected
    if path is None:
        return None
    if path[0] == "work_packages":
        return str(path[1])
    return getattr(editor.plan.entry(str(path[1])), "wp", None)


class Mark(PlanCommand):
    """Marks the entry, so that commands apply to all that are marked."""

    NAME = "plan.mark"
    KEYS = ("space",)
    LABEL = N_("mark for commands on several entries")

    def change(self, editor: Editor, view: PlanView) -> None:
        path = view.selected
        if path is None:
            return
        view.marked = _without(view.marked, path) if path in view.marked else (*view.marked, path)
        view.redraw()
        view.cursor += 1


def _without(paths: tuple[Path, ...], path: Path) -> tuple[Path, ...]:
    return tuple(other for other in paths if other != path)


class MarkAll(PlanCommand):
    """Marks everything that is shown, or nothing."""

    NAME = "plan.mark-all"
    KEYS = ("*",)
    LABEL = N_("mark all that is shown but work packages, or nothing")

    def change(self, editor: Editor, view: PlanView) -> None:
        every = tuple(row.path for row in view.rows if row.path and row.kind != "work_packages")
        view.marked = () if view.marked else every
        view.redraw()


class ClearOutline(PlanCommand):
    """Drops marks and filter."""

    NAME = "plan.clear"
    KEYS = ("escape",)
    LABEL = N_("remove the marks, then the filter")

    def change(self, editor: Editor, view: PlanView) -> None:
        if view.marked:
            view.marked = ()
            view.redraw()
        else:
            view.show_outline(view.outline._replace(filter=OutlineFilter()))


class Sort(PlanCommand):
    """Sorts within the work packages."""

    NAME = "plan.sort"
    KEYS = ("o",)
    LABEL = N_("sort: as in the file, by start, end, lead, amount")

    def change(self, editor: Editor, view: PlanView) -> None:
        sort = SORTS[(SORTS.index(view.outline.sort) + 1) % len(SORTS)]
        view.show_outline(view.outline._replace(sort=sort))
        editor.say(_("sorted {order}").format(order=sort_words()[sort]))


class NarrowOutline(PlanCommand):
    """Shows only some of the rows."""

    NAME = "plan.filter"
    WORDS = N_("only hide")
    KEYS = ("F",)
    LABEL = N_("filter by partner, work package, status, findings, what is late")

    def change(self, editor: Editor, view: PlanView) -> None:
        from ka2plan.tui.toolkit.dialogs.picker import Picker

        def chosen(wanted: OutlineFilter) -> None:
            view.show_outline(view.outline._replace(filter=wanted))
            key = editor.key_of(ClearOutline.NAME)
            editor.say(_("filtered; {key} shows all again").format(key=key) if wanted.active else _("all is shown"))

        editor.ask(Picker(editor.look, _("Show only"), _filters(editor)), chosen)


def _filters(editor: Editor) -> list[Choice[OutlineFilter]]:
    from ka2plan.tui.toolkit.dialogs.picker import Choice

    plan = editor.plan
    choices = [
        Choice(OutlineFilter(), _("everything")),
        Choice(OutlineFilter(findings=True), _("what has an error or a warning")),
        Choice(OutlineFilter(late=True), _("what is late")),
    ]
    choices += [Choice(OutlineFilter(partner=id), id, partner.name) for id, partner in plan.partners.items()]
    choices += [Choice(OutlineFilter(wp=id), id, package.title) for id, package in plan.work_packages.items()]
    return choices + [Choice(OutlineFilter(status=status), status_word(status)) for status in STATUSES]


class _Zoom(PlanCommand):
    STEP: ClassVar[int]

    def change(self, editor: Editor, view: PlanView) -> None:
        view.show_zoom(view.zoomed(self.STEP))


class ZoomIn(_Zoom):
    """More columns a month."""

    NAME = "plan.zoom-in"
    WORDS = N_("larger")
    KEYS = ("z",)
    LABEL = N_("zoom in: more room for a month")
    STEP = 1


class ZoomOut(_Zoom):
    """Fewer columns a month."""

    NAME = "plan.zoom-out"
    WORDS = N_("smaller")
    KEYS = ("Z",)
    LABEL = N_("zoom out: less room for a month, then quarters")
    STEP = -1


class ZoomToFit(PlanCommand):
    """The whole project."""

    NAME = "plan.zoom-fit"
    KEYS = ("0",)
    LABEL = N_("show the whole project")

    def change(self, editor: Editor, view: PlanView) -> None:
        view.show_zoom(None, 0)


class AsGranted(PlanCommand):
    """Draws behind the bars where everything lay when the plan was granted, or no longer."""

    NAME = "plan.granted"
    KEYS = ("&",)
    LABEL = N_("also draw the bars as they were when the plan was granted")

    def change(self, editor: Editor, view: PlanView) -> None:
        if view.granted is not None:
            view.show_granted(None)
            return
        from ka2plan.changes.granted import granted_in

        snapshot = editor.snapshot
        view.show_granted(granted_in(snapshot.path, snapshot.text, editor.plan.project.granted))
        moved = sum(1 for row in view.rows if row.bar.granted)
        words = ngettext("{count} is not where it was granted", "{count} are not where they were granted", moved)
        editor.say(words.format(count=moved) if moved else _("everything is as it was granted"))


class _Pan(PlanCommand):
    STEP: ClassVar[int]

    def change(self, editor: Editor, view: PlanView) -> None:
        view.show_zoom(view.zoom, view.first_column + self.STEP * max(1, view.columns_seen // 2))


class PanRight(_Pan):
    """Later months."""

    NAME = "plan.later-months"
    KEYS = ("L", "shift+right", "}")
    LABEL = N_("show later months")
    STEP = 1


class PanLeft(_Pan):
    """Earlier months."""

    NAME = "plan.earlier-months"
    KEYS = ("H", "shift+left", "{")
    LABEL = N_("show earlier months")
    STEP = -1


COMMANDS = (
    Mark,
    MarkAll,
    ClearOutline,
    Fold,
    UnfoldPackage,
    FoldAll,
    NarrowOutline,
    Sort,
    ZoomIn,
    ZoomOut,
    ZoomToFit,
    AsGranted,
    PanRight,
    PanLeft,
)
