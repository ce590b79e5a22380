"""XlsxWriter's sheet, which looks through a formula once, however many sheets of however many workbooks have it."""

from __future__ import annotations

from functools import lru_cache

from xlsxwriter.worksheet import Worksheet as _Worksheet

FORMULAS_KEPT = 10_000


class Worksheet(_Worksheet):  # type: ignore[misc,unused-ignore]
    """A sheet for ``add_worksheet``."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: FBT001, FBT002
        """XlsxWriter searches each formula for thirty functions with a pattern each: half of what a cell takes."""
        return _prepared(formula, is_future=self.use_future_functions or expand_future_functions)


@lru_cache(maxsize=FORMULAS_KEPT)
def _prepared(formula: str, *, is_future: bool) -> str:
    prepared: str = _Worksheet()._prepare_formula(formula, is_future)
    return prepared
