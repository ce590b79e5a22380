"""A new text for a plan's file: written over the one that was read, or shown as a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.cli.plan_files import Loaded


def write_text(loaded: Loaded, text: str) -> None:
    """Writes a new text over the file that was read.

    :raises ChangedOnDisk: somebody else wrote it meanwhile.
    """
    from ka2plan.store import read, write

    state = read(loaded.path)
    if state.data != loaded.text.encode():
        from ka2plan.errors import ChangedOnDisk

        raise ChangedOnDisk(_("{path} changed while it was being edited; nothing was written").format(path=loaded.path))
    write(loaded.path, text.encode(), state.fingerprint)


def difference(path: str, old: str, new: str) -> str:
    """The change as a unified diff with control characters made visible."""
    from ka2plan.merge.hunks import unified
    from ka2plan.words.visible import visible

    return "".join(f"{visible(line)}\n" for line in unified(old, new, path))


def tell_difference(old: str, new: str) -> None:
    """Prints what changes, in the plan's own terms."""
    from ka2plan.changes.comparison import Comparison
    from ka2plan.changes.diff_forms import difference_lines

    print("".join(f"{line}\n" for line in difference_lines(Comparison(old, new))), end="")
