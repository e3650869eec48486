"""Containers taken apart: archives and mails, and what lies in what lies in them.

Their members' names are labels only; the bytes go to numbered files in a folder that the caller owns. Nothing here
is kept between calls, so that it can run in a worker process.
"""

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from xlsreport.content import Content, content_of
from xlsreport.intake.internet_mail import apple_mail, mails_in, read_mail
from xlsreport.intake.labels import decoded, is_litter, label
from xlsreport.intake.links import offer_in
from xlsreport.intake.mail import Attachment, Mail, dated, origin_of, plain
from xlsreport.intake.outlook import read_outlook_mail
from xlsreport.intake.signed import is_entity, signed_content
from xlsreport.intake.uuencoded import uuencoded_files
from xlsreport.intake.winmail import wrapped_files
from xlsreport.intake.zipped import LARGEST, Budget, TooLargeError, opened_zip, zip_members
from xlsreport.language import Language
from xlsreport.model.source import MailOrigin, SourceFile
from xlsreport.model.workbook import Unreadable

_DEEPEST = 3  # archives in archives
_MOST_MAILS = 12  # mails in mails
_PAPERS = (Content.PAPER, Content.TEXT)
_SIGNED_ENDINGS = (".p7m", ".p7", ".sig")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a container something lies: the names and the mail around it, and how deep it is."""

    name: str
    origin: MailOrigin = field(default_factory=MailOrigin)
    archives: int = 0
    mails: int = 0


@dataclass(slots=True)
class _Work:
    """What one call has to keep in mind; `written` numbers the files in `into`."""

    file: SourceFile
    into: Path
    language: Language
    budget: Budget = field(default_factory=Budget)
    written: int = 0


def unpacked(file: SourceFile, into: Path, language: Language) -> tuple[SourceFile, ...]:
    """Return what `file` holds; a file that is no container comes back as it is.

    The bytes of what is taken out lie in `into`, which is made where it is missing. What cannot be taken out is a
    file with a `problem` and the path and SHA-256 of `file`; names say where it lies: `mail.eml!a.zip!b.xlsx`.
    """
    if not file.content.is_container or file.problem is not None:
        return (file,)
    into.mkdir(parents=True, exist_ok=True)
    try:
        data = file.path.read_bytes()
    except OSError as error:
        return (replace(file, problem=Unreadable("F143", error.strerror or type(error).__name__)),)
    if hashlib.sha256(data).hexdigest() != file.sha256:
        return (replace(file, problem=Unreadable("F146", "")),)
    held = tuple(_taken_out(_Work(file, into, language), _Place(file.name), data, file.content))
    return held or (replace(file, problem=Unreadable("F127", "")),)


def _taken_out(work: _Work, place: _Place, data: bytes, content: Content) -> Iterator[SourceFile]:
    """Yield what `data` holds; where it holds too much, a problem in place of the rest."""
    try:
        yield from _opened(work, place, data, content)
    except TooLargeError as error:
        yield _problem(work, place, Unreadable("F120", str(error)))


def _opened(work: _Work, place: _Place, data: bytes, content: Content) -> Iterator[SourceFile]:
    match content:
        case Content.ARCHIVE:
            yield from _from_archive(work, replace(place, archives=place.archives + 1), data)
        case Content.MBOX:
            for number, each in enumerate(mails_in(data), 1):
                yield from _from_mail_bytes(work, _inside(place, f"{number}.eml"), each, Content.EML)
        case Content.EML | Content.EMLX | Content.MSG:
            yield from _from_mail_bytes(work, place, data, content)
        case Content.SIGNED:
            yield from _from_signature(work, replace(place, mails=place.mails + 1), data)
        case Content.UUENCODED:
            yield from _from_letters(work, replace(place, mails=place.mails + 1), data)
        case Content.TNEF:
            yield from _from_winmail(work, replace(place, mails=place.mails + 1), data)
        case _:
            yield _saved(work, place, data, content)


def _from_archive(work: _Work, place: _Place, data: bytes) -> Iterator[SourceFile]:
    if place.archives > _DEEPEST:
        yield _problem(work, place, Unreadable("F119", str(_DEEPEST)))
        return
    try:
        members = opened_zip(data, work.budget)
    except zipfile.BadZipFile:
        yield _problem(work, place, Unreadable("F118", "ZIP"))
        return
    for member in zip_members(members, work.budget):
        yield from _member(work, _inside(place, member.name), member.data)


def _member(work: _Work, place: _Place, data: bytes | Unreadable) -> Iterator[SourceFile]:
    if isinstance(data, Unreadable):
        yield _problem(work, place, data)
    else:
        yield from _taken_out(work, place, data, content_of(data))


def _from_mail_bytes(work: _Work, place: _Place, data: bytes, content: Content) -> Iterator[SourceFile]:
    try:
        plain_mail = apple_mail(data) if content is Content.EMLX else data
        mail = read_outlook_mail(data) if content is Content.MSG else read_mail(plain_mail)
    except ValueError as error:
        yield _problem(work, place, Unreadable("F118", str(error)))
        return
    yield from _from_mail(work, place, dated(mail, work.file.arrived_at) if place.name == work.file.name else mail)


def _from_signature(work: _Work, place: _Place, data: bytes) -> Iterator[SourceFile]:
    try:
        content = signed_content(data)
    except ValueError as error:
        yield _problem(work, place, Unreadable("F118", str(error)))
        return
    if place.mails > _MOST_MAILS:
        yield _problem(work, place, Unreadable("F119", str(_MOST_MAILS)))
    elif content and is_entity(content):
        yield from _from_mail_bytes(work, place, content, Content.EML)
    elif content:  # else a signature that stands beside its file
        inside = PurePosixPath(place.name.rpartition("!")[2])
        name = inside.stem if inside.suffix.lower() in _SIGNED_ENDINGS else inside.name
        yield from _taken_out(work, _inside(place, name), content, content_of(content))


def _from_winmail(work: _Work, place: _Place, data: bytes) -> Iterator[SourceFile]:
    if place.mails > _MOST_MAILS:
        yield _problem(work, place, Unreadable("F119", str(_MOST_MAILS)))
        return
    try:
        files = wrapped_files(data)
    except ValueError:
        yield _problem(work, place, Unreadable("F124", ""))
        return
    for number, each in enumerate(files, 1):
        yield from _attached(work, place, number, Attachment(each.name, "", each.data))


def _from_letters(work: _Work, place: _Place, data: bytes) -> Iterator[SourceFile]:
    files = list(uuencoded_files(data))
    if place.mails > _MOST_MAILS:
        yield _problem(work, place, Unreadable("F119", str(_MOST_MAILS)))
    elif not files:
        yield _problem(work, place, Unreadable("F118", "UUE"))
    for number, (name, held) in enumerate(files if place.mails <= _MOST_MAILS else (), 1):
        yield from _attached(work, place, number, Attachment(decoded(name), "", held))


def _from_mail(work: _Work, place: _Place, mail: Mail) -> Iterator[SourceFile]:
    here = replace(place, origin=origin_of(mail, place.origin, work.language), mails=place.mails + 1)
    sent = [inner for part in mail.attachments if part.counts for inner in _unwrapped(part) if inner.counts]
    if here.mails > _MOST_MAILS:
        yield _problem(work, here, Unreadable("F119", str(_MOST_MAILS)))
        return
    if not sent and not mail.forwarded and not mail.left_behind:
        yield _problem(work, here, _nothing_attached(work, mail))
    elif not mail.forwarded and all(content_of(each.data) in _PAPERS for each in sent):
        yield from _offered(work, here, mail)  # a signed copy may lie beside a link to the workbook
    for number, each in enumerate(sent, 1):
        yield from _attached(work, here, number, each)
    for name in mail.left_behind:
        yield _problem(work, _inside(here, label(name) or "?"), Unreadable("F150", plain(name)))
    for name, inner in mail.forwarded:
        yield from _from_mail(work, _inside(here, label(name) or label(inner.name)), inner)


def _attached(work: _Work, place: _Place, number: int, attachment: Attachment) -> Iterator[SourceFile]:
    inside = _inside(place, label(attachment.name) or str(number))
    if attachment.is_wrapped:
        yield _problem(work, inside, Unreadable("F124", ""))
    elif not is_litter(attachment.name):
        work.budget.take(members=1)
        yield from _taken_out(work, inside, attachment.data, content_of(attachment.data))


def _unwrapped(attachment: Attachment) -> tuple[Attachment, ...]:
    """Return what lies in a winmail.dat as if it had been attached itself; one that is damaged comes back as it is."""
    if not attachment.is_wrapped and content_of(attachment.data) is not Content.TNEF:
        return (attachment,)
    try:
        return tuple(Attachment(each.name, "", each.data) for each in wrapped_files(attachment.data))
    except ValueError:
        return (replace(attachment, name=attachment.name or "winmail.dat", kind="application/ms-tnef"),)


def _nothing_attached(work: _Work, mail: Mail) -> Unreadable:
    if mail.left_there is not None:
        return Unreadable("F160", f"{mail.left_there / 1024**2:.1f} MiB")
    if mail.returned:
        return Unreadable("F145", work.language.text("mail_returned", subject=plain(mail.subject)))
    return _link(work, mail) or Unreadable("F116", "")


def _offered(work: _Work, place: _Place, mail: Mail) -> Iterator[SourceFile]:
    if mail.texts and (link := _link(work, mail)) is not None:
        yield _problem(work, place, link)


def _link(work: _Work, mail: Mail) -> Unreadable | None:
    """Return that `mail` offers its files for download, whose mail it is and until when; None where it offers none."""
    offer = offer_in(mail, work.language)
    if offer is None:
        return None
    text = work.language.text
    until = text("link_until", until=offer.until) if offer.until else ""
    missing = text("header_missing")
    said = {"sender": plain(mail.sender) or missing, "subject": plain(mail.subject) or missing}
    return Unreadable("F117", text("link_of", until=until, **said))


def _inside(place: _Place, name: str) -> _Place:
    return replace(place, name=f"{place.name}!{name}")


def _saved(work: _Work, place: _Place, data: bytes, content: Content) -> SourceFile:
    if len(data) > LARGEST:
        return _problem(work, place, Unreadable("F120", f"> {LARGEST // 1024**2} MiB"))
    work.written += 1
    path = work.into / f"{work.written:06}"
    path.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    return SourceFile(place.name, path, digest, content=content).came_with(place.origin)


def _problem(work: _Work, place: _Place, problem: Unreadable) -> SourceFile:
    return replace(work.file, name=place.name, problem=problem).came_with(place.origin)
