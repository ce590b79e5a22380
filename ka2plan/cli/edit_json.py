"""What an edit did, as JSON: the changes, and the errors and warnings that went and came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.toml import format_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ka2plan.cli.plan_files import Loaded
    from ka2plan.document import Document
    from ka2plan.findings import Finding
    from ka2plan.merge.clash import Clash
    from ka2plan.plan import Plan


def edit_json(
    loaded: Loaded,
    edited: Document,
    plan: Plan,
    findings: tuple[list[Finding], list[Finding]],
    *,
    written: bool,
) -> dict[str, Any]:
    """``{"version": 1, "path", "written", "changes": [as diff], "mended": [finding], "new": [finding]}``.

    ``plan`` is the edited one, ``written`` is whether the file holds the changes now; a finding is
    ``{"code", "severity", "where", "message"}``.
    """
    from ka2plan.changes.comparison import Comparison, Read
    from ka2plan.changes.diff_forms import difference_json

    mended, new = findings
    read = (Read(loaded.data, loaded.plan), Read(edited.data, plan))
    return {
        "version": 1,
        "path": loaded.path,
        "written": written,
        "changes": difference_json(Comparison(loaded.text, edited.text, read))["changes"],
        "mended": findings_json(mended),
        "new": findings_json(new),
    }


def findings_json(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Findings without what needs the text of the file."""
    return [
        {"code": one.code, "severity": one.severity, "where": format_path(one.where), "message": one.message}
        for one in findings
    ]


def clashes_json(path: str, clashes: Iterable[tuple[str, Clash]], *, written: bool) -> dict[str, Any]:
    """``{"version": 1, "path", "written", "clashes": [{"where", "place", "kind", "base", "ours", "theirs"}]}``.

    Args:
        path: the plan's file.
        clashes: each behind its place as ``resolve`` takes it.
        written: whether the file was.

    A side that has nothing there is null, and so is a base that is not known.
    """
    from ka2plan.changes.diff_forms import json_value
    from ka2plan.merge.clash import SIDES
    from ka2plan.merge.plain_values import UNKNOWN

    def side(clash: Clash, name: str) -> Any:
        value = clash.value(name)
        return None if value is UNKNOWN else json_value(value)

    return {
        "version": 1,
        "path": path,
        "written": written,
        "clashes": [
            {
                "where": format_path(clash.where),
                "place": place,
                "kind": clash.kind,
                **{name: side(clash, name) for name in SIDES},
            }
            for place, clash in clashes
        ],
    }
