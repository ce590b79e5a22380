"""An edit from the shell reads the plan's text once."""

from __future__ import annotations

import pytest
import tomli

from ka2plan.cli import main
from ka2plan.plan import reader
from tests.benchmarks.shell import plan_text

EDITS = (
    "set PLAN A2.1.title X",
    "add PLAN activity NEW title=X start=M1 end=M2 lead=P1",
    "remove PLAN A2.1 --unlink",
    "rename PLAN A2.1 ZZZ",
    "move PLAN A2.1 --after A2.2",
    "slip PLAN A2.1 2w --apply",
)


@pytest.mark.parametrize("edit", EDITS)
def test_the_whole_text_is_read_once_for_an_edit_and_what_is_said_of_it(edit, tmp_path, monkeypatch, capsys):
    path = tmp_path / "plan.toml"
    text = plan_text(40, linked=True)
    path.write_text(text)
    whole: list[int] = []
    read = tomli.loads

    def counted(part: str, **options: object) -> dict[str, object]:
        if 'acronym = "BENCH"' in part and len(part) > len(text) / 2:
            whole.append(len(part))
        return read(part, **options)

    monkeypatch.setattr(tomli, "loads", counted)
    code = main([str(path) if word == "PLAN" else word for word in edit.split()])
    assert (code, path.read_text() != text, len(whole)) == (0, True, 1), capsys.readouterr().err


@pytest.mark.parametrize("edit", [f"{edit} --json" for edit in EDITS if not edit.startswith("slip")])
def test_an_edit_told_as_values_reads_the_plan_before_and_the_plan_after_once_each(edit, tmp_path, monkeypatch, capsys):
    path = tmp_path / "plan.toml"
    path.write_text(plan_text(40, linked=True))
    read: list[int] = []
    whole = reader._PlanReader.read  # every reading passes here

    def counted(one: reader._PlanReader) -> reader.Reading:
        read.append(len(one.data))
        return whole(one)

    monkeypatch.setattr(reader._PlanReader, "read", counted)
    assert main([str(path) if word == "PLAN" else word for word in edit.split()]) == 0, capsys.readouterr().err
    assert '"written": true' in capsys.readouterr().out
    assert len(read) == 2
