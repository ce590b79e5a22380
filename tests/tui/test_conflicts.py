"""Conflicts in the editor: both sides field by field, a choice for each, and nothing else touched."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher

import pytest

from ka2plan.merge.clash import Own
from ka2plan.resources import samples_folder
from ka2plan.session.join import Joining
from ka2plan.tui.app.views import FORM, VIEWS
from ka2plan.tui.conflicts.view import value_words
from tests.tui.in_terminal import in_terminal
from tests.tui.pilot import assert_picture, opened

with open(f"{samples_folder()}/ka220-school.toml", encoding="utf-8") as _file:
    BASE = _file.read()

TITLE = 'title = "Needs survey in twelve schools"'
END = 'end = "M4"'
OURS = BASE.replace(TITLE, 'title = "Survey of needs"').replace(END, 'end = "M5"', 1).replace("E10012345", "E10099999")
THEIRS = (
    BASE.replace(TITLE, 'title = "Questionnaire"').replace(END, 'end = "M6"', 1).replace("rate = 225", "rate = 230")
)
AGREED = BASE.replace("E10012345", "E10099999").replace("rate = 225", "rate = 230")
"""What neither side leaves to choose."""


def solved(title, end):
    return AGREED.replace(TITLE, f'title = "{title}"').replace(END, f'end = "{end}"', 1)


def merged_by_git(folder, style="diff3", ours=OURS, base=BASE, theirs=THEIRS):
    """What git leaves in the file."""
    for name, text in (("ours", ours), ("base", base), ("theirs", theirs)):
        (folder / name).write_text(text, encoding="utf-8", newline="")
    flags = [f"--{style}"] if style != "merge" else []
    words = ["git", "merge-file", "-p", *flags, "-L", "HEAD", "-L", "base", "-L", "feature", "ours", "base", "theirs"]
    done = subprocess.run(words, cwd=folder, capture_output=True, check=False)
    path = folder / "plan.toml"
    path.write_bytes(done.stdout)
    return path


async def test_the_conflicts_as_a_picture(tmp_path):
    async with opened(tmp_path, merged_by_git(tmp_path)) as editor:
        assert_picture(editor, "conflicts-80x24")
        await editor.press("enter")
        assert_picture(editor, "conflict-in-full-80x24")


async def test_the_conflicts_on_a_wide_screen_as_a_picture(tmp_path):
    async with opened(tmp_path, merged_by_git(tmp_path), size=(200, 50)) as editor:
        assert_picture(editor, "conflicts-200x50")


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
@pytest.mark.parametrize(
    ("keys", "title", "end"),
    [
        ("ot", "Survey of needs", "M6"),
        ("to", "Questionnaire", "M5"),
        ("O", "Survey of needs", "M5"),
        ("T", "Questionnaire", "M6"),
    ],
)
async def test_a_choice_for_each_field_writes_it_and_nothing_else(tmp_path, style, keys, title, end):
    path = merged_by_git(tmp_path, style)
    async with opened(tmp_path, path) as editor:
        await editor.press(*keys, "w")
        assert path.read_bytes() == solved(title, end).encode()


async def test_what_was_before_both_can_be_chosen_where_the_markers_tell_it(tmp_path):
    path = merged_by_git(tmp_path)
    async with opened(tmp_path, path) as editor:
        await editor.press("p", "p", "w")
        assert path.read_text(encoding="utf-8") == AGREED


async def test_without_a_base_what_was_before_is_not_known(tmp_path):
    async with opened(tmp_path, merged_by_git(tmp_path, "merge")) as editor:
        before = editor.session.snapshot.text
        await editor.press("p")
        assert "not known" in editor.picture
        assert editor.session.snapshot.text == before


async def test_a_value_of_ones_own_is_understood_as_in_the_form(tmp_path):
    path = merged_by_git(tmp_path)
    async with opened(tmp_path, path) as editor:
        await editor.press("e", *"Both asked", "enter", "e", *"M7", "enter", "w")
        assert path.read_text(encoding="utf-8") == solved("Both asked", "M7")


async def test_undo_brings_each_conflict_back_and_redo_the_choice(tmp_path):
    path = merged_by_git(tmp_path)
    async with opened(tmp_path, path) as editor:
        before = editor.session.snapshot.text
        await editor.press("t", "o")
        done = editor.session.snapshot.text
        await editor.press("u")
        assert "1 to choose" in editor.picture
        await editor.press("u")
        assert "2 to choose" in editor.picture
        assert editor.session.snapshot.text == before
        assert not editor.session.snapshot.dirty
        await editor.press("ctrl+r", "ctrl+r")
        assert editor.session.snapshot.text == done


async def test_half_of_it_can_be_saved_and_taken_up_again(tmp_path):
    path = merged_by_git(tmp_path)
    async with opened(tmp_path, path) as editor:
        await editor.press("t", "w", "q")
    assert path.read_text(encoding="utf-8").count("<<<<<<<") == 1
    async with opened(tmp_path, path) as editor:
        assert "1 to choose" in editor.picture
        await editor.press("escape", "M", "o", "w")
        assert path.read_text(encoding="utf-8") == solved("Questionnaire", "M5")


async def test_markers_round_what_clashes_only_for_lines_are_gone_with_one_key(tmp_path):
    header = "\n[activities.A2_X]\n"
    entry = 'wp = "WP2"\ntitle = "{0}"\nstart = "M2"\nend = "M3"\nlead = "PHS"\n'
    ours = BASE + header.replace("_X", ".8").replace("A2.8", '"A2.8"') + entry.format("More")
    theirs = BASE + header.replace("_X", ".9").replace("A2.9", '"A2.9"') + entry.format("Less")
    path = merged_by_git(tmp_path, "diff3", ours, BASE, theirs)
    assert b"<<<<<<<" in path.read_bytes()
    async with opened(tmp_path, path) as editor:
        assert "there is no conflict" in editor.picture
        await editor.press("enter")
        assert {"A2.8", "A2.9"} <= editor.session.snapshot.plan.activities.keys()
        await editor.press("u")
        assert "there is no conflict" in editor.picture


async def test_lists_can_be_joined_and_two_entries_of_one_id_both_be_kept(tmp_path):
    entry = '\n[activities."A2.9"]\nwp = "WP2"\ntitle = "{0}"\nstart = "M2"\nend = "M3"\nlead = "PHS"\n'
    path = merged_by_git(tmp_path, "diff3", BASE + entry.format("More"), BASE, BASE + entry.format("Other"))
    async with opened(tmp_path, path) as editor:
        await editor.press("b", "w")
        activities = editor.session.snapshot.plan.activities
        assert [activities[id].title for id in ("A2.9", "A2.10")] == ["More", "Other"]


async def test_an_entry_taken_out_and_named_by_the_other_side_is_settled_like_any_other(tmp_path):
    from ka2plan.merge.three_way import merge_texts
    from ka2plan.toml import parse
    from tests.cli.test_resolve import NAMED, PLAN, WITHOUT

    path = tmp_path / "plan.toml"
    path.write_text(merge_texts(PLAN, WITHOUT, NAMED).text, encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        assert "1 to choose" in editor.picture
        await editor.press("enter")
        assert "used in theirs: MS2 (after, no." in editor.picture
        await editor.press("o", "w")
        data = parse(path.read_text(encoding="utf-8"))
    assert "A2.3" not in data["activities"]
    assert data["milestones"]["MS2"]["after"] == ["A2.1"]


async def test_another_thing_under_an_id_is_said_to_be_one_and_both_can_be_kept(tmp_path):
    from ka2plan.merge.three_way import merge_texts
    from ka2plan.toml import parse
    from tests.merge.test_identity import PLAN, REUSED, changed

    path = tmp_path / "plan.toml"
    theirs = changed(PLAN, ('title = "Layout"', 'title = "Layout"\nnote = "in two colours"'))
    path.write_text(merge_texts(PLAN, REUSED, theirs).text, encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        assert "another one" in editor.picture
        await editor.press("enter")
        assert "A2.3 is another activity in ours: Radio play; theirs" in editor.picture
        await editor.press("b", "w")
        entries = parse(path.read_text(encoding="utf-8"))["activities"]
    assert [entries[id]["title"] for id in ("A2.3", "A2.4")] == ["Radio play", "Layout"]


async def test_two_long_texts_are_shown_by_what_differs_in_them(tmp_path):
    from ka2plan.merge.three_way import merge_texts
    from tests.merge.test_texts import BASE as TEXTS
    from tests.merge.test_texts import results

    ours = results(("in three languages", "in four languages, one of them Slovenian"), ("are open", "are free"))
    theirs = results(("three languages", "two languages, both of them large"))
    path = tmp_path / "plan.toml"
    path.write_text(merge_texts(TEXTS, ours, theirs).text, encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        await editor.press("enter")
        for words in ("a report in four languages, one of them", "a report in two languages, both of them"):
            assert words in editor.picture
        assert "from four countries" not in editor.picture
        await editor.press("t", "w")
        assert path.read_text(encoding="utf-8") == theirs.replace("are open", "are free")


async def test_what_cannot_be_taken_apart_is_shown_as_text(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(BASE + "<<<<<<< HEAD\nx = [\n=======\ny = {\n>>>>>>> feature\n", encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        assert editor.app.main.view.NAME == "text"
        assert "<<<<<<< HEAD" in editor.picture


async def test_texts_out_for_mischief_are_harmless_among_conflicts_too(tmp_path):
    hostile = 'title = "\\u001b]0;x\\u0007[red]\\u202e[/x]"'
    ours = BASE.replace(TITLE, hostile)
    path = merged_by_git(tmp_path, "diff3", ours, BASE, THEIRS)
    async with opened(tmp_path, path) as editor:
        for keys in (("enter",), ("escape",), ("e",), ("escape",), ("o",)):
            assert "\x1b" not in editor.picture
            assert "\u202e" not in editor.picture
            await editor.press(*keys)


@pytest.mark.parametrize(("choice", "value"), [("ours", "M5"), ("theirs", "M6"), (Own("M9"), "M9")])
def test_the_lines_that_do_not_clash_are_the_same_bytes(choice, value):
    joining = Joining.of(BASE, OURS, THEIRS)
    text = joining.text({clash.where: choice if clash.where[-1] == "end" else "ours" for clash in joining.clashes})
    changed = [
        op
        for op in SequenceMatcher(None, BASE.splitlines(), text.splitlines(), autojunk=False).get_opcodes()
        if op[0] != "equal"
    ]
    assert len(changed) == 4
    assert f'end = "{value}"' in text


def git(folder, *words):
    environment = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "HOME": str(folder)}
    names = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"]
    return subprocess.run(
        ["git", *names, *words],
        cwd=folder,
        env={**environment, "PATH": os.environ["PATH"]},
        capture_output=True,
        check=False,
    )


def in_the_middle_of_a_merge(folder, style):
    """A repository in which git could not merge ``plan.toml``."""
    path = folder / "plan.toml"
    git(folder, "init")
    git(folder, "checkout", "-q", "-b", "main")
    for branch, text in (("main", BASE), ("feature", THEIRS), ("main", OURS)):
        git(folder, "checkout", "-q", *(["-b"] if branch == "feature" else []), branch)
        path.write_text(text, encoding="utf-8")
        git(folder, "add", "plan.toml")
        git(folder, "commit", "-q", "-m", branch)
    git(folder, "-c", f"merge.conflictStyle={style}", "merge", "feature")
    return path


async def test_in_the_middle_of_a_merge_gits_index_tells_what_was_before(tmp_path):
    path = in_the_middle_of_a_merge(tmp_path, "merge")
    async with opened(tmp_path, path) as editor:
        await editor.until(lambda: "Needs survey" in editor.picture)
        await editor.press("p", "p", "w")
        assert path.read_text(encoding="utf-8") == AGREED


async def test_in_the_middle_of_a_merge_that_left_only_our_side_the_other_is_offered(tmp_path):
    path = in_the_middle_of_a_merge(tmp_path, "merge")
    path.write_text(OURS, encoding="utf-8")  # as git leaves it where a merge driver dies
    async with opened(tmp_path, path) as editor:
        await editor.until(lambda: "our side alone" in editor.picture)
        await editor.press("m", "t", "o")
        assert editor.session.snapshot.text == solved("Questionnaire", "M5")
        await editor.press("u")
        assert editor.session.snapshot.text == OURS


@pytest.mark.parametrize(
    ("where", "value", "words"),
    [
        (("activities", "A2.1", "start"), "M3", "M3"),
        (("milestones", "MS1", "reached"), date(2027, 2, 26), "26 Feb 2027"),
        (("activities", "A2.1", "budget", "OSL"), 12_000, "12,000 EUR"),
        (("activities", "A2.1", "effort", "OSL"), Decimal("12.50"), "12.5"),
        (("activities", "A2.1", "partners"), ["OSL", "IES"], "OSL, IES"),
        (("activities", "A2.1", "after"), ["A1", {"id": "A2", "type": "SS"}], "A1, A2 (SS)"),
        (("partners", "OSL", "papers", "mandate"), True, "yes"),
        (("activities", "A2.1", "venue"), {"place": "Graz", "country": "AT"}, "place Graz; country AT"),
    ],
)
def test_a_value_is_told_in_words(where, value, words):
    assert value_words(value, where) == words


async def test_the_sides_are_called_the_same_in_the_head_the_table_and_the_box(tmp_path):
    async with opened(tmp_path, merged_by_git(tmp_path)) as editor:
        head, table = editor.picture.splitlines()[1:3]
        assert "o ours (HEAD)   t theirs (feature)   b both   p before" in head
        assert table.split()[:6] == ["Field", "ours", "(HEAD)", "theirs", "(feature)", "before"]
        await editor.press("enter")
        for words in ("take what is ours (HEAD)", "take what is theirs (feature)", "take what was before"):
            assert words in editor.picture


async def test_long_names_leave_the_keys_of_all_choices_in_sight(tmp_path):
    path = merged_by_git(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(">>>>>>> feature", ">>>>>>> theirs (edits-of-november)"), encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        head, table = editor.picture.splitlines()[1:3]
        assert "o ours   t theirs   b both   p before   e your own" in head
        assert "theirs (edits" in table


@pytest.mark.parametrize("is_marked", [True, False])
async def test_no_view_tells_anything_of_a_plan_that_cannot_be_read(tmp_path, is_marked):
    path = merged_by_git(tmp_path)
    if not is_marked:
        path.write_text('format = 1\n[project]\ntitle = "half\n', encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        snapshot = editor.session.snapshot
        line = snapshot.reading.findings[0].position[0]
        told = (
            f"The file has merge conflicts: line {line} (" if is_marked else f"The file cannot be read: line {line} ("
        )
        for entry in (*VIEWS, FORM):
            editor.app.main.show_view(entry.name)
            await editor.pilot.pause()
            if entry.name in ("findings", "text"):
                continue
            top = editor.picture.splitlines()[1:]
            assert told in top[0], entry.name
            assert "lump sum" not in editor.picture
            assert not any(top[1:10]), entry.name


def test_to_leave_with_markers_in_the_file_has_an_exit_code_of_its_own(tmp_path):
    path = merged_by_git(tmp_path)
    with in_terminal(tmp_path, str(path)) as terminal:
        terminal.wait_for("2 to choose")
        terminal.press("q")
        assert terminal.wait_for_end() == 4
    with in_terminal(tmp_path, str(path)) as terminal:
        terminal.wait_for("2 to choose")
        terminal.press("Ow")
        terminal.wait_for("saved")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
