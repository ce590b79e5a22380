"""The signs of the plan view, for help."""

from __future__ import annotations

from ka2plan.tui.toolkit.drawing import Told
from ka2plan.tui.toolkit.theme import Look, StyleName
from ka2plan.words.messages import _, pgettext

COLUMN = 8


def legend(look: Look) -> list[list[Told]]:
    """A line for every sign."""
    glyphs = look.glyphs
    signs: tuple[tuple[str, StyleName, str], ...] = (
        (glyphs.error, "error", _("it, or what is folded into it, has an error")),
        (glyphs.warning, "warning", _("it has a warning; advice is shown below, without a sign")),
        (glyphs.before, "hint", _("the selected entry waits for it")),
        (glyphs.after, "hint", _("it waits for the selected entry")),
        (glyphs.marked, "marked", _("marked: commands apply to all that are marked")),
        (glyphs.critical, "critical", _("on the critical path: the longest chain of entries that wait for each other")),
        ("", "critical", _("(once the project runs: of the work that is left, from today on)")),
        (glyphs.package * 4, "package", _("work package")),
        (glyphs.planned * 4, "planned", _("to do")),
        (f"{glyphs.running} {glyphs.planned * 4}", "running", _("running, by the sign before the id")),
        (
            f"{glyphs.late} {glyphs.planned * 4}",
            "late",
            _("late: past its end and not done, or past its start and not begun"),
        ),
        (glyphs.forecast * 4, "forecast", _("forecast: when it will take place, as of today")),
        (glyphs.behind * 4, "behind", _("when it was granted or planned")),
        (f"{glyphs.ticked} {glyphs.done * 4}", "done", _("done; of a bar the part that its progress says")),
        (f"{glyphs.cancelled} {glyphs.cancelled * 4}", "cancelled", pgettext("status", "cancelled")),
        (glyphs.slack * 4, "slack", _("slack: how late it can be without making the project later")),
        (f"{glyphs.milestone} {glyphs.reached}", "milestone", _("milestone: due, reached")),
        (f"{glyphs.deliverable} {glyphs.delivered}", "deliverable", _("deliverable: due, delivered")),
        (glyphs.today, "today", _("today")),
    )
    lines: list[list[Told]] = [
        [(_("The plan: work packages and what is in them, with their time beside them"), "bright")]
    ]
    for sign, style, meaning in signs:
        lines.append([("  ", "base"), (sign.ljust(COLUMN), style), (meaning, "base")])
    return lines
