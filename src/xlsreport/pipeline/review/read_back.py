"""Reports that came as documents, read back against a form in worker processes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsreport.checking.reports.reading import read_report
from xlsreport.forms import load_form
from xlsreport.forms.report_pattern import report_pattern
from xlsreport.language import Language
from xlsreport.model.form import Form
from xlsreport.model.report_reading import ReportReading
from xlsreport.model.workbook import Unreadable
from xlsreport.reading import read_document
from xlsreport.workers import Crew

REPORTS = (".docx", ".doc", ".html", ".htm", ".mht", ".pdf")
_OWN = "document_"  # the keys of what is wrong with a document alone; all else has a code of the rule book


@dataclass(frozen=True, slots=True)
class ReadingBack:
    """The work of reading documents back against the form in `form`: sent to worker processes."""

    form: Path

    def prepare(self) -> None:
        """Load the form."""
        load_form(self.form)

    def __call__(self, path: Path) -> ReportReading | Unreadable:
        """Read the document at `path`, or say why it cannot be read."""
        document = read_document(path)
        if isinstance(document, Unreadable):
            return document
        form = load_form(self.form)
        return read_report(form, report_pattern(form), document)


def read_back(form: Form, paths: Sequence[Path], crew: Crew) -> list[ReportReading | Unreadable]:
    """Return what each document says of the figures of `form`, or why it cannot be read."""
    return list(crew.map(ReadingBack(form.folder), paths))


def why_not(answer: ReportReading | Unreadable, language: Language) -> str:
    """Return in words why a document says nothing of the form; blank where it does."""
    if isinstance(answer, Unreadable):
        if answer.code.startswith(_OWN):
            return language.text(answer.code, reason=answer.reason)
        return language.message(answer.code, reason=answer.reason)
    if answer.twice:
        return language.text("document_twice")
    if answer.is_form:
        return ""
    return language.text("document_only_pictures" if answer.pictures else "document_no_tables", count=answer.pictures)
