"""The page as axe judges it in a browser without a window, where node, axe-core, puppeteer-core and Chromium are."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.benchmarks.shell import plan_text
from tests.export.making import SAMPLES, exported, hostile, plan_in, plan_of
from tests.export.node_packages import node_packages

READER = Path(__file__).with_name("axe_reader.mjs")

LEGIBLE = 10
"""Pixels of the chart's letters that can still be read."""

PLANS = {path.stem: lambda path=path: plan_in(path) for path in SAMPLES} | {
    "of-sixty": lambda: plan_of(plan_text(60, linked=True)),
    "hostile": hostile,
    "empty": lambda: plan_of("format = 1\n[project]\n"),
}


def seen(plan, folder):
    """What axe finds in the page of a plan, at the width of a phone and of a desk, there in the dark too."""
    packages, missing = node_packages("axe-core", "puppeteer-core")
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if missing or browser is None:
        pytest.skip(missing or "Chromium is not installed")
    page = folder / "plan.html"
    page.write_bytes(exported("html", plan))
    words = ["node", str(READER), str(page), str(packages), browser]
    ran = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


@pytest.mark.parametrize("name", PLANS)
def test_axe_finds_no_fault_on_a_phone_or_on_a_desk_and_the_page_is_no_wider(name, tmp_path):
    for view in seen(PLANS[name](), tmp_path):
        assert view["violations"] == []
        assert view["passes"] > 10
        assert view["wide"] <= view["width"]
        assert view["letters"] is None or view["letters"] >= LEGIBLE
