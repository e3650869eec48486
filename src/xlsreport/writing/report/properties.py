"""What a Word document says of itself: whose it is and for which period, never when it was made."""

from docx.document import Document

from xlsreport.language import Language, language_named
from xlsreport.model.form import Form
from xlsreport.model.period import Period

_LONGEST = 255  # characters that a property may have


def described(document: Document, form: Form, title: str, office: str, period: str) -> None:
    """Give `document` its title, the `office` as its author, and the `period` with the form's title as its subject."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:_LONGEST], office[:_LONGEST], ""
    properties.subject = f"{form.title} {period}".strip()[:_LONGEST]
    properties.keywords, properties.comments, properties.language = period[:_LONGEST], "", form.language


def report_title(form: Form, office: str, period: str) -> str:
    """Return the title of a report; without a period it is that of the form."""
    language: Language = language_named(form.language)
    key = "report_title" if period else "report_title_undated"
    known = form.periods.written(period)
    said = known if isinstance(known, Period) else period  # a year stays as it is written
    return language.text(key, name=office, period=said, title=form.title).strip()
