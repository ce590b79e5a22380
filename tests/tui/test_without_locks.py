"""A home whose file system has no locks: work is kept there, that is said once, and the plan opens again."""

from __future__ import annotations

import signal

from tests.tui.in_terminal import OWN_TERMINAL
from tests.tui.pilot import copied
from tests.tui.test_safety import edit, opened

WITHOUT_LOCKS = OWN_TERMINAL + (
    "import errno, fcntl, sys\n"
    "from ka2plan.cli import main\n"
    "def refuse(*_arguments):\n"
    "    raise OSError(errno.ENOLCK, 'No locks available')\n"
    "fcntl.flock = refuse\n"
    "sys.exit(main(sys.argv[1:]))\n"
)


def test_work_that_was_kept_without_a_lock_comes_back(tmp_path):
    plan = copied(tmp_path, "ka220-school")
    with opened(tmp_path, plan, WITHOUT_LOCKS) as terminal:
        edit(terminal, tmp_path, plan)
        terminal.wait_for("files cannot be locked here; unsaved work is still kept")
        terminal.press("j")
        terminal.wait_for(lambda: "cannot be locked" not in terminal.picture)
        with opened(tmp_path, plan, WITHOUT_LOCKS) as another:
            another.wait_for("A4.2")
            another.press("q")
            assert another.wait_for_end() == 0
        terminal.send(signal.SIGKILL)
        terminal.wait_for_end()
    with opened(tmp_path, plan, WITHOUT_LOCKS) as terminal:
        terminal.wait_for("with 1 edit of this plan that")
        terminal.press("r")
        terminal.wait_for("restored; undo takes it back")
        terminal.press("w")
        terminal.wait_for("saved ka220")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
