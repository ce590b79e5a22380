"""TOML text: decoding, bounded reading, where things stand, key paths; nothing but the standard library."""

from __future__ import annotations

from ka2plan.toml.encoding import decode
from ka2plan.toml.fault import TomlFault
from ka2plan.toml.parser import conflict_line, parse
from ka2plan.toml.paths import Path, format_path, parse_path
from ka2plan.toml.positions import Positions

__all__ = ["Path", "Positions", "TomlFault", "conflict_line", "decode", "format_path", "parse", "parse_path"]
