"""The plan out of the terminal: application form, annexes, spreadsheet, calendar, and texts for other programs.

Every format is one module with ``write(material) -> str | bytes``; two exports of the same plan are the same bytes.
"""

from __future__ import annotations

from importlib import import_module

from ka2plan.export.created import created
from ka2plan.export.extras import ExtraMissing, extra
from ka2plan.export.material import Material
from ka2plan.named_tuples import NamedTuple
from ka2plan.words.messages import N_

__all__ = ["FORMATS", "REPORT_FOR_WORD", "ExtraMissing", "Format", "Material", "created", "export", "extra", "for_file"]


class Format(NamedTuple):
    """One format: its name, its module, the ending of its files, and the extra that it needs."""

    name: str
    module: str
    ending: str
    summary: str
    extra: str = ""
    binary: bool = False
    is_dated: bool = False
    """Whether it says when the plan was last changed, and withdraws what the file it replaces had."""


FORMATS = (
    Format("form", "form_text", "txt", N_("the application form, field by field, with character counts")),
    Format("pdf", "pdf", "pdf", N_("the work plan on A4, or the Gantt chart alone"), "pdf", binary=True),
    Format("svg", "svg", "svg", N_("the Gantt chart as a drawing")),
    Format("png", "png", "png", N_("the Gantt chart as a picture"), "pdf", binary=True),
    Format("xlsx", "xlsx", "xlsx", N_("a workbook whose budget adds up by formulas"), "xlsx", binary=True),
    Format("docx", "docx", "docx", N_("the form for Word, to comment on and to fill in"), "docx", True),
    Format("ics", "ics", "ics", N_("milestones, deliverables and activities for a calendar"), "ics", True, True),
    Format("csv", "csv_table", "csv", N_("the activities as a table")),
    Format("md", "markdown", "md", N_("the whole plan in Markdown")),
    Format("html", "html_page", "html", N_("the whole plan as one page: filter, fold, sort, light and dark")),
    Format("report", "report", "md", N_("what was done, changed and cancelled, for the final report")),
    Format("mermaid", "mermaid", "mmd", N_("the Gantt chart for Markdown that draws Mermaid")),
    Format("tjp", "taskjuggler", "tjp", N_("the plan for TaskJuggler, with the same dates")),
    Format("json", "json_form", "json", N_("the plan with its computed dates and sums")),
)

REPORT = next(known for known in FORMATS if known.name == "report")
REPORT_FOR_WORD = REPORT._replace(module="report_docx", ending="docx", extra="docx", binary=True)
"""The report, where its file is to be one of Word."""


def for_file(wanted: Format, path: str | None) -> Format:
    """The format by the ending of the file that is to be written."""
    is_word = wanted is REPORT and path is not None and path.lower().endswith(".docx")
    return REPORT_FOR_WORD if is_word else wanted


def export(wanted: Format, material: Material) -> bytes:
    """The bytes of an export; what there is to say of it is in the material's ``notices``.

    :raises ExtraMissing: the library that the format needs is not installed.
    """
    with extra(wanted.extra, f"`export {wanted.name}`"):
        module = import_module(f"ka2plan.export.{wanted.module}")
        written: str | bytes = module.write(material)
    return written.encode() if isinstance(written, str) else written
