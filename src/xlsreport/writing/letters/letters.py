"""Letters to the departments: as plain text to paste into a chat, and as the draft of a mail with an attachment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from xlsreport.language import Language
from xlsreport.model.days import day_of
from xlsreport.model.finding import Finding, neighbours, place_of
from xlsreport.model.roster import Department
from xlsreport.writing.letters.corrected_copy import listing_title
from xlsreport.writing.letters.requests import Copy, brief, fact, joined, wish

_MOST = 20  # lines of one kind in a letter; the rest is in the attached workbook
_XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@dataclass(frozen=True, slots=True)
class Matter:
    """What the letters are about: the form's title, the period, and the office that writes, where it has a name."""

    title: str
    period: int
    office: str
    language: Language


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to a department; `text` has its lines divided by line feeds."""

    department: Department
    subject: str
    text: str


def letter_of(copy: Copy, department: Department, file: str, matter: Matter) -> Letter:
    """Return the letter that goes with `copy`, which is attached as `file`: what to correct, to explain, by when."""
    language = matter.language
    words = {"name": brief(department.name), "title": matter.title, "period": matter.period}
    sheet = listing_title(copy, language)
    paragraphs = [
        language.text("letter_greeting", **words),
        language.text("letter_opening", **words),
        *_sections(copy, language),
        language.text("letter_copy" if copy.kept else "letter_blank", file=file, sheet=sheet),
        *_close(language.text("letter_due", due=due) if (due := due_text(department, language)) else None, matter),
    ]
    return Letter(department, language.text("letter_subject", **words), "\n\n".join(paragraphs))


def reminder_of(department: Department, file: str, matter: Matter, today: date | None = None) -> Letter:
    """Return the letter that reminds `department` of what has not come; its workbook is attached as `file`."""
    language = matter.language
    words = {"name": brief(department.name), "title": matter.title, "period": matter.period}
    opening = language.text("reminder_opening", **words)
    paragraphs = [
        language.text("letter_greeting", **words),
        joined(opening, _when(department, language, today), language),
        language.text("reminder_form", file=file),
        language.text("letter_thanks"),
        *filter(None, [brief(matter.office)]),
    ]
    return Letter(department, language.text("reminder_subject", **words), "\n\n".join(paragraphs))


def pasted(letter: Letter) -> bytes:
    """Return `letter` as a text file, its lines ended as Windows does."""
    return (letter.text + "\n").replace("\n", "\r\n").encode("utf-8", "backslashreplace")


def draft(letter: Letter, file: str, attached: bytes) -> bytes:
    """Return `letter` as the unsent draft of a mail with `attached` as `file`; its bytes depend on these alone."""
    message = EmailMessage(SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = letter.subject
    if letter.department.recipients:
        message["To"] = ", ".join(letter.department.recipients)
    message.set_content(pasted(letter).decode("utf-8"), cte="base64")
    maintype, subtype = _XLSX
    message.add_attachment(attached, maintype=maintype, subtype=subtype, filename=file)
    message.set_boundary(f"=_{sha256(letter.text.encode('utf-8', 'backslashreplace') + attached).hexdigest()[:32]}")
    return message.as_bytes()


def due_text(department: Department, language: Language) -> str:
    """Return when a department's workbook is due, in words where the roster has a date; empty where it is silent."""
    day = day_of(department.due)
    return language.text("date", year=day.year, month=day.month, day=day.day) if day else brief(department.due)


def _when(department: Department, language: Language, today: date | None) -> str:
    due, day = due_text(department, language), day_of(department.due)
    if not due:
        return language.text("reminder_soon")
    if today is None or day is None:
        return language.text("reminder_due", due=due)
    left = (day - today).days
    if left == 0:
        return language.text("reminder_today", due=due)
    return language.text("reminder_left" if left > 0 else "reminder_late", due=due, days=abs(left))


def _close(due: str | None, matter: Matter) -> Iterator[str]:
    yield due or matter.language.text("letter_soon")
    yield matter.language.text("letter_thanks")
    if matter.office:
        yield brief(matter.office)


def _sections(copy: Copy, language: Language) -> Iterator[str]:
    if copy.errors:
        yield "\n".join((language.text("letter_correct"), *_items(copy.errors, copy, language)))
    if copy.queries:
        yield "\n".join((language.text("letter_explain"), *_items(copy.queries, copy, language)))


def _items(findings: Sequence[Finding], copy: Copy, language: Language) -> Iterator[str]:
    runs = list(neighbours(findings))
    for number, run in enumerate(runs[:_MOST], 1):
        text = joined(fact(run[0], copy, language), wish(run[0], copy, language), language)
        yield language.text("letter_item", number=number, place=_place(run, language), text=text)
    if len(runs) > _MOST:
        rest = sum(len(run) for run in runs[_MOST:])
        yield language.text("letter_more", count=rest, sheet=listing_title(copy, language))


def _place(run: Sequence[Finding], language: Language) -> str:
    place = place_of(run) or language.text("letter_file")
    label = brief(run[0].label or "") if len(run) == 1 else ""
    return language.text("letter_labelled", place=place, label=label) if label else place
