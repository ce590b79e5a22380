"""The folder that the editor began in may go: the plan is kept, said to be gone, and saved where there is a place."""

from __future__ import annotations

import shutil

from tests.tui.in_terminal import OWN_TERMINAL, in_terminal
from tests.tui.pilot import copied

BEGINNING_IN = OWN_TERMINAL + (
    "import os, sys\nfrom ka2plan.cli import main\nos.chdir(sys.argv[1])\nsys.exit(main(sys.argv[2:]))\n"
)


def begun_in(folder, tmp_path, **env):
    folder.mkdir()
    copied(folder, "ka220-school")
    words = (str(folder), "ka220-school.toml", "--today", "2027-03-15")
    return in_terminal(tmp_path, *words, program=BEGINNING_IN, **env)


def test_a_folder_that_goes_ends_nothing_and_the_plan_is_saved_elsewhere(tmp_path):
    folder = tmp_path / "plans"
    with begun_in(folder, tmp_path) as terminal:
        terminal.wait_for("A4.2")
        terminal.press("jj>")
        terminal.wait_for("1 Dec 2026 - 31 Mar 2027")
        shutil.rmtree(folder)
        terminal.wait_for("the file was deleted from the disk; the plan is kept here")
        terminal.press("w")
        terminal.wait_for("was deleted from the disk.")
        terminal.press("n")
        terminal.wait_for("cannot be saved")
        terminal.press("W")
        terminal.wait_for("save as")
        terminal.press("\x15" + "other.toml")
        terminal.wait_for("the folder in which ka2plan was started no longer exists")
        terminal.press("\x15" + f"{tmp_path}/other.toml\r")
        terminal.wait_for("saved")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert 'start = "M2"' in (tmp_path / "other.toml").read_text(encoding="utf-8")


def test_a_folder_that_is_another_one_by_now_gets_the_plan_that_is_saved(tmp_path):
    folder = tmp_path / "plans"
    with begun_in(folder, tmp_path) as terminal:
        terminal.wait_for("A4.2")
        terminal.press("jj>")
        terminal.wait_for("1 Dec 2026 - 31 Mar 2027")
        folder.rename(tmp_path / "moved")
        folder.mkdir()
        terminal.wait_for("the file was deleted from the disk")
        terminal.press("w")
        terminal.wait_for("was deleted from the disk.")
        terminal.press("n")
        terminal.wait_for((folder / "ka220-school.toml").exists)
    assert 'start = "M2"' in (folder / "ka220-school.toml").read_text(encoding="utf-8")
    assert not (tmp_path / "moved" / "ka220-school.toml").read_text(encoding="utf-8").count('start = "M2"\nend = "M5"')
