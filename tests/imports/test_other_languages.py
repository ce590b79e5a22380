"""What is exported in one language is taken back in any: no value is lost, and none is read as another."""

from __future__ import annotations

import shutil

import pytest

from ka2plan.words.languages import available
from tests.cli.running import SAMPLES, run

SPOKEN = [(written, read) for written in available() for read in available() if (written, read) != ("en", "en")]
PLANS = [path for path in sorted(SAMPLES.glob("*.toml")) if "fault" not in path.stem]


@pytest.mark.parametrize(("written", "read"), SPOKEN, ids="-".join)
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", ["xlsx", "csv", "docx"])
def test_what_is_written_in_one_language_is_read_in_the_other(form, path, written, read, tmp_path):
    plan, file = tmp_path / "plan.toml", tmp_path / f"out.{form}"
    shutil.copy(path, plan)
    assert run("export", form, plan, "-o", file, "--lang", written).code == 0
    ran = run("import", plan, file, "--lang", read)
    assert ran.code == 0, ran.err
    assert plan.read_bytes() == path.read_bytes()


@pytest.mark.parametrize(("written", "read"), SPOKEN, ids="-".join)
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_sheet_that_was_sent_out_in_one_language_comes_back_in_the_other(path, written, read, tmp_path):
    plan, folder = tmp_path / "plan.toml", tmp_path / "sheets"
    shutil.copy(path, plan)
    folder.mkdir()
    assert run("export", "fillin", plan, "--partner", "all", "-o", folder, "--lang", written).code == 0
    sheets = sorted(folder.iterdir())
    assert sheets
    ran = run("import", plan, *sheets, "--lang", read)
    assert ran.code == 0, ran.err
    assert plan.read_bytes() == path.read_bytes()
