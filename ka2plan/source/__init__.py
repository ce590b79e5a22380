"""TOML text: decoding, bounded reading, where things stand, key paths; nothing but the standard library."""

from __future__ import annotations

from ka2plan.source.decoding import decode
from ka2plan.source.fault import TomlFault
from ka2plan.source.paths import Path, format_path, parse_path
from ka2plan.source.positions import Positions
from ka2plan.source.reading import conflict_line, parse

__all__ = ["Path", "Positions", "TomlFault", "conflict_line", "decode", "format_path", "parse", "parse_path"]
