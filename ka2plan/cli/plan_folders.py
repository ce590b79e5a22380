"""Plans that are named on the command line one by one, or by the folders they lie in."""

from __future__ import annotations

import os
from collections.abc import Iterable

from ka2plan.cli.plan_files import STANDARD_INPUT, Loaded, load_lenient
from ka2plan.errors import CannotRead
from ka2plan.plan.unreadable import of_file
from ka2plan.words.messages import _


def plan_paths(arguments: Iterable[str]) -> dict[str, bool]:
    """Every file once, and whether it was named itself and not found in a folder.

    :raises CannotRead: there is no TOML file in any of the folders.
    """
    from ka2plan.print.portfolio_plans import plans_in

    named = list(arguments)
    paths: dict[str, bool] = {}
    seen: set[str] = set()
    for argument in named:
        is_folder = _is_folder(argument)
        for path in plans_in(argument) if is_folder else [argument]:
            real = _real(path)
            if real not in seen:
                seen.add(real)
                paths[path] = not is_folder
    if not paths:
        raise CannotRead(_no_plan(", ".join(named)))
    return paths


def load_every(arguments: Iterable[str]) -> list[Loaded]:
    """Every plan that is named or lies in a folder that is; a folder without one is told as what cannot be read.

    TOML files of other programs in a folder are passed over, and files that were met before.
    """
    loaded: list[Loaded] = []
    seen: set[str] = set()
    for argument in arguments:
        found = _load_folder(argument, seen) if _is_folder(argument) else [load_lenient(argument)]
        seen.update(_real(each.path) for each in found)
        loaded += found
    return loaded


def _load_folder(folder: str, seen: set[str]) -> list[Loaded]:
    from ka2plan.print.portfolio_plans import is_of_others, plans_in

    paths = plans_in(folder)
    plans = [plan for plan in map(load_lenient, paths) if not is_of_others(plan.reading)]
    if not plans:
        return [Loaded(folder, "", {}, of_file(_no_plan(folder)))]
    return [plan for plan in plans if _real(plan.path) not in seen]


def _real(path: str) -> str:
    """The file behind links, by which it is known; of what cannot be found from here, what it was called."""
    try:
        return path if path == STANDARD_INPUT else os.path.realpath(path)
    except FileNotFoundError:  # the current folder is gone
        return path


def _is_folder(argument: str) -> bool:
    return argument != STANDARD_INPUT and os.path.isdir(argument)


def _no_plan(folders: str) -> str:
    return _("there is no plan (*.toml) in {folders}").format(folders=folders)
