"""``kill -9`` at every system call of a save leaves the old or the new text, whole."""

from __future__ import annotations

import itertools
import os

import pytest

from ka2plan import store
from tests.store.faulty_system import calls_of, killed_at

OLD = b"old = 'text of the plan before'\n" * 500
TEXTS = {"longer": b"new = 'text of the plan after'\n" * 900, "shorter": b"new = 'short'\n" * 20}


def plain(folder):
    path = folder / "plan.toml"
    path.write_bytes(OLD)
    return path


def symbolic_link(folder):
    (folder / "elsewhere").mkdir()
    target = plain(folder / "elsewhere")
    path = folder / "link.toml"
    path.symlink_to(target)
    return path


def hard_link(folder):
    path = plain(folder)
    os.link(path, folder / "other name.toml")
    return path


def new_file(folder):
    return folder / "plan.toml"


PLACES = [plain, symbolic_link, hard_link, new_file]


def saving(path, text):
    expected = store.read(path).fingerprint if path.exists() else None
    return lambda: store.write(str(path), text, expected)


@pytest.mark.parametrize("length", TEXTS)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_a_save_killed_at_any_call_leaves_one_text_whole_and_nothing_beside_it(place, length, tmp_path):
    text = TEXTS[length]
    outcomes = set()
    for number in itertools.count():
        folder = tmp_path / str(number)
        folder.mkdir()
        path = place(folder)
        was_new = not path.exists()
        if not killed_at(number, saving(path, text)):
            break
        found = store.read(str(path)).data if path.exists() else None
        assert found in ((None, text) if was_new else (OLD, text)), number
        seen = as_other_programs_see(path, place)
        assert seen in (None, OLD, text) or (place is hard_link and seen == text.ljust(len(OLD), b"\n")), number
        store.remove_leftovers(str(path))
        assert (path.read_bytes() if path.exists() else None) == found, number
        assert [name for name in names_below(folder) if "ka2plan" in name] == [], number
        outcomes.add(found)
    assert outcomes == ({None, text} if was_new else {OLD, text})


def as_other_programs_see(path, place):
    """The bytes in the file, of a hard link under its other name."""
    seen = path.with_name("other name.toml") if place is hard_link else path
    return seen.read_bytes() if seen.exists() else None


def names_below(folder):
    return [name for _, _, names in os.walk(folder) for name in names]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_after_a_kill_the_next_save_works_as_if_nothing_had_been(place, tmp_path):
    for number in itertools.count():
        folder = tmp_path / str(number)
        folder.mkdir()
        path = place(folder)
        if not killed_at(number, saving(path, TEXTS["longer"])):
            break
        saving(path, b"later")()
        assert path.read_bytes() == b"later"
        assert [name for name in names_below(folder) if "ka2plan" in name] == []


def test_a_save_makes_enough_calls_for_this_to_mean_something(tmp_path):
    path = plain(tmp_path)
    made = calls_of(saving(path, b"new"))
    assert len(made) > 15
    assert made.index("fsync") < made.index("rename") < len(made) - 1 - made[::-1].index("fsync")


def test_a_foreign_change_after_a_killed_save_in_place_is_not_taken_back(tmp_path):
    path = hard_link(tmp_path)
    for number in range(len(calls_of(saving(path, b"dry run")))):
        path.write_bytes(OLD)
        killed_at(number, saving(path, TEXTS["shorter"]))
        path.write_bytes(b"another editor's text")
        assert store.read(str(path)).data == b"another editor's text"
        store.remove_leftovers(str(path))
        assert path.read_bytes() == b"another editor's text"
