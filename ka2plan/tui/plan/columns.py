"""How the width of the plan view is shared between the outline and the Gantt."""

from __future__ import annotations

from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Calendar, Plan
from ka2plan.tui.plan.scale import USUAL, ZOOMS, Zoom, columns_of, zoom_to_fit
from ka2plan.words.visible import cells, visible

GUTTER = 3
"""Marks before the id: finding, neighbour or selection, fold."""

LEAST_TITLE, MOST_TITLE, WHOLE_TITLE = 16, 44, 64
"""Cells of a title: at least, where time is drawn wide, and where it stands whole before that."""

ROOMY = 94
"""Width from which titles are whole before time is drawn wider: what a screen of 160 columns leaves beside the details.
"""

NARROW, NARROWER = 60, 40
"""Widths below which the lead, and then the Gantt, are left out."""


class OutlineColumns(NamedTuple):
    """Widths in cells."""

    id: int = 4
    title: int = LEAST_TITLE
    lead: int = 4
    gantt: int = 0
    """Room for the Gantt; it may have more columns than that."""
    zoom: Zoom = USUAL

    @property
    def outline(self) -> int:
        """Everything before the Gantt, with a blank behind it."""
        return GUTTER + self.id + 1 + self.title + 1 + (self.lead + 1 if self.lead else 0)

    @classmethod
    def for_plan(cls, plan: Plan, width: int, zoom: Zoom | None) -> OutlineColumns:
        """The widths for a plan; ``zoom`` None takes what shows the whole project."""
        id = _longest([*plan.work_packages, *plan.activities, *plan.milestones, *plan.deliverables], 2, 10)
        lead = _longest(list(plan.partners), 4, 8) if width >= NARROW else 0
        fixed = GUTTER + id + 1 + 1 + (lead + 1 if lead else 0)
        calendar = plan.calendar
        if calendar is None or width < NARROWER:
            return cls(id, max(1, width - fixed), lead)
        room = width - fixed - LEAST_TITLE
        zoom = zoom or _best_zoom(plan, calendar, room, titles_first=width >= ROOMY)
        gantt = min(columns_of(calendar, zoom), room)
        title = width - fixed - gantt
        most = max(MOST_TITLE, _longest_title(plan, WHOLE_TITLE) if width >= ROOMY else 0)
        if zoom != ZOOMS[-1] and title > most:
            title = most
        return cls(id, title, lead, width - fixed - title, zoom)


def _best_zoom(plan: Plan, calendar: Calendar, room: int, *, titles_first: bool) -> Zoom:
    """What shows the whole project; more than two columns a month only where the titles have room too.

    With ``titles_first`` no title is cut for it, as far as the whole project finds room beside it at all.
    """
    if titles_first:
        return zoom_to_fit(calendar, room + LEAST_TITLE - _longest_title(plan, WHOLE_TITLE))
    wanted = _longest_title(plan, MOST_TITLE)
    with_titles = zoom_to_fit(calendar, room + LEAST_TITLE - wanted)
    without = min(USUAL, zoom_to_fit(calendar, room), key=ZOOMS.index)
    return max(with_titles, without, key=ZOOMS.index)


def _longest_title(plan: Plan, most: int) -> int:
    kinds = (plan.work_packages, plan.activities, plan.milestones, plan.deliverables)
    return _longest([entry.title for entries in kinds for entry in entries.values()], LEAST_TITLE, most)


def _longest(texts: list[str], least: int, most: int) -> int:
    longest = least
    for text in texts:
        if longest >= most:
            return most
        if len(text) <= longest and text.isascii() and text.isprintable():
            continue
        longest = max(longest, cells(visible(text, 200)))
    return min(longest, most)
