"""``check --fix`` and ``--diff``: remedies that are certain, written or shown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from ka2plan.cli.plan_files import Loaded, load_lenient, unreadable
from ka2plan.errors import Ka2planError, UsageError
from ka2plan.plan import read_plan
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace

    from ka2plan.calls import CallBook
    from ka2plan.findings import Finding


def fix_files(paths: list[str], arguments: Namespace, book: CallBook) -> int:
    """Fixes every file, or shows the differences under ``--diff``; returns the highest exit code."""
    code = 0
    for path in paths:
        if path == "-" and not arguments.diff:
            raise UsageError(_("--fix needs a file; standard input cannot be written back"))
        try:
            code = max(code, _fix_file(path, arguments, book))
        except Ka2planError as error:
            from ka2plan.words.visible import visible

            print(f"ka2plan: {visible(str(error))}", file=sys.stderr)
            code = max(code, error.exit_code)
    return code


def _fix_file(path: str, arguments: Namespace, book: CallBook) -> int:
    loaded = load_lenient(path)
    text, fixed = fixed_text(loaded, arguments, book)
    if arguments.diff:
        from ka2plan.cli.new_file_text import difference

        print(difference(loaded.shown_path, loaded.text, text), end="")
    elif fixed:
        from ka2plan.cli.new_file_text import write_text

        write_text(loaded, text)
        said = ngettext("{path}: {count} finding fixed", "{path}: {count} findings fixed", fixed)
        print(said.format(path=loaded.shown_path, count=fixed), file=sys.stderr)
    return 0


def fixed_text(loaded: Loaded, arguments: Namespace, book: CallBook) -> tuple[str, int]:
    """The text after every certain remedy, and how many were applied."""
    from ka2plan.cli.checked_file import check_loaded, codes
    from ka2plan.document import Document
    from ka2plan.rules import selected
    from ka2plan.rules.mend import mend

    if unreadable(loaded):
        return loaded.text, 0

    def findings_of(data: dict[str, Any]) -> tuple[Finding, ...]:
        found = check_loaded(Loaded(loaded.path, "", data, read_plan(data)), arguments, book).findings
        return selected(found, codes(arguments.select), codes(arguments.ignore))

    document = Document(loaded.text, loaded.data)
    mended = mend(document, findings_of(document.data), findings_of)
    return mended.text, len(mended.findings)


def difference(path: str, old: str, new: str) -> str:
    """The change as a unified diff with control characters made visible."""
    from difflib import unified_diff

    from ka2plan.words.visible import visible

    lines = unified_diff(old.splitlines(), new.splitlines(), path, path, lineterm="", n=2)
    return "".join(f"{visible(line)}\n" for line in lines)
