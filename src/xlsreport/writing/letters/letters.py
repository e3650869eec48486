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
from xlsreport.model.office import Office
from xlsreport.model.roster import Department
from xlsreport.writing.letters.corrected_copy import listing_title
from xlsreport.writing.letters.requests import Copy, brief, fact, joined, wish

_MOST = 20  # lines of one kind in a letter; the rest is in the attached workbook
_PLACES = 5  # places that are named on the telephone
ABOUT = "X-Xlsreport-About"  # a header of drafts alone: the SHA-256 of the file that a return is about
_XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@dataclass(frozen=True, slots=True)
class Matter:
    """What the letters are about: the form's title, the period, who writes, and by when an answer is asked, if so."""

    title: str
    period: int
    office: Office
    language: Language
    due: date | None = None

    def words(self, department: Department) -> dict[str, object]:
        """Return the words that every sentence about `department` may use."""
        return {"name": brief(department.name), "title": self.title, "period": self.period}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to a department; `text` has its lines divided by line feeds, `call` is what to say on the telephone."""

    department: Department
    subject: str
    text: str
    call: str


def first_letter_of(department: Department, file: str, matter: Matter) -> Letter:
    """Return the letter that goes with the workbook as it is issued, attached as `file`: what to fill in, by when."""
    language, words = matter.language, matter.words(department)
    by = due_by(department, matter)
    asked = language.text("first_by", due=by) if by else language.text("first_soon")
    paragraphs = (
        language.text("first_opening", **words),
        language.text("first_form", file=file),
        joined(asked, language.text("letter_thanks"), language),
    )
    call = joined(language.text("first_call", **words), asked, language)
    return _letter(department, "first_subject", paragraphs, call, matter)


def letter_of(copy: Copy, department: Department, file: str, matter: Matter, number: int = 1) -> Letter:
    """Return the letter that goes with `copy`, which is attached as `file`: what to correct, to explain, by when.

    It is the `number`th time that the department's workbook is sent back.
    """
    language, words = matter.language, matter.words(department)
    again = (language.text("letter_again", number=number),) if number > 1 else ()
    asked = _answer_by(department, matter)
    paragraphs = (
        "".join((language.text("letter_opening", **words), *again)),
        *_sections(copy, language),
        *_attached(copy, file, language),
        asked,
        language.text("letter_thanks"),
    )
    call = joined(_called(copy, words, language), asked, language)
    return _letter(department, "letter_subject", paragraphs, call, matter, number)


def reminder_of(
    department: Department, file: str, matter: Matter, today: date | None = None, number: int = 1
) -> Letter:
    """Return the letter that reminds `department` of what has not come; its workbook is attached as `file`.

    It is the `number`th reminder.
    """
    language, words = matter.language, matter.words(department)
    opening = joined(language.text("reminder_opening", **words), _when(department, matter, today), language)
    paragraphs = (opening, language.text("reminder_form", file=file), language.text("letter_thanks"))
    return _letter(department, "reminder_subject", paragraphs, opening, matter, number)


def pasted(letter: Letter) -> bytes:
    """Return `letter` as a text file, its lines ended as Windows does."""
    return (letter.text + "\n").replace("\n", "\r\n").encode("utf-8", "backslashreplace")


def draft(letter: Letter, file: str, attached: bytes, about: str = "") -> bytes:
    """Return `letter` as the unsent draft of a mail with `attached` as `file`; its bytes depend on these alone.

    `about` is the SHA-256 of the file that it returns, by which it is known later whether another has come.
    """
    message = EmailMessage(SMTP)
    message["X-Unsent"] = "1"
    if about:
        message[ABOUT] = about
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
    return _day_text(day, language) if day else brief(department.due)


def due_by(department: Department, matter: Matter) -> str:
    """Return by when an answer is asked: the day that was set for this round, else the roster's; empty for neither."""
    return _day_text(matter.due, matter.language) if matter.due else due_text(department, matter.language)


def _day_text(day: date, language: Language) -> str:
    return language.text("date", year=day.year, month=day.month, day=day.day)


def _letter(
    department: Department, subject: str, paragraphs: Sequence[str], call: str, matter: Matter, number: int = 1
) -> Letter:
    language, words = matter.language, matter.words(department)
    again = language.text(f"{subject}_again", number=number) if number > 1 else ""
    text = (language.text("letter_greeting", **words), *paragraphs, *_signature(matter.office, language))
    return Letter(department, language.text(subject, **words) + again, "\n\n".join(text), call)


def _signature(office: Office, language: Language) -> Iterator[str]:
    """Yield who writes, and whom to ask: one paragraph, or none where nothing is known."""
    lines = [brief(office.name)]
    lines += [language.text("signed_contact", name=brief(office.contact))] if office.contact else []
    lines += [language.text("signed_telephone", number=brief(office.telephone))] if office.telephone else []
    if signed := "\n".join(filter(None, lines)):
        yield signed


def _answer_by(department: Department, matter: Matter) -> str:
    language, due = matter.language, due_text(department, matter.language)
    if matter.due:
        return language.text("letter_by", due=due_by(department, matter))
    return language.text("letter_due", due=due) if due else language.text("letter_soon")


def _when(department: Department, matter: Matter, today: date | None) -> str:
    """Return when it was or is due, how late that is where the day is known, and by when it is asked for now."""
    language, due, day = matter.language, due_text(department, matter.language), day_of(department.due)
    left = (day - today).days if day and today else None
    asked = language.text("reminder_by", due=due_by(department, matter)) if matter.due else ""
    if not due:
        return asked or language.text("reminder_soon")
    if left is None:
        said = language.text("reminder_due", due=due)
    elif left == 0:
        said = language.text("reminder_today", due=due)
    else:
        said = language.text("reminder_left" if left > 0 else "reminder_late", due=due, days=abs(left))
    asked = asked or (language.text("reminder_soon") if left is not None and left < 0 else "")
    return joined(said, asked, language) if asked else said


def _attached(copy: Copy, file: str, language: Language) -> Iterator[str]:
    """Yield what is in the attached copy, and what of it is not certain, or could not be filled in."""
    sheet, comma = listing_title(copy, language), language.text("comma")
    if not copy.kept:
        yield language.text("letter_blank", file=file)
        return
    yield language.text("letter_copy", file=file, sheet=sheet)
    if copy.unconfirmed:
        yield language.text("letter_unconfirmed", sheets=comma.join(copy.unconfirmed), count=len(copy.tentative))
    if copy.unread:
        yield language.text("letter_unread", sheets=comma.join(copy.unread))


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


def _called(copy: Copy, words: dict[str, object], language: Language) -> str:
    """Return what to say on the telephone: how much is to be corrected and explained, and the first places."""
    if not copy.kept:
        return language.text("call_again", **words)
    runs = [place_of(run) or language.text("letter_file") for run in neighbours(copy.asked)]
    places = language.text("comma").join(dict.fromkeys(runs[:_PLACES]))
    places = places if len(runs) <= _PLACES else language.text("call_and_more", places=places)
    sizes = {"call_errors": len(copy.errors), "call_queries": len(copy.queries)}
    counts = language.text("comma").join(language.text(key, count=size) for key, size in sizes.items() if size)
    return language.text("call_back", **words, counts=counts, places=places)
