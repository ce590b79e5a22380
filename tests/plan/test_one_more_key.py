"""A text that is added to the schema and to the model, a line in each, is there on every surface."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ka2plan.plan import model, schema
from ka2plan.plan.schema import KINDS, PROJECT_KEYS
from ka2plan.plan.types import TYPES

ROOT = Path(__file__).parents[2]

RECORDS = {
    "project": model.Project,
    "partners": model.Partner,
    "objectives": model.Objective,
    "work_packages": model.WorkPackage,
    "activities": model.Activity,
    "milestones": model.Milestone,
    "deliverables": model.Deliverable,
    "indicators": model.Indicator,
}
WORKED_OUT = {
    *("id", "start_written", "end_written", "due_written", "since_written", "until_written", "cancelled"),
    *("capacity_by_month", "effort_by_month"),
}
"""Fields of the model that are no keys: the id, what the reader works out."""

FORM = """
import sys, tomllib
from ka2plan.session import Session
from ka2plan.tui.editor.fields.entry_fields import fields_of
from ka2plan.tui.editor.fields.typed_value import understand
snapshot = Session.open(sys.argv[1]).snapshot
fields = fields_of(snapshot, tomllib.loads(snapshot.text), ("activities", "A2.1"))
field = next(field for field in fields if field.path[-1] == "audience")
print(field.group, field.label, field.value, understand(snapshot, field, " Parents\\u00ad ").value, sep="|")
"""


@pytest.mark.parametrize("table", RECORDS)
def test_every_key_of_the_schema_is_a_field_of_the_model_and_the_other_way_round(table):
    keys = PROJECT_KEYS if table == "project" else next(kind.keys for kind in KINDS if kind.name == table)
    assert {key.name for key in keys} == set(RECORDS[table]._fields) - WORKED_OUT


def test_every_key_has_a_type_that_is_known():
    for key in (*PROJECT_KEYS, *(key for kind in KINDS for key in kind.keys)):
        assert key.type in TYPES, key.name


@pytest.mark.parametrize("of_type", TYPES.values(), ids=TYPES)
def test_a_type_says_all_that_the_surfaces_ask_of_it(of_type):
    key = next((key for kind in KINDS for key in kind.keys if key.type == of_type.name), PROJECT_KEYS[0])
    assert of_type.wanted()
    assert of_type.json_schema(key)
    written = tomllib.loads(f"value = {of_type.sample}")["value"]
    assert of_type.wrong(object()).hint == of_type.how_to_write()
    around_key = TYPES[key.type].from_text(of_type.to_text(written))
    assert around_key is not None
    assert of_type.edited in {"line", "list", "marked", "link", "links", "periods", "partners", "names", "parts"}


class Program:
    """A copy of the program with one text more for activities."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("ka2plan", "themes", "samples"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        self._add_behind(schema, r'( +)Key\("results",.*\n', r'\1Key("audience", "text", N_("audience")),' + "\n")
        self._add_behind(model, r'( +)results: str = ""\n', r'\1audience: str = ""' + "\n")

    def _add_behind(self, module, line, more):
        """Adds one line behind the one line that there is of that kind."""
        file = self.folder / Path(module.__file__).relative_to(ROOT)
        text, count = re.subn(
            f"({line})", lambda found: found[1] + found.expand(more.replace(r"\1", r"\2")), file.read_text()
        )
        assert count == 1
        file.write_text(text)

    def run(self, *words, code=0):
        """What the command prints."""
        return self._ran([sys.executable, "-m", "ka2plan", *map(str, words)], code)

    def python(self, text, *words):
        """What a Python program prints."""
        return self._ran([sys.executable, "-c", text, *map(str, words)], 0)

    def _ran(self, words, code):
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "LC_ALL": "C.UTF-8"}
        done = subprocess.run(words, cwd=self.folder, env=environment, capture_output=True, check=False)
        assert done.returncode == code, done.stderr.decode()
        return done.stdout


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    return Program(tmp_path_factory.mktemp("program"))


@pytest.fixture
def plan(program, tmp_path):
    path = tmp_path / "plan.toml"
    shutil.copy(ROOT / "samples" / "ka220-school.toml", path)
    program.run("set", path, "A2.1.audience", "Teachers\nof schools")
    return path


def test_it_is_set_added_and_read_without_a_finding(program, plan):
    program.run("add", plan, "activity", "A2.9", "title=More", "start=M3", "end=M4", "lead=OSL", "audience=Pupils")
    assert 'audience = "Teachers of schools"\n' in plan.read_text(encoding="utf-8")
    exported = json.loads(program.run("export", "json", plan))["activities"]
    assert (exported["A2.1"]["audience"], exported["A2.9"]["audience"]) == ("Teachers of schools", "Pupils")
    found = json.loads(program.run("check", plan, "--json", "--select", "SYN"))
    assert found["files"][0]["findings"] == []


def test_it_is_checked_by_its_type(program, plan):
    plan.write_text(plan.read_text(encoding="utf-8").replace('audience = "Teachers of schools"', "audience = 5"))
    found = json.loads(program.run("check", plan, "--json", "--select", "SYN", code=1))["files"][0]["findings"]
    assert [finding["message"] for finding in found] == ["A2.1 (audience): 5 is a whole number, not a text"]
    program.run("check", plan, "--fix")
    assert 'audience = "5"\n' in plan.read_text(encoding="utf-8")


def test_it_is_a_field_of_the_form_in_the_editor(program, plan):
    assert program.python(FORM, plan).decode().strip() == "Other|audience|Teachers of schools|Parents"


def test_the_manual_and_the_schema_have_it(program):
    assert '- `audience = "text"` (a text; 0.1): Audience.' in program.run("manual", "plan").decode()
    properties = json.loads(program.run("manual", "schema"))["properties"]["activities"]["additionalProperties"]
    assert properties["properties"]["audience"] == {"type": "string", "description": "Audience."}


def test_the_tables_that_are_exported_have_it(program, plan):
    rows = list(csv.DictReader(io.StringIO(program.run("export", "csv", plan).decode())))
    assert {row["audience"] for row in rows if row["id"] == "A2.1"} == {"Teachers of schools"}
    for name in ("md", "html"):
        text = program.run("export", name, plan).decode()
        assert "Audience" in text
        assert "Teachers of schools" in text


def test_the_workbook_has_it(program, plan):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed")
    sheet = openpyxl.load_workbook(io.BytesIO(program.run("export", "xlsx", plan)))["Activities"]
    heads = [cell.value for cell in sheet[1]]
    place = heads.index("Audience")
    assert "Teachers of schools" in [row[place].value for row in sheet.iter_rows(min_row=2)]


def test_differences_and_merges_tell_it_by_its_name(program, plan, tmp_path):
    base = ROOT / "samples" / "ka220-school.toml"
    assert 'has audience "Teachers of schools"' in program.run("diff", base, plan).decode()
    theirs = tmp_path / "theirs.toml"
    shutil.copy(base, theirs)
    program.run("set", theirs, "A2.1.audience", "Parents")
    merged = program.run("merge", base, plan, theirs, code=4).decode()
    assert "\n<<<<<<< " in merged
    assert 'audience = "Parents"\n' in merged


def test_a_table_that_is_read_can_have_it(program, tmp_path):
    if not (ROOT / "ka2plan" / "imports").is_dir():
        pytest.skip("tables are read by their old reader, which knows its own headings only")
    table = tmp_path / "table.csv"
    table.write_text("Id,Title,Start,End,Audience\nA1,Survey,M1,M3,Teachers of schools\n", encoding="utf-8")
    written = tomllib.loads(program.run("new", "--from", table, "--today", "2026-11-24").decode())
    assert [activity["audience"] for activity in written["activities"].values()] == ["Teachers of schools"]
