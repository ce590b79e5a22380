"""XlsxWriter's sheet, which looks through a formula once, however many sheets and workbooks have it.

XlsxWriter searches each for thirty functions that need a prefix, which is half of all work for a cell with a formula.
"""

from __future__ import annotations

from functools import lru_cache

from xlsxwriter.worksheet import Worksheet as _Worksheet

MOST_KEPT = 10_000
"""Formulas."""


class Worksheet(_Worksheet):  # type: ignore[misc,unused-ignore]
    """A sheet for ``add_worksheet``; with an XlsxWriter that calls it otherwise all is as before, only slower."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return _prepared(formula, is_future=self.use_future_functions or expand_future_functions)


@lru_cache(maxsize=MOST_KEPT)
def _prepared(formula: str, *, is_future: bool) -> str:
    prepared: str = _Worksheet()._prepare_formula(formula, is_future)  # noqa: SLF001  what is kept for all sheets
    return prepared
