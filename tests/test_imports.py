"""Which module imports which, read from the sources: imports in functions and for types count as all others do."""

from __future__ import annotations

import ast
import functools

import networkx as nx
import pytest

from tests.conftest import ROOT

STOREYS = ("toolkit", "editor", "a feature", "app")
"""Of the editor in the terminal, from the ground up."""


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@functools.cache
def imports():
    """Every module with the modules of ours that it names in an import anywhere."""
    paths = {module_name(path): path for path in (ROOT / "ka2plan").rglob("*.py")}
    return {name: frozenset(named_in(path, paths)) - {name} for name, path in paths.items()}


def named_in(path, known):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (name if name in known else node.module for name in whole if node.module in known)


def room(module):
    """The folder of the editor that a module stands in; empty for what is no part of the editor."""
    parts = module.split(".")
    return parts[2] if parts[1:2] == ["tui"] and len(parts) > 2 else ""


def storey(module):
    return STOREYS.index(room(module)) if room(module) in STOREYS else STOREYS.index("a feature")


def within_the_editor():
    return [(one, other) for one, others in imports().items() for other in others if room(one) and room(other)]


def test_imports_are_found_wherever_they_stand():
    assert "ka2plan.tui.editor.context" in imports()["ka2plan.tui.editor.command"]  # for types alone
    assert "ka2plan.tui.entry.open" in imports()["ka2plan.tui.entry.feature"]  # in a function


def test_no_circle_of_imports_has_more_than_three_files():
    graph = nx.DiGraph([(one, other) for one, others in imports().items() for other in others])
    circles = [sorted(circle) for circle in nx.strongly_connected_components(graph)]
    assert [circle for circle in circles if len(circle) > 3] == []


def test_no_feature_of_the_editor_imports_another():
    features = [pair for pair in within_the_editor() if storey(pair[0]) == storey(pair[1]) == 2]
    assert [pair for pair in features if room(pair[0]) != room(pair[1])] == []


def test_nothing_of_the_editor_imports_what_stands_above_it():
    assert [pair for pair in within_the_editor() if storey(pair[1]) > storey(pair[0])] == []


@pytest.mark.parametrize("part", ["plan", "session", "rules", "findings", "document", "schedule"])
def test_the_toolkit_of_the_editor_knows_no_plan(part):
    toolkit = [name for name in imports() if room(name) == "toolkit"]
    assert [name for name in toolkit for other in imports()[name] if other.split(".")[1] == part] == []


def test_at_most_eight_files_stand_beside_the_rooms_of_the_editor():
    assert len([*(ROOT / "ka2plan" / "tui").glob("*.py")]) <= 8
