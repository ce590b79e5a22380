"""What the editor uses of Textual beyond what that promises: in one module, and no more of it than is listed."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import sys
from functools import cache
from importlib import import_module

from ka2plan import tui
from ka2plan.tui.toolkit import textual_private

PRIVATE = {
    "AppInside": {
        "_disable_notifications",
        "_disable_tooltips",
        "_exception",
        "_exit",
        "_exit_renderables",
        "_handle_exception",
        "_print_error_renderables",
    },
    "DriverInside": {
        "_auto_restart",
        "_disable_mouse_support",
        "_enable_mouse_support",
        "_get_terminal_size",
        "_query_in_band_window_resize",
        "_request_terminal_sync_mode_support",
        "_sigcont_application",
        "_sigtstp_application",
    },
    "SizedDriver": {"_size"},
    "ParserInside": {"_sequence_to_key_events", "_timeout_time"},
}
"""Names of Textual's own that may be gone with its next version, by the class that uses them."""


@cache
def modules():
    return [import_module(found.name) for found in pkgutil.walk_packages(tui.__path__, f"{tui.__name__}.")]


def classes():
    return {one for module in modules() for one in vars(module).values() if inspect.isclass(one) and is_of(one, module)}


def is_of(one, module):
    return one.__module__ == module.__name__


def private(names):
    return {name for name in names if name.startswith("_") and not name.startswith("__")}


@cache
def bodies(module):
    """The classes of a module as they are written, by their names."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


@cache
def used_in(one):
    """The private names that the body of a class gives to itself or asks itself for."""
    names = set()
    for node in ast.walk(bodies(one.__module__)[one.__name__]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
    return private(names)


def textuals(one):
    """The private names that a class has from Textual."""
    bases = [base for base in one.__mro__ if base.__module__.partition(".")[0] == "textual"]
    return {name for base in bases for name in private(vars(base)) | used_in(base)}


def test_textuals_private_names_are_used_in_one_module_and_are_these():
    used = {one.__name__: used_in(one) & textuals(one) for one in classes()}
    assert {name: names for name, names in used.items() if names} == PRIVATE


def test_private_modules_of_textual_are_imported_in_one_module_and_are_these():
    found = {}
    for module in modules():
        tree = ast.parse(inspect.getsource(module))
        names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        names += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        found[module.__name__] = [name for name in names if name.startswith(("textual.", "rich.")) and "._" in name]
    assert {name: names for name, names in found.items() if names} == {
        textual_private.__name__: ["textual._xterm_parser"]
    }


def test_every_private_name_is_still_there_in_textual():
    by_name = {one.__name__: one for one in classes()}
    assert all(names <= textuals(by_name[name]) for name, names in PRIVATE.items())
