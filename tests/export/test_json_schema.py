"""The published schema as another library applies it: it takes what the reader takes, and refuses what it refuses."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

from ka2plan.export.schema_words import SENTENCES, sample
from ka2plan.plan import read_plan
from ka2plan.plan.schema import KINDS, PROJECT_KEYS
from ka2plan.plan.schema_line import FILE
from ka2plan.rules import check
from tests.cli.running import run
from tests.export.case_files import PLANS
from tests.export.making import CASES, ROOT, SAMPLES, SOUND, book

SCHEMA = json.loads(run("manual", "schema").out)
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)

LEAST = """
format = 1
[project]
title = "t"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
lump_sum = 250_000
coordinator = "P"
[partners.P]
name = "p"
country = "SI"
[activities."A.1"]
title = "a"
lead = "P"
start = "M1"
end = 2027-01-31
budget.P = 9_000.50
after = ["A.2", { id = "A.2", type = "SS", lag = "-1m" }]
x_ours = { anything = [1, "2"] }
[activities."A.2"]
title = "a"
lead = "P"
periods = [{ start = "M1", end = "M2" }]
"""

FAULTS = {
    "no format": ("format = 1\n", ""),
    "another format": ("format = 1", "format = 2"),
    "no title": ('title = "t"\n', ""),
    "a title that is no text": ('title = "t"', "title = 7"),
    "months in words": ("months = 24", 'months = "two years"'),
    "months that are not whole": ("months = 24", "months = 24.5"),
    "no months at all": ("months = 24", "months = 0"),
    "a sum in words": ("lump_sum = 250_000", 'lump_sum = "250.000 EUR"'),
    "a country's name": ('country = "SI"', 'country = "Slovenia"'),
    "a month that is none": ('start = "M1"\nend = 2027', 'start = "first"\nend = 2027'),
    "neither dates nor periods": ('periods = [{ start = "M1", end = "M2" }]', ""),
    "a period without an end": ('start = "M1", end = "M2" }', 'start = "M1" }'),
    "no lead": ('lead = "P"\nperiods', "periods"),
    "an unknown key": ('title = "a"\nlead = "P"\nstart', 'title = "a"\nlaed = "x"\nlead = "P"\nstart'),
    "an unknown table": ("[partners.P]", '[aktivities.P]\nname = "x"\n[partners.P]'),
    "an unknown kind of link": ('type = "SS"', 'type = "XX"'),
    "a lag without a unit": ('lag = "-1m"', 'lag = "-1"'),
    "an id with a blank": ('[activities."A.1"]', '[activities."A 1"]'),
    "a budget in words": ("budget.P = 9_000.50", 'budget.P = "much"'),
    "progress beyond the end": ("end = 2027-01-31", "end = 2027-01-31\nprogress = 140"),
    "a status that is none": ("end = 2027-01-31", 'end = 2027-01-31\nstatus = "nearly"'),
    "an override without a reason": ("[partners.P]", "[overrides.lump_sums]\nvalue = [1]\n[partners.P]"),
}


def plain(value):
    """TOML values as JSON has them."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def read(text):
    return tomllib.loads(text, parse_float=Decimal)


def refusals(text):
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(plain(read(text)))]


def test_the_schema_keeps_to_its_own_dialect():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", [*SAMPLES, *sorted(PLANS.glob("*.toml"))], ids=lambda path: path.stem)
def test_every_sample_is_taken_but_for_the_key_that_one_has_wrong_on_purpose(path):
    refused = refusals(path.read_text(encoding="utf-8"))
    assert ["strat" in refusal for refusal in refused] == [True] * path.stem.startswith("faults")


def test_a_plan_with_the_least_that_is_required_is_taken():
    assert refusals(LEAST) == []
    assert refusals(run("new", "--type", "KA220-SCH", "--acronym", "X").out) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_plan_is_refused_by_the_schema_and_by_the_reader(fault):
    sound, faulty = FAULTS[fault]
    assert LEAST.count(sound) == 1
    text = LEAST.replace(sound, faulty)
    assert refusals(text)
    assert [finding for finding in read_plan(read(text)).findings if finding.code.startswith("SYN")]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_schema_refuses_nothing_in_which_the_program_finds_no_fault_of_the_file(path):
    text = path.read_text(encoding="utf-8")
    try:
        found = check(read_plan(read(text)), book(), date(2026, 11, 24)).findings
    except ValueError:
        return
    if not any(finding.code.startswith(("SYN", "ORG113", "CAL10")) for finding in found):
        assert refusals(text) == []


def test_every_key_is_described_by_a_sentence_and_not_by_its_name_again():
    tables = {"project": SCHEMA["properties"]["project"], **_entries()}
    assert all(value["description"] for value in SCHEMA["properties"].values())
    for table, entry in tables.items():
        for name, value in entry["properties"].items():
            told = value["description"]
            assert told.endswith(".")
            assert len(told.split()) >= 3, (table, name, told)


def test_sentences_are_about_keys_that_there_are():
    known = {f"{table}.{name}" for table, entry in _entries().items() for name in entry["properties"]}
    known |= {f"project.{name}" for name in SCHEMA["properties"]["project"]["properties"]}
    known |= {place.partition(".")[2] for place in known}
    assert set(SENTENCES) <= known


@pytest.mark.parametrize(
    ("sound", "faulty"),
    [
        ('type = "KA220-SCH"', 'type = "KA222-SCH"'),
        ('country = "SI"', 'country = "XX"'),
        ('country = "SI"', 'country = "SI"\nrole = "boss"'),
        ("months = 24", 'months = 24\neffort_unit = "hours"'),
    ],
)
def test_a_word_that_is_none_of_those_that_there_are_is_refused(sound, faulty):
    assert refusals(LEAST.replace(sound, faulty))


def test_words_are_offered_for_types_countries_priorities_and_kinds():
    project, partner = SCHEMA["properties"]["project"]["properties"], _entries()["partners"]["properties"]
    assert {type_.id for type_ in book().types()} == set(project["type"]["enum"])
    assert {"SI", "ES", "GR", "EL"} <= set(partner["country"]["enum"])
    assert "inclusion" in project["priorities"]["items"]["anyOf"][0]["enum"]
    assert "vet-provider" in partner["kind"]["anyOf"][0]["enum"]
    agencies = {one["const"]: one.get("description", "") for one in project["agency"]["anyOf"] if "const" in one}
    assert "CMEPIUS" in agencies["SI01"]
    assert set(agencies) == set(book().library.agency_names())
    venue = _entries()["activities"]["properties"]["venue"]
    assert venue["properties"]["country"]["enum"] == partner["country"]["enum"]
    assert refusals(LEAST.replace("months = 24", 'months = 24\npriorities = ["our own"]\nagency = "CMEPIUS"')) == []


def test_the_schema_has_a_name_of_its_own_that_asks_no_server():
    assert SCHEMA["$id"].startswith("urn:")


def test_a_new_plan_names_the_schema_beside_it_in_its_first_line(tmp_path):
    for words in ((), ("--from", str(ROOT / "tests" / "export" / "plans" / "english.csv"))):
        text = run("new", "--type", "KA220-SCH", *words).out
        assert text.startswith(f"#:schema ./{FILE}\n")
        assert f"ka2plan manual schema > {FILE}" in text


def _entries():
    tables = SCHEMA["properties"].items()
    return {name: table["additionalProperties"] for name, table in tables if "propertyNames" in table}


def test_the_json_export_has_every_key_of_the_plan_that_the_schema_has():
    exported = json.loads(run("export", "json", SOUND).out)
    for name, table in SCHEMA["properties"].items():
        if "propertyNames" in table and exported[name]:
            entry = next(iter(exported[name].values()))
            assert set(table["additionalProperties"]["properties"]) <= set(entry)
    assert set(SCHEMA["properties"]["project"]["properties"]) <= set(exported["project"])


def test_months_have_their_names_in_the_export_and_are_taken_by_the_schema(tmp_path):
    sample = SOUND.read_text(encoding="utf-8")
    months = '{ default = 26, M9 = 5, x_why = "holidays" }'
    text = sample.replace("capacity = 26", f"capacity = {months}", 1)
    assert text != sample
    assert refusals(text) == []
    assert refusals(text.replace("M9 = 5", "july = 5"))
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    partners = json.loads(run("export", "json", path).out)["partners"]
    assert next(iter(partners.values()))["capacity_by_month"] == {"M9": 5}


def test_the_example_of_every_key_can_be_copied_into_a_plan():
    """What the manual and other editors show beside a key is a value of it, and no word in the place of one."""
    lines = ["format = 1", "[project]", *(f"{key.name} = {sample('project', key)}" for key in PROJECT_KEYS)]
    for kind in KINDS:
        taken = {key.name: sample(kind.name, key) for key in kind.keys}
        if "periods" in taken:
            del taken["start"], taken["end"]
        lines += [f"[{kind.name}.THIS]", *(f"{name} = {value}" for name, value in taken.items())]
    text = "\n".join(lines)
    assert refusals(text) == []
    faults = {finding.code for finding in check(read_plan(read(text)), book(), date(2026, 8, 1)).findings}
    assert {code for code in faults if code.startswith("SYN")} <= {"SYN301", "SYN302"}  # ids that no plan has, one id
    assert not {"CAL101", "CAL104", "CAL213", "CAL214", "ORG132", "CAL406"} & faults
    assert '"text"' not in text
