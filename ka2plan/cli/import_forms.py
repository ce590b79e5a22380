"""``ka2plan import`` of forms that were sent out as Word documents: their answers, merged three ways into the plan."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ka2plan.cli.import_round import take_round
from ka2plan.cli.plan_files import calls_of, read_bytes, shown_path
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from argparse import Namespace

    from ka2plan.cli.plan_files import Loaded


def is_form_file(path: str) -> bool:
    """Whether a file is a Word document; a pipe, which can be read once, is none."""
    from ka2plan.imports.came_back import is_form

    return os.path.isfile(path) and is_form(read_bytes(path))


def take_forms(arguments: Namespace, loaded: Loaded) -> int:
    """Merges the answers of forms into the plan, those that clash last, and tells what came of it."""
    from ka2plan.export.form_document import FormDocument
    from ka2plan.export.material import Material
    from ka2plan.imports.came_back import form_come_back

    now = FormDocument(Material(loaded.plan, calls_of(arguments))).form()
    called = visible(os.path.basename(loaded.path))
    forms = [form_come_back(called, shown_path(path), read_bytes(path), now) for path in arguments.files]
    return take_round(arguments, loaded, forms)
