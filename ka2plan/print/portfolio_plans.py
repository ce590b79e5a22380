"""The plans of a portfolio: the files of a folder, and what one of them is a row of."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ka2plan.errors import CannotRead
from ka2plan.figures.portfolio import broken_entry, entry_of
from ka2plan.findings import counts
from ka2plan.plan.reader import NOT_A_PLAN
from ka2plan.plan.unreadable import unreadable
from ka2plan.rules import call_of, check
from ka2plan.schedule import Network
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date

    from ka2plan.calls import CallBook
    from ka2plan.figures.portfolio import Entry
    from ka2plan.plan import Reading

ENDING = ".toml"


def entry_read(path: str, reading: Reading, book: CallBook, today: date, *, is_asked_for: bool) -> Entry | None:
    """A plan's entry; None for a TOML file in a folder that is no plan of ours."""
    if not is_asked_for and is_of_others(reading):
        return None
    fault = unreadable(reading)
    if fault is None:
        plan, network = reading.plan, Network(reading.plan)
        found = counts(check(reading, book, today, network=network).findings)
        entry = entry_of(path, plan, call_of(plan, book), found, today, lambda whole: Network(whole).workload(today))
        forecast = network.forecast(today)
        return entry._replace(row=entry.row._replace(at_best=forecast.end if forecast else None))
    told = fault.message
    if fault.position and str(fault.position[0]) not in told.split():
        told = _("line {line}: {message}").format(line=fault.position[0], message=told)
    return broken_entry(path, told, CannotRead.exit_code)


def is_of_others(reading: Reading) -> bool:
    """Whether a TOML file is no plan of ours: it has no table [project], or one of another program's.

    A table with none of the keys of a plan's project, in a file without ``format``, is another program's.
    """
    fault, project = unreadable(reading), reading.plan.project
    if fault is not None:
        return fault.code == NOT_A_PLAN
    is_ours = project.type or project.call or project.lump_sum or project.coordinator or project.months
    return not is_ours and any(finding.where == ("format",) for finding in reading.findings)


def plans_in(folder: str, *, deep: bool = True) -> list[str]:
    """The TOML files in a folder and, if ``deep``, those below it, by name; hidden folders are passed over."""
    found = []
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".")) if deep else []
        found += [os.path.join(place, name) for name in sorted(files) if name.endswith(ENDING) and name[0] != "."]
    return found
