"""Random plans, what two partners do to them, and by a plain rule of its own what has to come of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from ka2plan.document import (
    AddEntry,
    Document,
    ListInsert,
    ListRemove,
    MoveEntry,
    RemoveEntry,
    RenameEntry,
    SetValue,
    Unset,
)
from ka2plan.document.value_text import render
from ka2plan.errors import EditError
from ka2plan.toml import parse
from ka2plan.toml.paths import format_key, format_path

PARTNERS = ("OSL", "IES", "ZAV", "PHS")
NEW_ACTIVITIES = ("A1.7", "A1.8", "A2.7")
ACTIVITIES = ("A1.1", "A1.2", "A2.1", "A2.2", "A2.10")
MONTHS = tuple(f'"M{number}"' for number in range(1, 9))
WORDS = ("Survey", "Modules", "Pilot [online]", 'The "guide"', "Zaključek", "Meeting # 2")
LINES = ("One aim.\n", "Two aims.\n", "Teachers learn.\n", "Pupils, too.\n", "\n", "An end.\n")

Path = tuple[str | int, ...]


@dataclass
class Style:
    """How a base is laid out."""

    budget: str = "dotted"
    array_in_lines: bool = False
    blank_lines: int = 1
    comments: bool = True


@dataclass
class Work:
    """What one partner did: the text, and the comments it set with the place each belongs to."""

    text: str
    comments: list[tuple[str, Path]] = field(default_factory=list)
    done: list[str] = field(default_factory=list)


def table_text(header: Path, values: dict[str, Any], style: Style) -> str:
    """One entry, laid out in a style."""
    lines = [f"[{format_path(header)}]\n"]
    tables = []
    for key, value in values.items():
        if key in ("budget", "effort") and style.budget == "dotted":
            lines += [f"{key}.{format_key(name)} = {render(amount)}\n" for name, amount in value.items()]
        elif key in ("budget", "effort") and style.budget == "tables" and value:
            tables.append(table_text((*header, key), value, style))
        elif isinstance(value, list) and style.array_in_lines and value:
            rows = "".join(f"    {render(item, inside=True)},\n" for item in value)
            lines.append(f"{key} = [\n{rows}]\n")
        else:
            lines.append(f"{key} = {render(value)}\n")
    gap = "\n" * style.blank_lines
    return gap.join(["".join(lines), *tables])


styles = st.builds(
    Style,
    budget=st.sampled_from(["dotted", "dotted", "inline", "tables"]),
    array_in_lines=st.booleans(),
    blank_lines=st.sampled_from([0, 1, 1, 2]),
    comments=st.booleans(),
)
amounts = st.dictionaries(st.sampled_from(PARTNERS), st.sampled_from([0, 900, 4_000, 9_000]), max_size=4)
links = st.lists(
    st.one_of(
        st.sampled_from(ACTIVITIES),
        st.builds(lambda id, lag: {"id": id, "lag": lag}, st.sampled_from(ACTIVITIES), st.sampled_from(["1m", "-2w"])),
    ),
    max_size=3,
)
prose = st.lists(st.sampled_from(LINES), min_size=2, max_size=6).map("".join)


@st.composite
def activities(draw: st.DrawFn) -> dict[str, Any]:
    values: dict[str, Any] = {
        "wp": draw(st.sampled_from(["WP1", "WP2"])),
        "title": draw(st.sampled_from(WORDS)),
        "start": "M1",
        "end": draw(st.sampled_from(["M2", "M4", "M6"])),
        "lead": draw(st.sampled_from(PARTNERS)),
    }
    optional = {
        "partners": st.lists(st.sampled_from(PARTNERS), unique=True, max_size=3),
        "venue": st.just({"place": "Graz", "country": "AT"}),
        "budget": amounts,
        "after": links,
        "note": prose,
    }
    for key, strategy in optional.items():
        if draw(st.booleans()):
            values[key] = draw(strategy)
    if draw(st.integers(0, 5)) == 0:
        values["periods"] = [{"start": "M1", "end": "M2"}, {"start": "M4", "end": "M5"}]
    return values


@st.composite
def plans(draw: st.DrawFn) -> str:
    """A plan as one partner sent it to the others."""
    style = draw(styles)
    project = {
        "title": "Outdoor classrooms",
        "type": "KA220-SCH",
        "call": 2026,
        "months": 24,
        "lump_sum": 250_000,
        "coordinator": "OSL",
        "priorities": ["inclusion", "digital", "environment"],
    }
    blocks = [table_text(("project",), project, style)]
    blocks += [
        table_text(("partners", id), {"name": f"School {id}", "country": "SI"}, style)
        for id in PARTNERS[: draw(st.integers(2, 4))]
    ]
    blocks += [
        table_text(("work_packages", id), {"title": id, "lead": "OSL", "budget": draw(amounts)}, style)
        for id in ("WP1", "WP2")
    ]
    for id in ACTIVITIES[: draw(st.integers(1, 5))]:
        if style.comments and draw(st.integers(0, 2)) == 0:
            blocks.append(f"# About {id}\n")
        blocks.append(table_text(("activities", id), draw(activities()), style))
    if draw(st.booleans()):
        blocks.append(table_text(("milestones", "MS1"), {"title": "Done", "due": "M4", "after": ["A1.1"]}, style))
    blocks.append(table_text(("texts", "WP1"), {"aims": draw(prose)}, style))
    text = "format = 1\n\n" + ("\n" * style.blank_lines).join(blocks)
    return draw(st.sampled_from([text, text, text, text.removesuffix("\n")]))


def _entries(document: Document, kind: str) -> list[str]:
    return list(document.data.get(kind, {}))


@st.composite
def edits(draw: st.DrawFn, document: Document) -> Any:
    """One thing that somebody does to a plan, in the plan's terms."""
    ids = _entries(document, "activities") or ["A1.1"]
    id = draw(st.sampled_from(ids))
    where: Path = ("activities", id)
    partner = draw(st.sampled_from(PARTNERS))
    kinds = [
        lambda: SetValue((*where, "end"), draw(st.sampled_from(["M2", "M4", "M6", "M8"]))),
        lambda: SetValue((*where, "start"), draw(st.sampled_from(["M1", "M2", "M3"]))),
        lambda: SetValue((*where, "title"), draw(st.sampled_from(WORDS))),
        lambda: SetValue((*where, "lead"), partner),
        lambda: SetValue((*where, "status"), draw(st.sampled_from(["running", "done"]))),
        lambda: SetValue((*where, "budget", partner), draw(st.sampled_from([100, 900, 7_000]))),
        lambda: SetValue(("work_packages", "WP1", "budget", partner), draw(st.sampled_from([100, 900, 7_000]))),
        lambda: SetValue((*where, "venue", "place"), draw(st.sampled_from(["Graz", "Wien", "Vic"]))),
        lambda: SetValue((*where, "note"), draw(prose)),
        lambda: SetValue(("texts", "WP1", "aims"), draw(prose)),
        lambda: SetValue(("project", "title"), draw(st.sampled_from(WORDS))),
        lambda: Unset((*where, draw(st.sampled_from(["note", "venue", "budget", "after", "partners", "periods"])))),
        lambda: Unset((*where, "budget", partner)),
        lambda: ListInsert((*where, "partners"), partner, draw(st.sampled_from([None, 0]))),
        lambda: ListInsert((*where, "after"), draw(st.sampled_from(ACTIVITIES))),
        lambda: ListInsert(
            ("project", "priorities"), draw(st.sampled_from(["green", "youth"])), draw(st.sampled_from([None, 0]))
        ),
        lambda: ListRemove((*where, "partners"), partner),
        lambda: ListRemove((*where, "after"), draw(st.sampled_from(ACTIVITIES))),
        lambda: SetValue((*where, "after", 0), {"id": draw(st.sampled_from(ACTIVITIES)), "type": "SS"}),
        lambda: SetValue((*where, "periods", 1, "end"), draw(st.sampled_from(["M6", "M7"]))),
        lambda: AddEntry(
            "activities",
            draw(st.sampled_from(NEW_ACTIVITIES)),
            draw(activities()),
            after=draw(st.sampled_from([None, id])),
        ),
        lambda: AddEntry("partners", "NEW", {"name": draw(st.sampled_from(WORDS)), "country": "AT"}),
        lambda: RemoveEntry("activities", id, unlink=draw(st.booleans())),
        lambda: RemoveEntry("partners", partner, unlink=True),
        lambda: MoveEntry("activities", id, before=draw(st.sampled_from(ids))),
    ]
    return draw(st.sampled_from(kinds))()


def _with_comment(draw: st.DrawFn, work: Work, who: str) -> None:
    """A remark above an entry or a key, or behind a value."""
    lines = work.text.split("\n")
    places = [
        number
        for number, line in enumerate(lines)
        if re.match(r"\[(activities|partners|work_packages)\.[^.\]]*(\"[^\"]*\")?\]$", line)
    ]
    if not places:
        return
    number = draw(st.sampled_from(places))
    header = parse(lines[number] + "\n")
    path: Path = (next(iter(header)), next(iter(next(iter(header.values())))))
    remark = f"# {who} says {len(work.comments)}"
    below = number + 1 < len(lines) and re.match(r"(\w+)(\.\w+)? = [^\[\"{]*$|(\w+) = \"[^\"]*\"$", lines[number + 1])
    how = draw(st.sampled_from(["above", "key", "behind"]))
    if how == "above" or not below:
        lines.insert(number, remark)
    elif how == "key":
        lines.insert(number + 1, remark)
        path = (*path, lines[number + 2].split(" = ")[0])
    else:
        lines[number + 1] += f"  {remark}"
        path = (*path, lines[number + 1].split(" = ")[0])
    work.text = "\n".join(lines)
    work.comments.append((remark, path))


def _with_budgets_inline(text: str) -> str:
    """The file after a tool wrote every budget on one line."""

    def inline(found: re.Match[str]) -> str:
        pairs = ", ".join(line.removeprefix("budget.") for line in found[0].strip().split("\n"))
        return f"budget = {{ {pairs} }}\n"

    return re.sub(r"(?m)(?:^budget\.\w+ = \d[\d_]*\n)+", inline, text)


LAYOUTS = {
    "indented": lambda text: re.sub(r"(?m)^(\w[^\n]* = )", r"  \1", text) if '"""' not in text else text,
    "CRLF": lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    "BOM": lambda text: "\ufeff" + text.removeprefix("\ufeff"),
    "blank lines": lambda text: text.replace("\n[activities", "\n\n[activities"),
    "wide": lambda text: re.sub(r"(?m)^(\w+) = (\d)", r"\1   =   \2", text),
    "budgets inline": _with_budgets_inline,
}


@st.composite
def works(draw: st.DrawFn, base: str, who: str, *, layout: bool = True) -> Work:
    """What one partner makes of a plan."""
    work = Work(base)
    for _turn in range(draw(st.integers(0, 4))):
        document = Document(work.text)
        try:
            edit = draw(edits(document))
            work.text = document.apply(edit).text
            work.done.append(repr(edit))
        except EditError:
            continue
    for _turn in range(draw(st.integers(0, 2))):
        _with_comment(draw, work, who)
    if layout and draw(st.integers(0, 3)) == 0:
        name = draw(st.sampled_from(sorted(LAYOUTS)))
        changed = LAYOUTS[name](work.text)
        if parse(changed) == parse(work.text):
            work.text = changed
            work.done.append(name)
            work.comments = [remark for remark in work.comments if f"{remark[0]}\n\n[" not in changed]
    return work


@st.composite
def three_ways(draw: st.DrawFn) -> tuple[str, Work, Work]:
    """A base and what two partners made of it."""
    base = draw(plans())
    return base, draw(works(base, "ours")), draw(works(base, "theirs"))


def renamed(text: str, kind: str, old: str, new: str) -> str:
    """The text with an entry renamed and all that refers to it."""
    return Document(text).apply(RenameEntry(kind, old, new)).text


def leaves(value: Any, path: Path = ()) -> dict[Path, Any]:
    """Every value below, by key path; a list is one value, and so is an empty table."""
    if isinstance(value, dict) and value:
        return {where: leaf for key, inner in value.items() for where, leaf in leaves(inner, (*path, key)).items()}
    return {path: value}
