"""Going on with another plan: one of those opened last, one in this folder, any other, or a new one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from ka2plan.errors import UsageError
from ka2plan.tui.files.file_names import are_one, ask_for_file, named
from ka2plan.tui.files.saving import once_saved
from ka2plan.tui.toolkit.dialogs.in_place import Understood
from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker
from ka2plan.tui.toolkit.dialogs.several_values import Several, Wanted
from ka2plan.words.figures import number
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.imports.starter_text import Request
    from ka2plan.tui.editor.context import Editor

MOST_IN_FOLDER = 40
"""Plans of the folder that are listed."""

ANOTHER, NEW = "another", "new"


def ask_which(editor: Editor) -> None:
    """Asks which plan to go on with."""
    choices = [Choice(path, os.path.basename(path), detail) for path, detail in _known(editor)]
    choices += [Choice(ANOTHER, _("another file"), stays=True), Choice(NEW, _("a new plan"), stays=True)]

    def chosen(value: str) -> None:
        if value == NEW:
            ask_for_new(editor)
        elif value == ANOTHER:
            typed, meant = picker.typed, partial(_plan_meant, editor)
            ask_for_file(editor, _("open"), typed, meant, partial(go_on_with, editor), begun=bool(typed))
        else:
            go_on_with(editor, value)

    picker = Picker(editor.look, _("Open which plan"), choices)
    editor.ask(picker, chosen)


def _known(editor: Editor) -> Iterator[tuple[str, str]]:
    """The plans opened last, then those in the folder of this one, each with where it is."""
    from ka2plan.print.portfolio_plans import plans_in

    own = editor.snapshot.path
    recent = [path for path in editor.app.remember.recent if os.path.isfile(path) and not are_one(path, own)]
    yield from ((path, _("opened before, in {folder}").format(folder=_folder(path))) for path in recent)
    folder = os.path.dirname(os.path.abspath(own))
    others = (path for path in plans_in(folder, deep=False) if not are_one(path, own) and path not in recent)
    for place, path in enumerate(others):
        if place < MOST_IN_FOLDER:
            yield path, _("in this folder")


def _folder(path: str) -> str:
    return visible(os.path.dirname(path) or os.sep)


def _plan_meant(editor: Editor, text: str) -> Understood:
    """The file that a typed name stands for: one that is there."""
    file = named(text)
    if file is None:
        return Understood()
    if os.path.isdir(file.whole):
        return Understood(fault=_("this is a folder"))
    if not file.is_there:
        return Understood(fault=_("there is no such file"))
    is_its_own = are_one(editor.snapshot.path, file.whole)
    return Understood(None, _("it is open")) if is_its_own else Understood(file.path, file.whole)


def go_on_with(editor: Editor, path: str) -> None:
    """Opens another plan in place of this one; asks first where this one has unsaved changes.

    :raises CannotRead: there is no such file, or it may not be read; this plan stays open.
    """
    from ka2plan.session.open_file import OpenFile, absolute

    path = absolute(path)
    OpenFile.read(path)
    saving, discarding = _("save, then open the other one"), _("open the other one without saving")
    once_saved(editor, partial(editor.app.go_on_with, path), saving, discarding)


def ask_for_new(editor: Editor) -> None:
    """Asks what a new plan is to be, writes it, and goes on with it."""
    from ka2plan.session.offers import type_offers

    choices = [Choice(*offer) for offer in type_offers(editor.session.load_calls())]
    picker = Picker(editor.look, _("New plan: which type"), choices, editor.plan.project.type)
    editor.ask(picker, lambda type_id: _ask_for_rest(editor, type_id))


def _ask_for_rest(editor: Editor, type_id: str) -> None:
    from ka2plan.imports import starter_answers as answers
    from ka2plan.imports.starter_text import default_request, starter_text
    from ka2plan.session.offers import country_offers

    book, today = editor.session.load_calls(), editor.snapshot.today
    begun = default_request(book, type_id, None, None, today)
    countries = tuple(Choice(*offer) for offer in country_offers(editor.snapshot))
    wanted = [
        Wanted(_("acronym"), begun.acronym, _read(answers.read_text)),
        Wanted(_("title"), "", _read(answers.read_text)),
        Wanted(_("country of the coordinator"), "", _read(partial(answers.read_country, book=book)), countries),
        Wanted(_("organisations"), str(begun.partners), _read(answers.read_partners)),
        Wanted(_("first day"), begun.start.isoformat(), _read(partial(answers.read_day, today=today))),
        Wanted(_("months"), str(begun.months), _read(answers.read_months)),
        Wanted(_("lump sum in EUR"), number(begun.money), _read(answers.read_money)),
    ]

    def answered(values: tuple[Any, ...]) -> None:
        acronym, title, country, partners, start, months, money = values
        request = begun._replace(acronym=acronym or begun.acronym, title=title, country=country, partners=partners)
        request = request._replace(start=start, months=months, money=money)
        _ask_for_name(editor, request, lambda: starter_text(request, book))

    editor.ask(Several(editor.look, _("New plan: {type}").format(type=type_id), wanted), answered)


def _read(read: Callable[[str], Any]) -> Callable[[str], Understood]:
    """What is understood of a typed answer, or why it cannot be taken."""

    def understood(text: str) -> Understood:
        try:
            return Understood(read(text.strip()))
        except UsageError as reason:
            return Understood(fault=str(reason))

    return understood


def _ask_for_name(editor: Editor, request: Request, text: Callable[[], str]) -> None:
    from ka2plan.store import write
    from ka2plan.tui.files.save_as import name_meant

    def chosen(path: str) -> None:
        write(path, text().encode(), None)
        go_on_with(editor, path)

    name = "".join(character for character in request.acronym.lower() if character.isalnum()) or "plan"
    begun = os.path.join(os.path.dirname(os.path.abspath(editor.snapshot.path)), f"{name}.toml")
    ask_for_file(editor, _("write it as"), begun, partial(name_meant, editor.snapshot.path), chosen)
