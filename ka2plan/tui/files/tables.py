"""Files into the plan: tables of other programs, and sheets and forms that were sent out and come back.

What would change and what was not read is seen before it is taken.
"""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from ka2plan.errors import Ka2planError
from ka2plan.named_tuples import NamedTuple
from ka2plan.session.meaning import around_of_plan
from ka2plan.store import read_input
from ka2plan.tui.editor.preview import width_for
from ka2plan.tui.files.file_names import are_one, ask_for_file, named
from ka2plan.tui.toolkit.dialogs.in_place import Understood
from ka2plan.tui.toolkit.dialogs.question import Answer, Question
from ka2plan.tui.toolkit.drawing import Told, lines_in
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.export.sent_form import SentForm
    from ka2plan.imports.came_back import CameBack
    from ka2plan.imports.cell import Book
    from ka2plan.session import Snapshot
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.toolkit.theme import StyleName


class Import(NamedTuple):
    """What a file would do to the plan."""

    name: str
    """The file's, as it is shown."""
    before: str
    after: str
    """The plan's text with it; where both sides changed the same, with git's markers."""
    unread: int
    """How many cells could not be read."""
    changes: Sequence[str]
    parts: Sequence[tuple[str, Sequence[str]]]
    """What there is to say of it: headings, and sentences below them."""
    clashes: int = 0
    """How often both sides changed the same: each is settled afterwards."""


def ask_for_table(editor: Editor) -> None:
    """Asks for the name of a file."""
    meant = partial(table_meant, editor.snapshot.path)
    ask_for_file(editor, _("import"), "", meant, partial(_read_behind, editor))


def table_meant(plan: str, text: str) -> Understood:
    """The file that a typed name stands for: one that exists, and not the plan itself."""
    file = named(text)
    if file is None or os.path.isdir(file.whole):
        return Understood(told=_("the name of a file: .csv, .xlsx, .ods, .gan, .xml, .docx"))
    if file.fault:
        return Understood(fault=file.fault)
    if not os.path.exists(file.whole):
        return Understood(fault=_("there is no such file"))
    if are_one(plan, file.whole):
        return Understood(fault=_("this is the plan itself"))
    return Understood(file.whole, file.whole)


def _read_behind(editor: Editor, path: str) -> None:
    """Reads the file away from the keys."""
    editor.say(_("reading {path}").format(path=visible(os.path.basename(path))))
    Thread(target=_read, args=(editor, editor.snapshot, path), name="import", daemon=True).start()


def take_pasted(editor: Editor, text: str) -> None:
    """Takes rows of a spreadsheet, with their headings, as a table of a file is taken."""
    if "\t" not in text:
        key = editor.key_of("entry.open")
        words = _("rows of a spreadsheet can be pasted here; {key} opens the fields, which take a text")
        editor.say(words.format(key=key), "warning")
        return
    listed = editor.view.NAME if editor.view.NAME in ("partners", "milestones") else ""
    Thread(target=_read_pasted, args=(editor, editor.snapshot, text, listed), name="paste", daemon=True).start()


def _read_pasted(editor: Editor, snapshot: Snapshot, text: str, listed: str) -> None:
    """Reads the rows away from the keys; ``listed`` names what they are, where the headings need not say it."""
    from ka2plan.imports.delimited import read_delimited

    def found() -> Import:
        book = read_delimited(text.encode(errors="replace"))
        named = tuple(sheet._replace(name=listed) for sheet in book.sheets)
        return _of_table(editor, snapshot, _("pasted rows"), book._replace(sheets=named))

    def told(_error: Ka2planError) -> str:
        return _("copy the headings too, such as Id, Title, WP, Start, End, Lead")

    _hand_over(editor, found, told)


def _read(editor: Editor, snapshot: Snapshot, path: str) -> None:
    def told(error: Ka2planError) -> str:
        name = visible(os.path.basename(path))
        why = str(error).replace(f"{visible(path)}: ", "")
        return why if why.startswith(f"{name}: ") else f"{name}: {why}"

    _hand_over(editor, partial(import_of, editor, snapshot, path), told)


def _hand_over(editor: Editor, find: Callable[[], Import], told: Callable[[Ka2planError], str]) -> None:
    """Finds out what would change, and has it asked; what cannot be read is told."""
    try:
        found = find()
    except Ka2planError as error:
        editor.app.hand_over(editor.say, told(error), "error")
        return
    except Exception as error:  # noqa: BLE001 - it is raised where keys are dealt with
        editor.app.hand_over(_fail, error)
        return
    editor.app.hand_over(ask_to_import, editor, found)


def _fail(error: Exception) -> None:
    raise error


def import_of(editor: Editor, snapshot: Snapshot, path: str) -> Import:
    """What a file would do to the plan of a snapshot.

    :raises Ka2planError: it cannot be read, or is not understood.
    """
    from ka2plan.imports.came_back import form_come_back, is_form, sheet_come_back
    from ka2plan.imports.table_file import read_tables

    name, data = visible(os.path.basename(path)), read_input(path)
    if is_form(data):
        plan = visible(os.path.basename(snapshot.path))
        return _of_answers(snapshot, form_come_back(plan, name, data, _form_of(editor, snapshot)))
    book = read_tables(data)
    sheet = sheet_come_back(snapshot.plan, name, book, around_of_plan(snapshot))
    return _of_answers(snapshot, sheet) if sheet else _of_table(editor, snapshot, name, book)


def _form_of(editor: Editor, snapshot: Snapshot) -> SentForm:
    """The form of the plan as it is now."""
    from ka2plan.export.form_document import FormDocument
    from ka2plan.export.material import Material

    return FormDocument(Material(snapshot.plan, editor.session.load_calls())).form()


def _of_answers(snapshot: Snapshot, file: CameBack) -> Import:
    """What a sheet or a form that comes back does, merged with what the plan has become meanwhile."""
    from ka2plan.document import Document
    from ka2plan.imports.round import Round
    from ka2plan.merge.conflicts import read_conflicts

    text = snapshot.text
    round_ = Round(Document(text))
    data = round_.document.data
    back = round_.take(file.name, file.merge)
    after = back.merged.text
    conflicts = read_conflicts(after) if back.merged.clashes else None
    changes = _changes(text, conflicts.ours if conflicts else after)
    parts = (*file.reported, *file.told_after(back, data))
    return Import(file.name, text, after, 0, changes, parts, len(back.merged.clashes))


def _changes(before: str, after: str) -> Sequence[str]:
    from ka2plan.changes.comparison import Comparison
    from ka2plan.changes.diff_forms import difference_lines

    return difference_lines(Comparison(before, after)) if after != before else ()


def _of_table(editor: Editor, snapshot: Snapshot, name: str, book: Book) -> Import:
    from ka2plan.imports.taken_in import Columns, gathered_for, reported, taken_in
    from ka2plan.toml import parse

    text = snapshot.text
    books, columns = [(name, book)], Columns()
    gathered = gathered_for(snapshot.plan, editor.session.load_calls(), books, columns, snapshot.today)
    taken = taken_in(snapshot.plan, text, parse(text), gathered)
    after = taken.edited.text
    parts = [
        *reported(gathered),
        (_("not read, or not in the tables:"), taken.told),
        (_("how it was read:"), [line.strip() for line in gathered.lines]),
    ]
    told = [part for part in parts if part[1]]
    return Import(name, text, after, len(gathered.plan.all_unread), _changes(text, after), told)


def ask_to_import(editor: Editor, found: Import) -> None:
    """Shows what would change and what was not read, and asks."""
    editor.screen.footer.fall_silent()  # it is read
    if found.before != found.after:
        title = _("import {file}: what would change").format(file=found.name)
        answers = [Answer("import", _import_words(found), "i")]
    else:
        title = _("import {file}: the plan already has all of it").format(file=found.name)
        answers = []
    answers.append(Answer("leave", _("leave the plan as it is"), "escape"))
    question = Question(editor.look, title, answers, list(_lines(editor, found)))
    editor.ask(question, lambda _answer: take(editor, found))


def _import_words(found: Import) -> str:
    if found.clashes:
        return _("import it, and resolve the conflicts; undo takes it back in one step")
    return _("import it; undo takes it back as one step")


def _lines(editor: Editor, found: Import) -> Iterator[Sequence[Told]]:
    if found.clashes:
        told = ngettext(
            "{count} conflict: both sides changed the same; you choose",
            "{count} conflicts: both sides changed the same; you choose each",
            found.clashes,
        )
        yield from _wrapped(editor, told.format(count=found.clashes), "warning", "")
    if found.unread:
        told = ngettext(
            "{count} cell could not be read; it is named below",
            "{count} cells could not be read; they are named below",
            found.unread,
        )
        yield from _wrapped(editor, told.format(count=found.unread), "warning", "")
    for sentence in found.changes:
        yield from _wrapped(editor, sentence, "base")
    for head, sentences in found.parts:
        yield []
        yield from _wrapped(editor, head, "bright", "")
        for sentence in sentences:
            yield from _wrapped(editor, sentence, "dim")


def _wrapped(editor: Editor, sentence: str, style: StyleName, indent: str = "  ") -> Iterator[Sequence[Told]]:
    room = width_for(editor)
    further = f"{indent}  " if indent else ""
    lines = textwrap.wrap(visible(sentence), room, initial_indent=indent, subsequent_indent=further)
    yield from lines_in(style, lines)


def take(editor: Editor, found: Import) -> None:
    """Puts the text in place as one step of undo; where something clashes, the view of conflicts opens on it."""
    if editor.snapshot.text != found.before:
        editor.say(_("the plan was changed meanwhile; import the file once more"), "warning")
        return
    editor.session.replace_text(found.after, _("import {file}").format(file=found.name))
    if not editor.snapshot.readable:
        editor.screen.show_view("conflicts")
        return
    told = _("imported {file}; {key} takes it back").format(file=found.name, key=editor.key_of("undo"))
    editor.say(told, "good")
