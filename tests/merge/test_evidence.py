"""Evidence, and who takes part from when, merged by their parts and by what they mean."""

from __future__ import annotations

import tomllib

from tests.cli.running import SAMPLES, run

BASE = (SAMPLES / "ka220-school.toml").read_text(encoding="utf-8")
HEAD = '[activities."A2.1"]\n'
PARTNER = "[partners.ZAV]\n"


def merged(tmp_path, base: str, ours: str, theirs: str) -> dict:
    """What the three come to, without a clash."""
    paths = []
    for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        paths.append(tmp_path / f"{name}.toml")
        paths[-1].write_text(text, encoding="utf-8")
    ran = run("merge", *paths)
    assert ran.code == 0, ran.out + ran.err
    return tomllib.loads(ran.out)


def test_evidence_that_both_got_is_taken_from_both(tmp_path):
    base = BASE.replace(HEAD, f"{HEAD}evidence = {{ list = false, photos = false }}\n")
    ours = base.replace("list = false", "list = true")
    theirs = base.replace("photos = false", "photos = 2027-02-03")
    evidence = merged(tmp_path, base, ours, theirs)["activities"]["A2.1"]["evidence"]
    assert {name: str(there) for name, there in evidence.items()} == {"list": "True", "photos": "2027-02-03"}


def test_evidence_that_both_add_is_taken_from_both(tmp_path):
    ours = BASE.replace(HEAD, f"{HEAD}evidence = {{ list = true }}\n")
    theirs = BASE.replace(HEAD, f"{HEAD}evidence = {{ photos = false }}\n")
    assert merged(tmp_path, BASE, ours, theirs)["activities"]["A2.1"]["evidence"] == {"list": True, "photos": False}


def test_the_first_day_of_a_partner_may_be_written_as_a_month_or_a_day(tmp_path):
    ours = BASE.replace(PARTNER, f'{PARTNER}since = "M3"\n')
    theirs = BASE.replace(PARTNER, f"{PARTNER}since = 2027-01-01\n")
    assert merged(tmp_path, BASE, ours, theirs)["partners"]["ZAV"]["since"] == "M3"


def test_a_difference_in_evidence_is_told_part_by_part(tmp_path):
    old, new = tmp_path / "old.toml", tmp_path / "new.toml"
    base = BASE.replace(HEAD, f"{HEAD}evidence = {{ list = false }}\n")
    old.write_text(base, encoding="utf-8")
    new.write_text(base.replace("list = false", "list = true, photos = false"), encoding="utf-8")
    told = run("diff", old, new).out
    assert "evidence (list) yes instead of no" in told
    assert "evidence (photos) no" in told
