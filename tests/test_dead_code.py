"""What nothing in the program calls is used or deleted; names that others call are listed here with who does."""

from fnmatch import fnmatch
from pathlib import Path

from vulture import Vulture

PACKAGE = Path(__file__).parents[1] / "ka2plan"

CODE = ("class", "function", "method", "property")

CALLED_BY_NAME = {
    "__getattr__": "Python, for what a package imports when it is first asked for",
    "*_lines": "`print.show`, which finds a table by the name of its subject",
    "*_json": "`print.show`, as above",
    "*View": "`app.views`, which loads a view when it is first shown",
    "compose": "Textual",
    "get_default_screen": "Textual",
    "get_theme": "Textual",
    "highlight": "Textual",
    "render_line": "Textual",
    "control": "Textual, to tell whose message it is",
    "run_input_thread": "Textual's driver",
    "disable_input": "Textual",
    "is_web": "Textual",
    "handle_error": "aiohttp, for what is no request",
    "_print_error_renderables": "Textual, after a fault",
    "on_*": "Textual",
    "watch_*": "Textual",
    "validate_*": "Textual",
    "action_*": "Textual",
    "lsp_*": "pygls, for what an editor sends",
    "on_line_lost": "the driver, when nobody reads any more",
    "samples_folder": "whoever looks for the samples of an installed program, as the README says",
}


def _unused() -> set[str]:
    looking = Vulture()
    looking.scavenge([str(PACKAGE)])
    return {item.name for item in looking.get_unused_code() if item.typ in CODE}


UNUSED = _unused()


def test_nothing_in_the_program_is_called_by_tests_alone():
    assert sorted(name for name in UNUSED if not any(fnmatch(name, pattern) for pattern in CALLED_BY_NAME)) == []
