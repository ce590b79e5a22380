"""The end of an import: what changes is told and written, what clashes stands between markers."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ka2plan.cli.new_file_text import tell_difference, write_text
from ka2plan.errors import Clash
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from ka2plan.cli.plan_files import Loaded
    from ka2plan.document import Document
    from ka2plan.imports.returned import MergedBack
    from ka2plan.imports.round import Round


def finish_round(arguments: Namespace, loaded: Loaded, round_: Round, tell: Callable[[str, MergedBack], None]) -> int:
    """Writes what came of a round, unless it is only to be shown; ``tell`` is called for what clashes."""
    from ka2plan.merge.conflicts import read_conflicts

    last = round_.last()
    if last is None:
        code = finish_import(arguments, loaded, round_.document)
        return Clash.exit_code if round_.has_refused else code
    tell(*last)
    sentence = _("settle what clashes in the editor or with `ka2plan resolve`")
    if round_.waiting:
        sentence = _("settle what clashes in the editor or with `ka2plan resolve`; then import {files}")
    print("ka2plan: " + sentence.format(files=", ".join(map(visible, round_.waiting))), file=sys.stderr)
    merged = read_conflicts(last[1].merged.text)
    if merged and merged.ours != loaded.text:
        tell_difference(loaded.text, merged.ours)
    if arguments.dry_run:
        print(_("nothing was written"), file=sys.stderr)
    else:
        write_text(loaded, last[1].merged.text)
    return Clash.exit_code


def finish_import(arguments: Namespace, loaded: Loaded, document: Document) -> int:
    """Tells what changes and writes it, unless it is only to be shown."""
    from ka2plan.cli.edit import finish_edit

    if document.text != loaded.text:
        tell_difference(loaded.text, document.text)
    if arguments.dry_run:
        print(_("nothing was written") if document.text != loaded.text else _("nothing to change"), file=sys.stderr)
        return 0
    arguments.diff = False
    finish_edit(arguments, loaded, document)
    return 0
