"""What cases of co-editing are written in: a plan, what partners do to it, and what has to come of that."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Change = tuple[str, str] | Callable[[str], str]
"""A text and what stands in its place, or what makes another text of the whole file."""

BASE = """\
format = 1

[project]
title = "Outdoor classrooms"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
lump_sum = 120_000
coordinator = "OSL"
priorities = ["inclusion", "digital"]

[partners.OSL]
name = "Osnovna šola Ledina"
country = "SI"
capacity = 15

[partners.IES]
name = "IES Sorolla"
country = "ES"
capacity = 12
papers = { mandate = false, legal_entity = false }

[partners.ZAV]
name = "Zavod Gaia"
country = "HR"

[partners.PHS]
name = "Pädagogische Hochschule Graz"
country = "AT"

[work_packages.WP1]
title = "Project management"
lead = "OSL"
budget.OSL = 12_000
budget.IES = 8_000

[work_packages.WP2]
title = "Needs and modules"
lead = "IES"

[work_packages.WP3]
title = "Pilots"
lead = "OSL"

[activities."A2.1"]
wp = "WP2"
title = "Needs survey"
start = "M1"
end = "M4"
lead = "IES"
partners = [
    "OSL",
    "PHS",
]
venue = { place = "Valencia", country = "ES" }
budget.IES = 12_000
budget.OSL = 8_000
budget.PHS = 5_000

[activities."A2.2"]
wp = "WP2"
title = "Modules"
start = "M5"
end = "M9"
lead = "IES"
partners = [
    "OSL",
]
venue = { place = "Valencia", country = "ES" }
budget.IES = 15_000
budget.OSL = 10_000
after = ["A2.1"]

[activities."A3.1"]
wp = "WP3"
title = "Pilot courses, autumn"
start = "M10"
end = "M13"
lead = "OSL"
partners = [
    "IES",
]
budget.OSL = 15_000
budget.IES = 10_000
after = ["A2.2"]

[activities."A3.2"]
wp = "WP3"
title = "Pilot courses, spring"
start = "M14"
end = "M17"
lead = "OSL"
partners = [
    "IES",
]
budget.OSL = 15_000
budget.IES = 10_000
after = ["A2.2"]

[milestones.MS1]
title = "Survey closed"
due = "M4"
wp = "WP2"
lead = "IES"
after = ["A2.1"]

[milestones.MS2]
title = "Modules ready"
due = "M9"
wp = "WP2"
lead = "IES"
after = ["A2.2"]

[texts.WP2]
objectives = \"\"\"
Teachers know what their schools need.
They have modules for eight subjects.

The survey reaches twelve schools.
Its report is public.
\"\"\"
"""
"""Laid out as suits git's own merge best: one key a line, lists that grow one element a line, blank lines between."""


@dataclass(frozen=True)
class Case:
    """One case.

    Attributes:
        name: what the two do.
        ours: what one of them does to the base.
        theirs: what the other does.
        right: what the merged plan must mean, as changes to the base; with ours' word where the two clash.
        clashes: key paths at which the two say different things, in the words of ``merge``.
        told: codes of errors that only both together make, and that must be told.
    """

    name: str
    ours: tuple[Change, ...]
    theirs: tuple[Change, ...]
    right: tuple[Change, ...]
    clashes: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()


def changed(text: str, changes: tuple[Change, ...]) -> str:
    """The text after some changes; a text to be replaced must be there."""
    for change in changes:
        if callable(change):
            text = change(text)
        else:
            assert change[0] in text, change[0]
            text = text.replace(*change, 1)
    return text


def case(name: str, ours: list[Change], theirs: list[Change], **expected: object) -> Case:
    """A case in which both sides' changes arrive, unless something else is expected."""
    right = expected.get("right", [*ours, *theirs])
    assert isinstance(right, list)
    clashes, told = (frozenset(str(expected.get(name, "")).split()) for name in ("clashes", "told"))
    return Case(name, tuple(ours), tuple(theirs), tuple(right), clashes, told)


def within(header: str, old: str, new: str) -> Change:
    """A change of the first such text behind a table's header."""

    def change(text: str) -> str:
        before, found, after = text.partition(f"[{header}]\n")
        assert found, header
        assert old in after, (header, old)
        return before + found + after.replace(old, new, 1)

    return change


def without(header: str) -> Change:
    """The table taken out with all in it."""

    def change(text: str) -> str:
        start = text.index(f"[{header}]\n")
        end = text.find("\n[", start)
        return text[:start] + (text[end + 1 :] if end >= 0 else "")

    return change


def behind(header: str, added: str) -> Change:
    """New tables behind one that is there."""

    def change(text: str) -> str:
        end = text.find("\n[", text.index(f"[{header}]\n"))
        return f"{text[: end + 1]}{added.lstrip()}\n{text[end + 1 :]}" if end >= 0 else f"{text}\n{added.lstrip()}"

    return change


def at_end(added: str) -> Change:
    """New tables at the end of the file."""
    return lambda text: f"{text}\n{added.lstrip()}"


def activity(id: str, title: str, wp: str = "WP3") -> str:
    """A new activity as ``add`` writes it."""
    return f'\n[activities."{id}"]\nwp = "{wp}"\ntitle = "{title}"\nstart = "M18"\nend = "M20"\nlead = "OSL"\n'


A21, A22, A31, A32 = (f'activities."A{id}"' for id in ("2.1", "2.2", "3.1", "3.2"))


def indented(text: str) -> str:
    """The file after a tool that indents keys under their headers."""
    return re.sub(r"(?m)^(\w[\w.]* = )", r"  \1", text)


def with_crlf(text: str) -> str:
    """The file after an editor of another system."""
    return text.replace("\n", "\r\n")


def renamed(old: str, new: str) -> Change:
    """An id that is renamed wherever it stands."""
    return lambda text: re.sub(rf'(?<=[".]){re.escape(old)}(?=["\] ])', new, text)


def element(header: str, key: str, id: str) -> Change:
    """One more element at the end of a list that has one a line."""

    def change(text: str) -> str:
        end = text.index("]\n", text.index(f"{key} = [\n", text.index(f"[{header}]\n")))
        return f'{text[:end]}    "{id}",\n{text[end:]}'

    return change


def follows(header: str, old: str, new: str) -> Change:
    """Other predecessors."""
    return within(header, f"after = {old}", f"after = {new}")


def before(header: str, other: str) -> Change:
    """A table moved before another one."""

    def change(text: str) -> str:
        start = text.index(f"[{header}]\n")
        end = text.index("\n[", start) + 1
        place = text.index(f"[{other}]\n")
        return text[:place] + text[start:end] + text[place:start] + text[end:]

    return change
