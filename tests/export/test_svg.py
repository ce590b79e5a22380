"""The drawing as an XML parser reads it."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from ka2plan.export import svg
from ka2plan.export.page_chart import page_chart
from ka2plan.export.svg import pages
from ka2plan.words.visible import in_file
from tests.export.making import ADVANCED, MARKUP, SAMPLES, SOUND, exported, hostile, material, plan_in, plan_of

SPACE = "{http://www.w3.org/2000/svg}"
KNOWN = {"svg", "title", "rect", "text", "line", "polygon"}


def drawn(plan):
    return ET.fromstring(exported("svg", plan))


def texts(root):
    return [element.text for element in root.iter(f"{SPACE}text")]


def hints(root, kind):
    return [element.find(f"{SPACE}title").text for element in root.iter(SPACE + kind) if len(element)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_entry_has_its_label_and_what_has_dates_inside_the_project_its_bar(sample):
    plan, root = plan_in(sample), drawn(plan_in(sample))
    told = texts(root)
    for id in (*plan.work_packages, *plan.activities, *plan.milestones, *plan.deliverables):
        assert id in told
    marks, bars = hints(root, "polygon"), hints(root, "rect")
    for bar in page_chart(material(plan).chart).bars:
        found = (marks if bar.row.is_event else bars).count(f"{bar.row.id} {bar.row.title}")
        assert found == len(bar.stretches)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_it_stands_alone_and_nothing_leaves_its_frame(sample):
    root = drawn(plan_in(sample))
    width, height = (float(root.get(side)) for side in ("width", "height"))
    for element in root.iter():
        assert element.tag.removeprefix(SPACE) in KNOWN
        assert not [name for name in element.attrib if "href" in name or name.startswith("on") or name == "style"]
        x, y = float(element.get("x", 0)), float(element.get("y", 0))
        assert 0 <= x <= x + float(element.get("width", 0)) <= width + 0.1
        assert 0 <= y <= height
        for point in re.findall(r"[\d.-]+,[\d.-]+", element.get("points", "")):
            across, down = map(float, point.split(","))
            assert 0 <= across <= width
            assert 0 <= down <= height


def test_it_is_named_for_readers_that_do_not_see():
    root = drawn(plan_in(SOUND))
    assert root.get("role") == "img"
    assert root.get("aria-label") == root.find(f"{SPACE}title").text == material(plan_in(SOUND)).title


def test_what_is_done_critical_or_cancelled_differs_in_more_than_its_colour_and_the_legend_shows_how():
    root, bars = drawn(plan_in(ADVANCED)), page_chart(material(plan_in(ADVANCED)).chart).bars
    named = {"done", "running", "late", "cancelled", "milestone", "milestone reached", "delivered"}
    named |= {"forecast", "as planned", "critical path of what is left"}
    assert named <= set(texts(root))
    rects, marks = list(root.iter(f"{SPACE}rect")), list(root.iter(f"{SPACE}polygon"))
    underlined = sum(len(bar.stretches) for bar in bars if bar.is_critical and not bar.row.is_event)
    assert len([rect for rect in rects if rect.get("height") == "1.5"]) == underlined + 1 > 1
    cancelled = sum(len(bar.stretches) for bar in bars if bar.row.status == "cancelled")
    assert len([rect for rect in rects if rect.get("stroke-dasharray") == "3 2"]) == cancelled + 1
    expected = sum(len(bar.forecast) for bar in bars if not bar.row.is_event)
    assert len([rect for rect in rects if rect.get("stroke-dasharray") == "2 2"]) == expected + 1 > 1
    behind = sum(len(bar.behind) for bar in bars if not bar.row.is_event)
    assert len([rect for rect in rects if rect.get("height") == "2.5"]) == behind + 1 > 1
    outlined = sum(len(bar.done) for bar in bars)
    assert len([rect for rect in rects if rect.get("stroke") and not rect.get("stroke-dasharray")]) == outlined + 1
    hollow = [bar for bar in bars if bar.row.status == "done" and bar.row.is_event]
    assert len([mark for mark in marks if mark.get("fill") == "#ffffff"]) == len(hollow) + 2
    assert texts(root).count("«") == len([bar for bar in bars if bar.row.late]) + 1


def test_a_legend_names_only_what_the_chart_has():
    told = texts(drawn(plan_in(SOUND)))
    assert "milestone" in told
    assert not {"deliverable", "done", "reached", "cancelled"} & set(told)


def test_a_page_of_html_has_a_drawing_for_every_page_of_paper():
    assert len(pages(material(plan_in(SOUND)))) == 1
    many = "".join(
        f'[activities.A{number}]\ntitle = "a"\nlead = "P"\nstart = "M1"\nend = "M2"\n' for number in range(100)
    )
    drawings = pages(material(plan_of(f"format = 1\n[project]\nstart = 2026-11-01\nmonths = 24\n{many}")))
    assert len(drawings) == 3
    ids = [text for drawing in drawings for text in texts(ET.fromstring(drawing)) if text]
    assert [id for id in ids if id[0] == "A" and id[1:].isdigit()] == [f"A{number}" for number in range(100)]
    assert all("2027" in texts(ET.fromstring(drawing)) for drawing in drawings)


def test_no_text_of_a_partner_becomes_an_element_or_an_attribute():
    root = drawn(hostile())
    assert {element.tag.removeprefix(SPACE) for element in root.iter()} <= KNOWN
    shown = hints(root, "rect")
    for text in MARKUP:
        assert any(hint.endswith(in_file(text)) for hint in shown)


def test_a_legend_that_is_longer_than_the_drawing_goes_on_in_a_line_of_its_own(monkeypatch):
    looks = [("late", f"a look with many words, number {number}") for number in range(9)]
    usual = float(drawn(plan_in(SOUND)).get("height"))
    monkeypatch.setattr(svg, "legend_of", lambda _rows: looks)
    root = drawn(plan_in(SOUND))
    told = [one for one in root.iter(f"{SPACE}text") if (one.text or "").startswith("a look")]
    assert [one.text for one in told] == [name for _look, name in looks]
    lines = {float(one.get("y")) for one in told}
    assert len(lines) > 1
    assert float(root.get("height")) == usual + svg.LEGEND_LINE * (len(lines) - 1)
    for one in told:
        assert float(one.get("x")) + svg.LETTER * len(one.text) < svg.WIDTH
        assert usual - svg.FOOT < float(one.get("y")) < float(root.get("height"))
