"""``ka2plan import`` of forms that were sent out as Word documents: their answers, merged three ways into the plan."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ka2plan.cli.from_table import say_lines
from ka2plan.cli.import_round import finish_round
from ka2plan.cli.merge import say
from ka2plan.cli.plan_files import calls_of, read_bytes, shown_path
from ka2plan.errors import CannotRead
from ka2plan.plan.faults import place_of
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from argparse import Namespace

    from ka2plan.cli.plan_files import Loaded
    from ka2plan.export.sent_form import SentForm
    from ka2plan.findings import Path
    from ka2plan.imports.returned import MergedBack
    from ka2plan.imports.returned_form import ReturnedForm
    from ka2plan.imports.round import Merge
    from ka2plan.merge.named_sides import NamedSides

MARKER = 7
"""Signs of a marker, as git has them."""


def is_form(path: str) -> bool:
    """Whether a file is a Word document; a pipe, which can be read once, is none."""
    from ka2plan.imports.container import open_container
    from ka2plan.imports.packed import ZIP_MARK
    from ka2plan.imports.word_text import is_word

    if not os.path.isfile(path):
        return False
    data = read_bytes(path)
    try:
        return data.startswith(ZIP_MARK) and is_word(open_container(data))
    except CannotRead:
        return False  # whoever reads it as a table says what is wrong with it


def take_forms(arguments: Namespace, loaded: Loaded) -> int:
    """Merges the answers of forms into the plan, those that clash last, and tells what came of it."""
    from ka2plan.document import Document
    from ka2plan.export.form_document import FormDocument
    from ka2plan.export.material import Material
    from ka2plan.imports.round import Round

    now = FormDocument(Material(loaded.plan, calls_of(arguments))).form()
    round_ = Round(Document(loaded.text, loaded.data))
    for path in arguments.files:
        form = _form(path, now)
        back = round_.take(path, _merge_of(loaded, path, form))
        say_lines(f"{shown_path(path)}:", [*form.told, *map(_refused, () if back.merged.clashes else back.refused)])

    def tell(path: str, back: MergedBack) -> None:
        say_lines(f"{shown_path(path)}:", map(_refused, back.refused))
        say(back.merged, loaded.path, _sides(loaded, path))

    return finish_round(arguments, loaded, round_, tell)


def _form(path: str, now: SentForm) -> ReturnedForm:
    """What came back in a file.

    :raises CannotRead: it is no form, or damaged; says which.
    """
    from ka2plan.imports.returned_form import read_returned

    try:
        return read_returned(read_bytes(path), now)
    except CannotRead as error:
        raise CannotRead(_("{path}: {reason}").format(path=shown_path(path), reason=error)) from None


def _merge_of(loaded: Loaded, path: str, form: ReturnedForm) -> Merge:
    from ka2plan.imports.returned import merged_back

    labels = _sides(loaded, path).labels(MARKER)
    return lambda document: merged_back(document, form.returned, labels)


def _sides(loaded: Loaded, path: str) -> NamedSides:
    from ka2plan.merge.named_sides import NamedSides

    return NamedSides(visible(os.path.basename(loaded.path)), "", visible(os.path.basename(path)))


def _refused(where: Path) -> str:
    message = _("{place}: not taken, since the plan has it no more, or something else by that name")
    return message.format(place=place_of(where))
