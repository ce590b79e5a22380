"""The signs that charts, tables and the editor are drawn with: one set in Unicode, one in ASCII.

A sign has one meaning. Of time, solid is still to do, light or hollow is done.
"""

from __future__ import annotations

from typing import Literal

from ka2plan.named_tuples import NamedTuple

Style = Literal[
    "",
    "package",
    "planned",
    "running",
    "done",
    "late",
    "forecast",
    "behind",
    "cancelled",
    "critical",
    "slack",
    "milestone",
    "deliverable",
    "today",
    "beyond",
    "good",
    "warning",
    "error",
]
"""What a sign, a bar or a sentence means, by which whoever draws it chooses a colour; empty where that is nothing."""


class Signs(NamedTuple):
    """One set of signs; those up to ``advice`` mean something, each one cell wide, the rest is typography."""

    package: str = "━"
    planned: str = "█"
    done: str = "░"
    cancelled: str = "╌"
    forecast: str = "▒"
    """Where it comes to lie, as far as it was planned otherwise."""
    behind: str = "▁"
    """Where it was granted or planned to lie, and does not."""
    slack: str = "·"
    milestone: str = "◆"
    reached: str = "◇"
    deliverable: str = "▲"
    delivered: str = "△"
    today: str = "┆"
    earlier: str = "‹"
    """It goes on before what is shown."""
    later: str = "›"
    """It goes on behind what is shown."""
    critical: str = "*"
    running: str = "»"
    late: str = "«"
    ticked: str = "✓"
    marked: str = "●"
    before: str = "←"
    """The selected entry waits for it."""
    after: str = "→"
    """It waits for the selected entry."""
    folded: str = "▸"
    unfolded: str = "▾"
    error: str = "x"
    warning: str = "!"
    advice: str = "i"

    heat: str = " ░▒▓██"
    """Shades from nothing to too much."""
    rule: str = "─"
    upright: str = "│"
    ellipsis: str = "…"
    dash: str = "–"
    """Between two dates, and in place of a figure where there is none."""
    arrow: str = "→"
    divider: str = " · "


UNICODE = Signs()

ASCII = Signs(
    package="=",
    planned="#",
    done=":",
    cancelled="-",
    forecast="_",
    behind=",",
    slack=".",
    milestone="*",
    reached="o",
    deliverable="^",
    delivered="~",
    today="|",
    earlier="(",
    later=")",
    critical="+",
    running="%",
    late="<",
    ticked="/",
    marked="@",
    before="[",
    after="]",
    folded=">",
    unfolded="v",
    heat=" .:+##",
    rule="-",
    upright="|",
    ellipsis="..",
    dash="-",
    arrow="->",
    divider=" | ",
)
