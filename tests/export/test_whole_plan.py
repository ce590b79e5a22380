"""Whatever a plan holds is in every export of the whole plan: each of its texts is a word of its own, and is found."""

from __future__ import annotations

import html
import io
import tomllib
from datetime import date
from decimal import Decimal

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from ka2plan.plan import read_plan
from ka2plan.plan.schema import KINDS, PROJECT_KEYS
from ka2plan.plan.types import TYPES
from tests.export.making import exported

FIXED = {"type": "KA220-SCH", "coordinator": "P", "lead": "P", "wp": "W", "months": 24, "partners": ["Q"]}
"""Values of keys that cannot be just anything of their type."""

NAMED = {"references": [], "reference": "P", "links": ["M2"], "money_by_partner": {"P": 4_711}, "country": "SI",
         "capacity": {"default": 17, "M9": 5}}  # fmt: skip
"""Values of types of which a sample names what this plan does not have."""

DAYS = {"since": date(2026, 12, 3), "until": date(2028, 4, 19), "established": date(1999, 5, 7)}
"""Days that nothing else in the plan has."""

LEFT_OUT = {"periods", "amount"}
"""Keys that say what others say as well."""

MONTHS = {"Dec": 12, "Apr": 4, "May": 5}

IDS = {"partners": "P", "objectives": "O", "work_packages": "W", "activities": "A", "milestones": "M"}


class FullPlan:
    """A plan with a value for every key of the schema, and a new word wherever a text can stand."""

    def __init__(self):
        self.places = {}
        """Word -> where it stands."""
        self.data = {"format": 1, "project": self._entry("project", PROJECT_KEYS)}
        for kind in KINDS:
            id = IDS.get(kind.name, kind.name[0].upper())
            self.data[kind.name] = {id: self._entry(kind.name, kind.keys)}
        self.data["partners"]["Q"] = {"name": "Second", "country": "ES", "role": "associated"}
        self.data["work_packages"]["W"]["status"] = self.data["activities"]["A"]["status"] = "planned"
        self.data["work_packages"]["W2"] = {"title": "second"}
        self.data["milestones"]["M2"] = {"title": "second", "due": "M2"}
        self.data["texts"] = {
            owner: {key: self._word("texts", owner, key) for key in keys}
            for owner, keys in {
                "project": ("motivation", "needs", "question_of_our_own"),
                "P": ("presentation", "experience"),
                "Q": ("presentation",),
                "W": ("objectives", "activities_content"),
                "W2": ("results", "activities_participants"),
                "A": ("no_field_of_the_form",),
                "GONE": ("of_nobody",),
            }.items()
        }
        self.data["overrides"] = {"lump_sums": {"value": [4_712], "reason": self._word("overrides", "reason")}}
        self.data["ignored"] = {"WRK104 partners.P": {"reason": self._word("ignored", "reason")}}
        self.plan = read_plan(self.data).plan

    def _word(self, *place):
        word = f"q{len(self.places)}z7"
        self.places[word] = ".".join(place)
        return word

    def _entry(self, table, keys):
        return {key.name: self._value(table, key) for key in keys if key.name not in LEFT_OUT}

    def _value(self, table, key):
        if key.type == "text" and key.name not in FIXED:
            return self._word(table, key.name)
        if key.type == "texts":
            return [self._word(table, key.name), self._word(table, key.name)]
        if key.name in FIXED or key.type in NAMED:
            return FIXED.get(key.name, NAMED.get(key.type))
        if key.name in DAYS:
            return DAYS[key.name]
        if key.type == "choice":
            return key.choices[0]
        value = tomllib.loads(f"value = {key.sample or TYPES[key.type].sample}", parse_float=Decimal)["value"]
        return self._with_words(table, key, value) if isinstance(value, dict) else value

    def _with_words(self, table, key, value):
        """The texts and the free names in a table as words: what it costs, what proves it, where it is."""
        if TYPES[key.type].keys:
            return {name: self._word(table, key.name, name) if name == "place" else one for name, one in value.items()}
        if "partners" in key.refers_to:
            return {"P": next(iter(value.values()))}
        return {self._word(table, key.name): one for one in value.values()}


def text_of(name, data):
    """All that an export says, without what divides its words."""
    if name == "xlsx":
        book = load_workbook(io.BytesIO(data))
        return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    if name == "docx":
        document = Document(io.BytesIO(data))
        return " ".join(one.text for one in document.element.iter() if one.tag.endswith("}t") and one.text)
    if name == "pdf":
        return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages)
    return html.unescape(data.decode())


@pytest.mark.parametrize("name", ["md", "html", "pdf", "xlsx", "docx"])
def test_every_text_that_a_plan_can_hold_is_found(name):
    full = FullPlan()
    told = text_of(name, exported(name, full.plan))
    assert {place for word, place in full.places.items() if word not in told} == set()


def test_the_full_plan_holds_a_word_for_every_text_of_the_schema():
    full = FullPlan()
    texts = {
        f"{table}.{key.name}"
        for table, keys in (("project", PROJECT_KEYS), *((kind.name, kind.keys) for kind in KINDS))
        for key in keys
        if key.type in ("text", "texts") and key.name not in FIXED
    }
    assert texts <= set(full.places.values())
    read = repr(full.plan)
    assert {place for word, place in full.places.items() if word not in read} == set()


@pytest.mark.parametrize("name", ["md", "html", "pdf", "xlsx", "docx"])
def test_days_papers_evidence_and_the_mark_of_management_are_found(name):
    full = FullPlan()
    told = text_of(name, exported(name, full.plan)).replace(" ", "")
    for day in ("3Dec2026", "19Apr2028", "7May1999"):
        year, month, number = date(int(day[-4:]), 1, 1), day[-7:-4], day[:-7]
        iso = f"{year:%Y}-{MONTHS[month]:02}-{int(number):02}"
        assert day in told or iso in told, day
    for word, place in full.places.items():
        if place in ("project.papers", "partners.papers", "activities.evidence"):
            there = told.partition(word)[2]
            assert there[:1] == ":", place
            assert there[1:].startswith(("yes", "no", "12Jan2027", "3Feb2027")), place
    if name != "docx":  # the form asks for the management in a part of its own
        assert "Projectmanagement" in told


@pytest.mark.parametrize("name", ["md", "html", "pdf", "xlsx"])
def test_figures_and_what_serves_what_are_found_as_well(name):
    plan = FullPlan().plan
    activity = plan.activities["A"]._replace(serves=("O",), progress=37, status="running")
    told = text_of(name, exported(name, plan._replace(activities={"A": activity}))).replace(",", "")
    for figure in ("4711", "4712", "37"):
        assert figure in told
    objective = plan.objectives["O"].title
    assert "A" in told.partition(objective)[2][:60]
