"""Compiles the catalogues of the languages when a wheel is built, and when a checkout is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):
    """Writes ``messages.mo`` beside every ``messages.po``; the wheel takes the compiled ones alone."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles before the files are gathered."""
        for source in sorted(Path(self.root, "ka2plan", "languages").glob("*/messages.po")):
            with source.open("rb") as file:
                catalogue = read_po(file, locale=source.parent.name)
            with source.with_suffix(".mo").open("wb") as file:
                write_mo(file, catalogue)
