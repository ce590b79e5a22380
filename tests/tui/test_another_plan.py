"""Another plan under the cursor: whatever becomes of the rows, every view shows them, and the cursor is on one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest

from ka2plan.resources import samples_folder
from ka2plan.tui.app.views import CONFLICTS, FORM, VIEWS
from tests.tui.pilot import opened

SAMPLES = sorted(Path(samples_folder()).glob("*.toml"))
EMPTY = 'format = 1\n[project]\ntitle = "An idea"\n'
TEXTS = {**{path.stem: path.read_text(encoding="utf-8") for path in SAMPLES}, "an idea": EMPTY, "no plan": "no plan"}


ONE_AFTER_ANOTHER = [before for before, _behind in nx.eulerian_circuit(nx.complete_graph(TEXTS, nx.DiGraph))]
"""The plans in an order in which each comes behind each of the others once."""


def at_the_end(view, *, on=0):
    """Puts the cursor as far down and to the right as it goes, or ``on`` rows above that."""
    view.cursor = view.row_count - 1 - on
    if hasattr(view, "columns_changed"):
        view.column = max(0, view.column_count - 1)
        view.columns_changed()


@pytest.mark.parametrize("is_shown", [True, False], ids=["shown", "hidden"])
@pytest.mark.parametrize("entry", [*VIEWS, FORM, CONFLICTS], ids=lambda entry: entry.name)
async def test_another_plan_is_shown_wherever_the_cursor_was(tmp_path, entry, is_shown):
    async with opened(tmp_path) as editor:
        main = editor.app.main
        for on in (0, 1):
            editor.session.replace_text(TEXTS[ONE_AFTER_ANOTHER[-1]], ONE_AFTER_ANOTHER[-1])
            main.show_view(entry.name)
            for before, behind in pairwise([ONE_AFTER_ANOTHER[-1], *ONE_AFTER_ANOTHER]):
                at_the_end(main.view, on=on)
                if not is_shown:
                    main.show_view("partners" if entry.name == "plan" else "plan")
                editor.session.replace_text(TEXTS[behind], behind)
                main.show_view(entry.name)
                assert 0 <= main.view.cursor < max(1, main.view.row_count), (before, behind)
                assert editor.app.fault is None
        await editor.pilot.pause()


def test_every_plan_comes_behind_every_other():
    pairs = set(pairwise([ONE_AFTER_ANOTHER[-1], *ONE_AFTER_ANOTHER]))
    assert pairs == {(one, other) for one in TEXTS for other in TEXTS if one != other}
