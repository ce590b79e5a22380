"""Where something is typed that does not stand on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.geometry import Region

    from ka2plan.tui.editor.context import Editor


def foot(editor: Editor) -> Region:
    """The last line of the screen, for what is typed away from where it stands."""
    from textual.geometry import Region

    size = editor.app.size
    return Region(0, size.height - 1, size.width, 1)
