"""``export mermaid``: a Gantt chart for Markdown that draws Mermaid (GitHub, GitLab, many wikis)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ka2plan.charts.chart import Row
from ka2plan.export.material import Material
from ka2plan.plan.model import CANCELLED, DONE, RUNNING
from ka2plan.words.messages import _
from ka2plan.words.visible import in_file

_RESERVED = str.maketrans({"<": "＜", ">": "＞", "\n": " ", "\r": " ", "\t": " "})
"""What Mermaid would read as its own signs wherever it stands, as the full-width letter that looks the same."""

_ENTITY = re.compile(r"#(?=\w+;)")
"""Begins what Mermaid reads as a letter by its number or name."""

_DIRECTIVE = re.compile(r"%(?=%)|(?<=%)%")

_COMMAND = re.compile(
    r"(?:gantt|dateformat|inclusiveenddates|topaxis|axisformat|tickinterval|excludes|includes|todaymarker|weekday|weekend"
    r"|title|acc|section|click|call|href|\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)
"""Beginnings of a line that Mermaid reads as an instruction or a date."""


TAGS = {DONE: "done", RUNNING: "active"}
"""Mermaid's words for how a bar stands."""


def write(material: Material) -> str:
    """The text of a Mermaid Gantt chart; entries without dates are named in comments."""
    return "\n".join(_lines(material)) + "\n"


def _lines(material: Material) -> Iterator[str]:
    yield "gantt"
    if title := plain(material.title).strip():
        yield f"    title {title}"
    yield "    dateFormat YYYY-MM-DD"
    yield "    axisFormat %b %Y"
    for group in material.chart.groups:
        if group.heading:
            yield f"    section {plain(f'{group.heading.id} {group.heading.title}'.strip())}"
        drawn = [line for row in group.rows for line in _row(row)]
        yield from drawn or _row(group.heading) if group.heading else drawn


def _row(row: Row) -> Iterator[str]:
    """A bar for each stretch, or a milestone; Mermaid has no word for what is late, so its label says it.

    Of a work package in which nothing lies it draws no section without a bar.
    """
    label = _label(row)
    if row.status == CANCELLED or not row.stretches:
        yield f"    %% {label}"
        return
    tags = [*(["crit"] if row.critical else []), *([TAGS[row.status]] if row.status in TAGS else [])]
    label = label.rstrip() + f" ({name(_('late'))})" if row.late else label
    for first, last in row.stretches:
        if row.is_event:
            yield f"    {label} :{', '.join([*tags, 'milestone', last.isoformat(), '0d'])}"
        else:
            yield f"    {label} :{', '.join([*tags, first.isoformat(), _day_after(last).isoformat()])}"


def _label(row: Row) -> str:
    """Id and title, behind a dot where Mermaid would take them for something else."""
    label = name(f"{row.id} {row.title}")
    return f"· {label}" if _COMMAND.match(label) else label


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def plain(text: str) -> str:
    """A text that Mermaid takes as a text: control characters visible, its own signs as their look-alikes."""
    shown = in_file(text).translate(_RESERVED)
    return _DIRECTIVE.sub("％", _ENTITY.sub("＃", shown))


def name(text: str) -> str:
    """A text as the name of a task, which ends at its first colon."""
    return plain(text).replace(":", "：")
