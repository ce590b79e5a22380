"""``ka2plan export fillin``: each partner's part of the plan as a sheet to fill in and send back."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from ka2plan.cli.edit import around_typed
from ka2plan.cli.output import write_output
from ka2plan.cli.plan_files import calls_of, load, read_bytes, shown_path
from ka2plan.errors import CannotRead, CannotWrite, UsageError
from ka2plan.export import Material, created
from ka2plan.export.extras import extra
from ka2plan.export.fillin_part import Whole
from ka2plan.words.figures import number
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Collection, Iterable
    from datetime import date

    from ka2plan.cli.plan_files import Loaded
    from ka2plan.plan.types import Around

ALL = "all"

MOST_ROWS = 20_000
"""Of all workbooks that are written at once, in less than three seconds; those of a hundred partners have 10,000."""


def write_fillin(arguments: Namespace) -> int:
    """Writes the sheet of one partner, or those of all into a folder."""
    loaded = load(arguments.plan)
    partners = _partners(arguments, loaded)
    is_folder = arguments.partner == ALL and ALL not in loaded.plan.partners
    if is_folder and not arguments.output:
        raise UsageError(_("--partner all writes one file for each partner; name a folder with -o"))
    if not arguments.output and sys.stdout.isatty():
        raise UsageError(_("{format} cannot be shown in a terminal; name a file with -o").format(format="fillin"))
    moment, today = created(os.environ), arguments.today
    whole = Whole(Material(loaded.plan, calls_of(arguments), created=moment, today=today), loaded.data)
    if is_folder:
        _refuse_too_many(whole)
        _make_folder(arguments.output)
        gc.freeze()
        gc.enable()  # what one workbook leaves is not to pile up with what all others do
    names = _file_names(partners)
    targets = [os.path.join(arguments.output, names[id]) if is_folder else arguments.output for id in partners]
    made = [_written(whole, id, moment.date() if moment else today) for id in partners]
    _refuse_answers(zip(targets, made, strict=True), around_typed(loaded.plan, arguments))
    for target, workbook in zip(targets, made, strict=True):
        write_output(target, workbook, [arguments.plan])
    return 0


def _partners(arguments: Namespace, loaded: Loaded) -> list[str]:
    """Whose sheets are wanted."""
    wanted, known = arguments.partner, loaded.plan.partners
    if not wanted:
        raise UsageError(_("--partner is missing: whose part it is, or `all`"))
    if wanted in known:
        return [wanted]
    if wanted == ALL:
        return list(known)
    raise UsageError(_("--partner: the plan has no partner {id}").format(id=repr(wanted)))


def _written(whole: Whole, partner: str, day: date | None) -> bytes:
    with extra("xlsx", "`export fillin`"):
        from ka2plan.export.fillin import write

        return write(whole, partner, day)


def _refuse_too_many(whole: Whole) -> None:
    """Refuses what would take longer than anybody waits without a word; no consortium has so many partners.

    :raises UsageError: the workbooks of all partners are that many.
    """
    from ka2plan.export.fillin import rows_of_all

    rows, partners = rows_of_all(whole), whole.plan.partners
    if rows > MOST_ROWS:
        message = _(
            "the sheets of all {count} partners would have about {rows} rows, and at most {most} are written at once; "
            "ask for one partner at a time, such as --partner {id}"
        )
        told = {"count": number(len(partners)), "rows": number(rows), "most": number(MOST_ROWS)}
        raise UsageError(message.format(**told, id=visible(next(iter(partners)))))


def _make_folder(folder: str) -> None:
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        from ka2plan.store.failures import reason

        message = _("{path} cannot be made: {reason}").format(path=shown_path(folder), reason=reason(error))
        raise CannotWrite(message) from None


def _file_names(partners: Collection[str]) -> dict[str, str]:
    """A file name for each partner; ids that differ in capitals alone get other names, for some disks see none."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for id in partners:
        name, number = id, 2
        while name.casefold() in taken:
            name, number = f"{id}-{number}", number + 1
        taken.add(name.casefold())
        names[id] = f"{name}.xlsx"
    return names


def _refuse_answers(sheets: Iterable[tuple[str, bytes]], around: Around) -> None:
    """Refuses to write over a sheet into which somebody has written something; one that stays as it is needs no look.

    :raises UsageError: there is one; the sentence names it.
    """
    for target, made in sheets:
        if target and os.path.isfile(target) and _is_filled_in(read_bytes(target), made, around):
            message = _("{path} has been filled in; import it first, or move it away")
            raise UsageError(message.format(path=shown_path(target)))


def _is_filled_in(there: bytes, made: bytes, around: Around) -> bool:
    from ka2plan.imports.fillin import read_answers
    from ka2plan.imports.table_file import read_tables

    if there == made:
        return False
    try:
        answers = read_answers(read_tables(there), around)
    except CannotRead:
        return False
    return bool(answers and (answers.changes or answers.new or answers.unread))
