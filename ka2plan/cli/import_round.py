"""A round of what came back: merged one after the other, told and written; what clashes stands between markers."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ka2plan.cli.from_table import say_lines
from ka2plan.cli.new_file_text import tell_difference, write_text
from ka2plan.errors import Clash
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Collection, Iterable, Sequence

    from ka2plan.cli.plan_files import Loaded
    from ka2plan.document import Document
    from ka2plan.imports.came_back import CameBack
    from ka2plan.imports.round import Round
    from ka2plan.imports.taken_in import Reported


def take_round(arguments: Namespace, loaded: Loaded, files: Sequence[CameBack]) -> int:
    """Merges what came back, tells what changes, and writes it unless it is only to be shown."""
    from ka2plan.document import Document
    from ka2plan.imports.round import Round

    round_ = Round(Document(loaded.text, loaded.data))
    answered = set()
    for file in files:
        _say_parts(file.reported)
        before = round_.document.data
        back = round_.take(file.name, file.merge)
        answered.add(back.moved.get(("partners", file.partner), file.partner))
        if not back.merged.clashes:
            _say_parts(file.told_after(back, before))
    if len(files) > 1 and any(file.partner for file in files):
        _say_who_is_missing(loaded, answered)
    return _finish_round(arguments, loaded, round_, {file.name: file for file in files})


def _say_parts(parts: Iterable[Reported]) -> None:
    """Headings with sentences below them, and headings that stand for themselves."""
    for head, sentences in parts:
        print(head, file=sys.stderr) if not sentences else say_lines(head, sentences)


def _say_who_is_missing(loaded: Loaded, answered: Collection[str]) -> None:
    """Who has sent nothing back; the coordinator keeps the plan itself."""
    missing = [id for id in loaded.plan.partners if id not in answered and id != loaded.plan.project.coordinator]
    if missing:
        print(_("no answer from {partners}").format(partners=", ".join(map(visible, missing))), file=sys.stderr)


def _finish_round(arguments: Namespace, loaded: Loaded, round_: Round, files: dict[str, CameBack]) -> int:
    """Writes what came of a round, unless it is only to be shown."""
    from ka2plan.cli.merge import say
    from ka2plan.merge.conflicts import read_conflicts

    last = round_.last()
    if last is None:
        code = finish_import(arguments, loaded, round_.document)
        return Clash.exit_code if round_.has_refused else code
    file, back = files[last[0]], last[1]
    _say_parts(file.told_after(back, round_.document.data))
    say(back.merged, file.name if file.partner else loaded.path, file.names)
    sentence = _("resolve the conflicts in the editor or with `ka2plan resolve`")
    if round_.waiting:
        sentence = _("resolve the conflicts in the editor or with `ka2plan resolve`; then import {files}")
    print("ka2plan: " + sentence.format(files=", ".join(map(visible, round_.waiting))), file=sys.stderr)
    merged = read_conflicts(back.merged.text)
    if arguments.json:
        from ka2plan.cli.edit_json import clashes_json
        from ka2plan.cli.resolve import placed
        from ka2plan.words.visible import json_text

        clashes = clashes_json(loaded.path, placed(merged.clashes if merged else ()), written=not arguments.dry_run)
        print(json_text(clashes), end="")
    elif merged and merged.ours != loaded.text:
        tell_difference(loaded.text, merged.ours)
    if arguments.dry_run:
        print(_("nothing was written"), file=sys.stderr)
    else:
        write_text(loaded, back.merged.text)
    return Clash.exit_code


def finish_import(arguments: Namespace, loaded: Loaded, document: Document) -> int:
    """Tells what changes and writes it, unless it is only to be shown."""
    from ka2plan.cli.edit import finish_edit

    arguments.diff = arguments.dry_run
    if arguments.json:
        finish_edit(arguments, loaded, document, as_json=True)
        return 0
    if document.text != loaded.text:
        tell_difference(loaded.text, document.text)
    if arguments.dry_run:
        print(_("nothing was written") if document.text != loaded.text else _("nothing to change"), file=sys.stderr)
        return 0
    finish_edit(arguments, loaded, document)
    return 0
