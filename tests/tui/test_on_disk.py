"""Two people, one file, one machine: what the other saves is noticed, told and joined; nothing of either is lost."""

from __future__ import annotations

from threading import Event
from threading import enumerate as enumerate_threads

import pytest

from ka2plan.tui.conflicts import external_changes
from tests.tui.in_terminal import in_terminal
from tests.tui.pilot import assert_picture, copied, opened

TITLE = "Needs survey in twelve schools"
LATER = ("j", "j", ">")
"""Keys that move A2.1 by a month."""


def saved_by_another(tmp_path, *changes):
    path = tmp_path / "ka220-school.toml"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return path


async def noticed(editor):
    """Looks at the disk as often as it takes, as the clock does in the program."""
    await editor.until(lambda: editor.app.arrivals.look() or not editor.session.snapshot.changed_on_disk)
    await editor.pilot.pause()


async def said(editor, words):
    await editor.until(lambda: editor.app.arrivals.look() or words in editor.picture)


async def test_with_nothing_unsaved_what_came_is_read_and_told(tmp_path):
    async with opened(tmp_path) as editor:
        path = saved_by_another(tmp_path, (TITLE, "Survey"), ('end = "M4"', 'end = "M3"'))
        await said(editor, "somebody else saved")
        assert editor.session.snapshot.text == path.read_text(encoding="utf-8")
        assert not editor.session.snapshot.dirty
        assert_picture(editor, "came-in-80x24")


async def test_with_unsaved_work_both_are_joined_and_saving_writes_both(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press(*LATER)
        path = saved_by_another(tmp_path, (TITLE, "Survey"))
        await said(editor, "joined with what somebody else saved")
        activity = editor.session.snapshot.plan.activities["A2.1"]
        assert (activity.title, activity.start_written.number) == ("Survey", 2)
        await editor.press("w")
        text = path.read_text(encoding="utf-8")
        assert 'title = "Survey"' in text
        assert 'start = "M2"' in text
        await editor.press("u")
        assert editor.session.snapshot.plan.activities["A2.1"].title == "Survey"


async def test_all_that_came_in_can_be_read_again(tmp_path):
    async with opened(tmp_path) as editor:
        saved_by_another(tmp_path, (TITLE, "Survey"), ("rate = 225", "rate = 230"), ("E10023456", "E10020000"))
        await said(editor, "M shows all 3")
        await editor.press("M")
        assert_picture(editor, "came-in-all-80x24")


async def test_saving_before_it_was_noticed_joins_first_and_overwrites_nothing(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press(*LATER)
        path = saved_by_another(tmp_path, (TITLE, "Survey"))
        theirs = path.read_text(encoding="utf-8")
        await editor.press("w")
        assert path.read_text(encoding="utf-8") == theirs
        assert "somebody else saved" in editor.picture
        await editor.press("w")
        text = path.read_text(encoding="utf-8")
        assert 'title = "Survey"' in text
        assert 'start = "M2"' in text


@pytest.mark.parametrize(("keys", "start"), [("o", "M2"), ("t", "M3"), ("eM4\n", "M4")])
@pytest.mark.parametrize("begin", ["M", "w"])
async def test_a_field_that_both_changed_is_chosen(tmp_path, begin, keys, start):
    async with opened(tmp_path) as editor:
        await editor.press(*LATER)
        path = saved_by_another(tmp_path, ('start = "M1"\nend = "M4"', 'start = "M3"\nend = "M5"'), (TITLE, "Survey"))
        theirs = path.read_text(encoding="utf-8")
        if begin == "M":
            await said(editor, "1 field was changed here too: M shows both")
        await editor.press(begin)
        assert "on disk" in editor.picture
        await editor.press(*(key.replace("\n", "enter") for key in keys))
        assert path.read_text(encoding="utf-8") == theirs
        await editor.press("w")
        text = path.read_text(encoding="utf-8")
        assert f'start = "{start}"\nend = "M5"' in text
        assert 'title = "Survey"' in text


async def test_a_choice_between_here_and_on_disk_as_a_picture(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press(*LATER)
        saved_by_another(tmp_path, ('start = "M1"\nend = "M4"', 'start = "M3"\nend = "M6"'))
        assert editor.session.poll()
        await editor.press("w", "t")
        assert_picture(editor, "here-and-on-disk-80x24")


async def test_leaving_the_choice_changes_nothing_here_or_on_disk(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press(*LATER)
        mine = editor.session.snapshot.text
        path = saved_by_another(tmp_path, ('start = "M1"\nend = "M4"', 'start = "M3"\nend = "M6"'))
        theirs = path.read_text(encoding="utf-8")
        await editor.press("w", "t", "escape")
        assert editor.session.snapshot.text == mine
        assert path.read_text(encoding="utf-8") == theirs
        await editor.press("M", "T")
        assert editor.session.snapshot.text == theirs


async def test_undo_in_the_middle_of_choosing_ends_what_clashed(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press(*LATER)
        saved_by_another(tmp_path, ('start = "M1"\nend = "M4"', 'start = "M3"\nend = "M6"'))
        await editor.press("w", "t", "u")
        assert "Nothing to choose" in editor.picture
        await noticed(editor)
        assert editor.session.snapshot.plan.activities["A2.1"].start_written.number == 3


async def test_what_comes_while_a_dialog_is_open_waits_until_it_is_closed(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press(":")
        saved_by_another(tmp_path, (TITLE, "Survey"))
        for _look in range(5):
            editor.app.arrivals.look()
            await editor.pilot.pause()
        assert editor.session.snapshot.plan.activities["A2.1"].title == TITLE
        await editor.press("escape")
        await noticed(editor)
        assert editor.session.snapshot.plan.activities["A2.1"].title == "Survey"


async def test_what_was_read_before_a_dialog_opened_waits_until_it_is_closed_too(tmp_path, monkeypatch):
    go, held = Event(), external_changes.held

    def held_when_told(editor):
        go.wait(60)
        return held(editor)

    def is_held():
        return any(thread.name == "arrival" for thread in enumerate_threads())

    async with opened(tmp_path) as editor:
        monkeypatch.setattr(external_changes, "held", held_when_told)
        saved_by_another(tmp_path, (TITLE, "Survey"))
        await editor.until(lambda: editor.app.arrivals.look() or is_held())
        await editor.press(":")
        go.set()
        await editor.until(lambda: not is_held())
        await editor.pilot.pause()
        assert editor.session.snapshot.plan.activities["A2.1"].title == TITLE
        await editor.press("escape")
        await noticed(editor)
        assert editor.session.snapshot.plan.activities["A2.1"].title == "Survey"


async def test_what_comes_while_somebody_chooses_waits_until_that_is_left(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press(*LATER)
        saved_by_another(tmp_path, ('start = "M1"\nend = "M4"', 'start = "M3"\nend = "M6"'))
        assert editor.session.poll()
        await editor.press("w")
        before = editor.picture
        saved_by_another(tmp_path, (TITLE, "Survey"))
        for _look in range(5):
            editor.app.arrivals.look()
            await editor.pilot.pause()
        assert editor.picture == before
        await editor.press("1")
        await said(editor, "fields were changed here too")


@pytest.mark.parametrize("dirty", [False, True])
async def test_a_file_that_is_gone_is_said_and_can_be_written_anew(tmp_path, dirty):
    async with opened(tmp_path) as editor:
        path = tmp_path / "ka220-school.toml"
        if dirty:
            await editor.press(*LATER)
        path.unlink()
        await said(editor, "the file was deleted")
        await editor.press("w", "n")
        assert path.read_text(encoding="utf-8") == editor.session.snapshot.text


async def test_a_file_that_is_no_plan_any_more_is_said_and_never_taken_in(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press(*LATER)
        mine = editor.session.snapshot.text
        (tmp_path / "ka220-school.toml").write_text("half of", encoding="utf-8")
        await said(editor, "somebody else changed the file")
        assert editor.session.snapshot.text == mine


async def test_a_pull_that_leaves_conflicts_shows_them_where_nothing_is_unsaved(tmp_path):
    async with opened(tmp_path) as editor:
        old = f'title = "{TITLE}"\n'
        marked = f'<<<<<<< HEAD\ntitle = "A"\n||||||| base\n{old}=======\ntitle = "B"\n>>>>>>> feature\n'
        path = saved_by_another(tmp_path, (old, marked))
        await said(editor, "1 to choose")
        await editor.press("t", "w")
        assert 'title = "B"' in path.read_text(encoding="utf-8")


async def test_unsaved_work_of_an_editor_that_died_is_joined_with_what_was_saved_since(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press(*LATER)
        editor.session.close(keep_journal=True)
        editor.session.safekeeping.journal = None
    path = tmp_path / "ka220-school.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('start = "M1"\nend = "M4"', 'start = "M3"\nend = "M6"'),
        encoding="utf-8",
    )
    from ka2plan.session.recovery import recoverable
    from ka2plan.tui.files.recovery import offer

    async with opened(tmp_path, path) as editor:
        (tmp_path / "state").mkdir(exist_ok=True)
        (tmp_path / "state" / "journals").symlink_to(tmp_path / "journals")
        offer(editor.app.editor, recoverable(str(path), str(tmp_path / "state")))
        await editor.pilot.pause()
        await editor.press("r")
        assert "unsaved" in editor.picture
        await editor.press("o", "t", "w")
        assert 'start = "M2"\nend = "M6"' in path.read_text(encoding="utf-8")
        assert recoverable(str(path), str(tmp_path / "state")) == ()


async def test_what_was_left_is_told_by_what_bringing_it_back_would_change_now(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press(*LATER)
        editor.session.close(keep_journal=True)
        editor.session.safekeeping.journal = None
    path = saved_by_another(tmp_path, ('title = "Writing the eight', 'title = "Making the eight'))
    from ka2plan.session.recovery import recoverable
    from ka2plan.tui.files.recovery import offer

    async with opened(tmp_path, path, size=(80, 14)) as editor:
        (tmp_path / "state").mkdir(exist_ok=True)
        (tmp_path / "state" / "journals").symlink_to(tmp_path / "journals")
        before = editor.session.snapshot.text
        offer(editor.app.editor, recoverable(str(path), str(tmp_path / "state")))
        await editor.pilot.pause()
        assert "A2.1 starts M2 instead of M1" in editor.picture
        assert "pgup pgdn scroll" in editor.picture
        assert "is called" not in editor.picture
        assert "An editor ended" in editor.picture
        assert "PHS has 7.9 days less" not in editor.picture
        await editor.press("pagedown", "pagedown")
        assert "An editor ended" not in editor.picture
        assert "PHS has 7.9 days less" in editor.picture
        await editor.press("r")
        assert editor.session.snapshot.text == before.replace('start = "M1"\nend = "M4"', 'start = "M2"\nend = "M5"')


def test_in_a_terminal_what_somebody_else_saves_is_seen_without_a_key(tmp_path):
    path = copied(tmp_path, "ka220-school")
    with in_terminal(tmp_path, str(path), "--today", "2027-03-15") as terminal:
        terminal.wait_for("A4.2")
        saved_by_another(tmp_path, (TITLE, "Survey"))
        terminal.wait_for("somebody else saved")
        terminal.wait_for("A2.1 Survey")
