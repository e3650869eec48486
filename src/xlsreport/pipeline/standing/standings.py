"""Where every department and every file stands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from xlsreport.intake.match import near
from xlsreport.model.finding import Finding
from xlsreport.model.outcome import Entry, Standing
from xlsreport.model.review import Review
from xlsreport.model.roster import Department, Roster
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.review.examined import ExaminedFile
from xlsreport.pipeline.standing.absences import missing_entry
from xlsreport.pipeline.standing.blanks import is_unfilled, unfilled_note
from xlsreport.pipeline.standing.context import StandingContext
from xlsreport.pipeline.standing.identity import doubts, misnamed
from xlsreport.pipeline.standing.versions import Ruling, chosen_file, difference, is_replaced, ruling, undecided

_GUESSED = 100  # files of nobody: of more the roster is another's, and what is like each takes long to find
_NOT_OURS = "S101"
_WHAT_IT_IS = (_NOT_OURS, "S104", "S105")  # another form, edition or year: worth knowing of a file of nobody too


def standings(examined: Sequence[ExaminedFile], context: StandingContext) -> tuple[Entry, ...]:
    """Return an entry for every department in the roster's order, then one for each file of no department."""
    own: dict[str | None, list[ExaminedFile]] = {}
    for each in examined:
        own.setdefault(each.department.code if each.department else None, []).append(each)
    reports = {each.code: _reports(own.get(each.code, ()), each, context) for each in context.roster.departments}
    silent = Roster(tuple(each for each in context.roster.departments if not reports[each.code]))
    entries: list[Entry] = []
    for department in context.roster.departments:
        sent, reported = own.get(department.code, ()), reports[department.code]
        entries += _entries(department, reported, silent, context) if reported else _missing(department, sent, context)
        entries += _unfilled(department, sent, reported, context) if reported else ()
    nobodys = (each for each in own.get(None, ()) if not is_unfilled(each, context))
    guesses = count()
    return (*entries, *(_unmatched(each, context, guesses) for each in nobodys))


def _reports(own: Sequence[ExaminedFile], department: Department, context: StandingContext) -> Sequence[ExaminedFile]:
    """Return the files that report something, and the one that the coordinator chose."""
    chosen = chosen_file([each.file for each in own], department, context)
    return [each for each in own if not is_unfilled(each, context) or (chosen and each.file.sha256 == chosen.sha256)]


def _missing(department: Department, sent: Sequence[ExaminedFile], context: StandingContext) -> Iterator[Entry]:
    """Yield that a department sent nothing, or nothing but the form as it was sent out."""
    if not sent:
        yield missing_entry(department, context)
    for each in sent:
        missing = missing_entry(department, context)
        review = replace(missing.review, identity=each.review.identity).with_more(unfilled_note(each, context))
        yield replace(missing, review=review, file=each.file)


def _unfilled(
    department: Department, sent: Sequence[ExaminedFile], reported: Sequence[ExaminedFile], context: StandingContext
) -> Iterator[Entry]:
    for each in sent:
        if each not in reported:
            yield _set_aside(department, each, unfilled_note(each, context))


def _entries(
    department: Department, own: Sequence[ExaminedFile], silent: Roster, context: StandingContext
) -> Iterator[Entry]:
    first = {each.file.sha256: each for each in reversed(own) if each.file.problem is None}
    versions = [each for each in own if each.readable and first[each.file.sha256] is each]
    files = [each.file for each in versions]
    settled = ruling(files, [each.file for each in own], (department, silent), context) if files else None
    for each in own:
        original = first.get(each.file.sha256, each)
        if each.file.problem is None and original is not each:
            yield _set_aside(department, each, context.language.finding("F106", {"other": original.file.name}))
        elif not each.readable or settled is None:
            yield _unread(each, settled, (department, silent), context)
        elif settled.chosen is None:
            asked = undecided(files, settled, context.language)
            review = Review(each.review.identity, findings=(asked,))
            yield Entry(Standing.HELD, review, department, each.file)
        elif each.file != settled.chosen:
            named = misnamed(each, department, silent, context)
            yield _set_aside(department, each, _superseded(settled.chosen, settled, context), *named)
        else:
            said = tuple(doubts(_sent_by_all(each, own), department, silent, context))
            told = replace(each, review=each.review.with_more(*said)) if said else each
            yield _counted(department, told, versions, context)


def _unread(
    each: ExaminedFile, settled: Ruling | None, of: tuple[Department, Roster], context: StandingContext
) -> Entry:
    """Return where a file that nobody can read stands: it is an old version where one that counts came after it."""
    department, _ = of
    if settled is not None and settled.chosen is not None and is_replaced(each.file, settled.chosen, of, context):
        return _set_aside(department, each, _superseded(settled.chosen, settled, context))
    return Entry(Standing.UNREADABLE, each.review, department, each.file)


def _sent_by_all(each: ExaminedFile, own: Sequence[ExaminedFile]) -> ExaminedFile:
    """Return a file as one that everybody sent who sent its bytes."""
    same = (sender for other in own if other.file.sha256 == each.file.sha256 for sender in other.file.senders)
    senders = tuple(dict.fromkeys((*each.file.senders, *same)))
    return each if senders == each.file.senders else replace(each, file=replace(each.file, senders=senders))


def _counted(
    department: Department, each: ExaminedFile, versions: Sequence[ExaminedFile], context: StandingContext
) -> Entry:
    news = difference(each, versions, department, context)
    review = each.review.with_more(*((news,) if news else ()))
    held = any(finding.blocks for finding in review.findings)
    return Entry(Standing.HELD if held else Standing.ACCEPTED, review, department, each.file)


def _set_aside(department: Department, each: ExaminedFile, *why: Finding) -> Entry:
    return Entry(Standing.SUPERSEDED, Review(each.review.identity, findings=why), department, each.file)


def _superseded(other: SourceFile, settled: Ruling, context: StandingContext) -> Finding:
    """Return that `other` counts; newer is only what dates or names say is."""
    found = context.language.finding("F104", {"other": other.name})
    told = context.language.text("chosen_instead", other=other.name)
    return replace(found, message=told) if settled.is_choice else found


def _unmatched(each: ExaminedFile, context: StandingContext, guesses: Iterator[int]) -> Entry:
    if not each.readable:
        return Entry(Standing.UNREADABLE, each.review, None, each.file)
    identity = each.review.identity
    structure = tuple(f for f in each.review.findings if f.code in _WHAT_IT_IS)
    if any(f.code == _NOT_OURS for f in structure):  # whose it is need not be asked
        return Entry(Standing.UNMATCHED, Review(identity, findings=structure), None, each.file)
    guess = near(identity, each.file.name, context.roster) if next(guesses) < _GUESSED else None
    hint = context.language.text("perhaps", name=guess.name, code=guess.code) if guess else ""
    words = {"code": identity.code, "name": identity.name, "near": hint}
    finding = context.language.finding("S106", words)
    return Entry(Standing.UNMATCHED, Review(identity, findings=(finding, *structure)), None, each.file)
