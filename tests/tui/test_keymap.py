"""Keys of one's own: what the file gives holds everywhere, and what it says wrongly is told."""

from __future__ import annotations

import pytest

from ka2plan.tui.app.commands import REPERTOIRE
from ka2plan.tui.editor.keymap import Keymap
from ka2plan.tui.toolkit.key_names import key_names
from ka2plan.tui.toolkit.known_keys import as_it_arrives, nearest
from tests.tui.pilot import opened


def found(keymap, key, view="plan"):
    command = keymap.find([key], view)
    return command and command.NAME


def test_a_key_of_ones_own_is_taken_from_the_command_that_had_it():
    keymap = Keymap(REPERTOIRE, {"quit": ["u"]})
    assert found(keymap, "u") == "quit"
    assert "u" not in keymap.keys_of(keymap.named("undo"))
    assert keymap.key_of("undo") == "^z"
    assert keymap.faults == ()


def test_a_key_given_to_what_works_everywhere_is_taken_from_the_commands_of_single_views_too():
    keymap = Keymap(REPERTOIRE, {"search": ["d"]})
    assert {found(keymap, "d", view) for view in ("plan", "budget", "entry", "dependencies")} == {"search"}
    assert keymap.keys_of(keymap.named("entry.delete")) == ("delete",)


def test_a_key_given_to_a_command_of_one_view_is_that_of_others_elsewhere():
    keymap = Keymap(REPERTOIRE, {"plan.fold": ["u"]})
    assert found(keymap, "u") == "plan.fold"
    assert found(keymap, "u", "budget") == "undo"


def test_of_two_commands_given_the_same_key_the_first_has_it_and_that_is_told():
    keymap = Keymap(REPERTOIRE, {"quit": ["f9"], "undo": ["f9", "f8"]})
    assert found(keymap, "f9") == "quit"
    assert found(keymap, "f8") == "undo"
    assert keymap.faults == ("keys.toml: f9 is given to quit and to undo; the first has it",)


def test_keys_can_change_places():
    keymap = Keymap(REPERTOIRE, {"search.next": ["N"], "search.previous": ["n"]})
    assert (found(keymap, "N"), found(keymap, "n"), keymap.faults) == ("search.next", "search.previous", ())


def test_a_name_without_quotes_is_understood():
    keymap = Keymap(REPERTOIRE, {"move": {"month-later": ["f9"]}})
    assert (found(keymap, "f9"), keymap.faults) == ("move.month-later", ())


@pytest.mark.parametrize("command", REPERTOIRE.commands)
def test_keys_that_commands_have_by_themselves_are_keys_and_stay_theirs(command):
    assert [as_it_arrives(key) for key in command.KEYS] == list(command.KEYS)
    assert Keymap(REPERTOIRE).keys_of(command()) == command.KEYS


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("ctrl+shfit+q", "ctrl+shift+q"),
        ("F13x", "f13"),
        ("ctrl+Right", "ctrl+right"),
        ("Enter", "enter"),
        ("esc", "escape"),
        ("^s", "ctrl+s"),
        ("shift+a", "A"),
        ("ctrl+S", "ctrl+s"),
        ("ctrl+ctrl+x", None),
        ("xyzzy", None),
        ("", None),
    ],
)
def test_what_is_no_key_is_told_with_the_key_that_was_meant(key, meant):
    keymap = Keymap(REPERTOIRE, {"quit": [key, "f9"]})
    (fault,) = keymap.faults
    assert fault.startswith(f"keys.toml: {key!r} of quit is not a key")
    assert (f"did you mean {meant!r}?" in fault) == (meant is not None)
    assert nearest(key) == meant
    assert keymap.keys_of(keymap.named("quit")) == ("f9",)


def test_a_command_keeps_its_keys_where_none_of_those_given_is_one():
    assert found(Keymap(REPERTOIRE, {"quit": ["F13x"]}), "q") == "quit"


@pytest.mark.parametrize(
    ("key", "arriving"),
    [("shift+ctrl+right", "ctrl+shift+right"), ("greater_than_sign", ">"), ("minus", "-"), ("+", "+"), ("č", "č")],
)
def test_a_key_is_known_by_every_name_it_has(key, arriving):
    assert as_it_arrives(key) == arriving


def test_a_command_that_does_not_exist_is_told_with_the_one_that_was_meant():
    assert "'move.month-later'" in Keymap(REPERTOIRE, {"move.month-latr": ["x"]}).faults[0]


async def test_the_first_fault_is_told_at_the_start_and_all_are_in_help(tmp_path):
    async with opened(tmp_path, keys={"quit": ["F13x"], "undoo": ["x"], "redo": [7]}) as editor:
        await editor.until(lambda: "3 faults, ? shows all: keys.toml: 'F13x' of quit is not a key" in editor.picture)
        await editor.press("?")
        for fault in ("'F13x' of quit is not a key", "no command 'undoo'", "keys of redo must be a list of texts"):
            assert fault in editor.picture


def test_what_is_loaded_with_single_views_works_in_no_other_view():
    of_single_views = REPERTOIRE.of_single_views()
    assert {view for command in of_single_views for view in command.VIEWS} == set(REPERTOIRE.single_views)
    assert all(command.VIEWS for command in of_single_views)


@pytest.mark.parametrize("view", [entry.name for entry in REPERTOIRE.views.every])
def test_each_key_does_the_same_in_a_view_whether_or_not_the_commands_of_others_are_loaded(view):
    keys = {key for command in REPERTOIRE.commands for key in command.KEYS}
    in_part = Keymap(REPERTOIRE)
    one = REPERTOIRE.of_single_views()[0]
    all_loaded = Keymap(REPERTOIRE, {one.NAME: list(one.KEYS)})
    assert {key: found(in_part, key, view) for key in keys} == {key: found(all_loaded, key, view) for key in keys}


def test_the_keys_of_functions_that_commands_have_are_written_alike():
    assert key_names(["f1", "f2", "f3"]) == "F1 F2 F3"
