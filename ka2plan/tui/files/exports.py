"""Exports from within the editor: of the plan as it is on the screen, whether that is saved or not."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from ka2plan.errors import Ka2planError
from ka2plan.export import FORMATS, REPORT_FOR_WORD, Format, Material, created, export
from ka2plan.export.last_changed import note_what_came_before
from ka2plan.named_tuples import NamedTuple
from ka2plan.store import overwrite, write
from ka2plan.tui.files.file_names import are_one, ask_for_file, named
from ka2plan.tui.toolkit.dialogs.in_place import Understood
from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker
from ka2plan.tui.toolkit.drawing import Told
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.changes.comparison import Comparison
    from ka2plan.session import Snapshot
    from ka2plan.tui.editor.context import Editor

HARMLESS = re.compile(r"[A-Za-z0-9]{1,12}").fullmatch
"""An id that can be part of a file's name as it is; any other stays out of it."""


class WantedExport(NamedTuple):
    """What to export."""

    format: Format
    label: str
    """How the command line would have it: ``pdf --only gantt``."""
    summary: str
    options: tuple[tuple[str, object], ...] = ()
    part: str = ""
    """What the name of the file has behind that of the plan."""


def everything_to_export() -> Iterator[WantedExport]:
    """Every format, those with a choice once for each."""
    for known in FORMATS:
        if known.name == "form":
            yield WantedExport(known, "form", _(known.summary), part="-form")
            words = _("the same as Markdown")
            yield WantedExport(known._replace(ending="md"), "form --markdown", words, (("markdown", True),), "-form")
        elif known.name == "csv":
            yield WantedExport(known, "csv", _(known.summary))
            words = _("the same as Excel opens it where decimals have a comma")
            yield WantedExport(known, "csv --excel", words, (("excel", True),))
        elif known.name == "pdf":
            yield WantedExport(known, "pdf", _("the work plan on A4"))
            yield WantedExport(known, "pdf --only gantt", _("the Gantt chart alone"), (("only", "gantt"),), "-gantt")
        elif known.name == "report":
            yield WantedExport(known, "report", _(known.summary), part="-report")
            yield WantedExport(REPORT_FOR_WORD, "report -o .docx", _("the same for Word"), part="-report")
        else:
            yield WantedExport(known, known.name, _(known.summary))


def ask_what_to_export(editor: Editor) -> None:
    """Asks for the format, then for the name of the file."""
    choices = [Choice(wanted, wanted.label, wanted.summary) for wanted in everything_to_export()]
    then = partial(_ask_for_partner, editor)
    editor.ask(Picker(editor.look, _("export: the plan as it is here, saved or not"), choices), then)


def _ask_for_partner(editor: Editor, wanted: WantedExport) -> None:
    """Asks for whom a calendar shall be, where there are partners to choose from."""
    partners = editor.plan.partners
    if wanted.format.name != "ics" or len(partners) < 2:
        _ask_for_file(editor, wanted)
        return
    choices = [Choice(wanted, _("everybody"), _("the whole plan"))]
    for number, (id, partner) in enumerate(partners.items(), 1):
        of_partner = wanted._replace(options=(("partner", id),), part=part_for(id, number))
        choices.append(Choice(of_partner, id, partner.name))
    title = _("calendar: for whom?")
    editor.ask(Picker(editor.look, title, choices), partial(_ask_for_file, editor))


class Target(NamedTuple):
    """The file to write."""

    path: str
    replaces: bool = False
    """Whether it was said that a file that exists may be replaced."""


def part_for(id: str, number: int) -> str:
    """What the name of a partner's calendar has behind that of the plan: the id where that cannot do harm there."""
    return f"-{id}" if HARMLESS(id) else f"-partner-{number}"


def _ask_for_file(editor: Editor, wanted: WantedExport) -> None:
    plan = editor.snapshot.path
    begin = f"{os.path.splitext(plan)[0]}{wanted.part}.{wanted.format.ending}"
    meant = partial(file_meant, plan, wanted.format, take=editor.key_of("dialog.take"))
    ask_for_file(editor, _("export to"), begin, meant, partial(_write_behind, editor, wanted))


def file_meant(plan: str, of: Format, text: str, *, take: str = "enter") -> Understood:
    """The ``Target`` that a typed name stands for: never the plan itself; a file that exists is asked about first."""
    file = named(text)
    if file is None:
        return Understood()
    if file.fault:
        return Understood(fault=file.fault)
    if are_one(plan, file.whole):
        return Understood(fault=_("this is the plan itself"))
    if file.is_there:
        asks = _("this file exists already: {key} replaces it").format(key=take)
        return Understood(Target(file.whole, True), _("replaces {path}").format(path=file.whole), asks=asks)
    is_usual = file.whole.endswith(f".{of.ending}")
    doubt = "" if is_usual else _("such files usually end in .{ending}").format(ending=of.ending)
    return Understood(Target(file.whole), file.whole, doubt=doubt)


def _write_behind(editor: Editor, wanted: WantedExport, target: Target) -> None:
    """Writes the file away from the keys."""
    editor.say(_("writing {path}").format(path=visible(os.path.basename(target.path))))
    writing = Thread(target=_write, args=(editor, wanted, editor.snapshot, target), name="export", daemon=True)
    editor.behind.append(writing)
    writing.start()


def _write(editor: Editor, wanted: WantedExport, snapshot: Snapshot, target: Target) -> None:
    try:
        told = _written(editor, wanted, snapshot, target)
    except Exception as error:  # noqa: BLE001 - it is raised where keys are dealt with
        editor.untold.append(f"{type(error).__name__}: {error}")
        editor.app.hand_over(_fail, error)
        return
    editor.untold.append(told[0])
    editor.app.hand_over(_tell, editor, told)


def _written(editor: Editor, wanted: WantedExport, snapshot: Snapshot, target: Target) -> Told:
    """Writes an export; what there is to say of it, the weightiest first."""
    plan, name = os.path.basename(snapshot.path), visible(os.path.basename(target.path))
    try:
        comparison, notice = _since_granted(wanted, snapshot)
        material = Material(
            snapshot.plan,
            editor.session.load_calls(),
            created=created(os.environ),
            today=snapshot.today,
            options={**dict(wanted.options), "comparison": comparison},
            name=os.path.splitext(plan)[0],
        )
        if wanted.format.is_dated:
            note_what_came_before(material, snapshot.path, snapshot.text, target.path)
        material.notices += [notice] if notice else []
        data = export(wanted.format, material)
        if are_one(editor.snapshot.path, target.path):
            return _("{path} is the plan itself: nothing was exported").format(path=name), "error"
        if target.replaces:
            overwrite(target.path, data)
        else:
            write(target.path, data, None)
    except Ka2planError as error:
        return str(error).replace(visible(target.path), name), "error"
    words = _("wrote {path}").format(path=name)
    return "; ".join((*material.notices, words)), "warning" if material.notices else "good"


def _since_granted(wanted: WantedExport, snapshot: Snapshot) -> tuple[Comparison | None, str]:
    """What a report is compared with; nothing for other exports."""
    if wanted.format.name != "report":
        return None, ""
    from ka2plan.export.since_granted import compared_with_grant

    return compared_with_grant(snapshot.path, snapshot.plan, snapshot.text)


def _tell(editor: Editor, told: Told) -> None:
    words, style = told
    editor.untold.remove(words)
    editor.say(words, style)


def _fail(error: Exception) -> None:
    raise error
