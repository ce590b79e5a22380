"""``ka2plan import`` of sheets that were sent out: each is merged three ways into the plan as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.edit import around_typed
from ka2plan.errors import UsageError
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from ka2plan.cli.plan_files import Loaded
    from ka2plan.imports.came_back import CameBack
    from ka2plan.imports.cell import Book


def sheets_sent_out(arguments: Namespace, loaded: Loaded, books: Sequence[tuple[str, Book]]) -> list[CameBack]:
    """Those of the files that were sent out to be filled in: all of them, or none.

    :raises CannotRead: one was, and nothing can be made of it any more.
    :raises UsageError: there are other tables among them, or options that only these have.
    """
    from ka2plan.imports.came_back import sheet_come_back

    around = around_typed(loaded.plan, arguments)
    found = [sheet for path, book in books if (sheet := sheet_come_back(loaded.plan, path, book, around))]
    if found and len(found) < len(books):
        others = ", ".join(sorted({path for path, _book in books} - {sheet.name for sheet in found}))
        raise UsageError(_("import the sheets that were sent out separately, without {files}").format(files=others))
    if found and (arguments.sheet or arguments.column):
        raise UsageError(_("--sheet and --column are for other tables only; a sheet that was sent out needs neither"))
    return found
