"""Where every department and every file stands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from xlsreport.intake.match import near
from xlsreport.model.finding import Finding
from xlsreport.model.outcome import Entry, Standing
from xlsreport.model.review import Review
from xlsreport.model.roster import Department
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.review.examine import Examined
from xlsreport.pipeline.standing.identity import doubts
from xlsreport.pipeline.standing.versions import Ruling, difference, ruling, undecided
from xlsreport.pipeline.workspace import Desk

_NOT_OURS = "S101"
_WHAT_IT_IS = (_NOT_OURS, "S104", "S105")  # another form, edition or year: worth knowing of a file of nobody too


def standings(examined: Sequence[Examined], desk: Desk) -> tuple[Entry, ...]:
    """Return an entry for every department in the roster's order, then one for each file of no department."""
    own: dict[str | None, list[Examined]] = {}
    for each in examined:
        own.setdefault(each.department.code if each.department else None, []).append(each)
    entries: list[Entry] = []
    for department in desk.roster.departments:
        sent = own.get(department.code, [])
        entries += _entries(department, sent, desk) if sent else [Entry(Standing.MISSING, Review(), department)]
    return (*entries, *(_unmatched(each, desk) for each in own.get(None, [])))


def _entries(department: Department, own: Sequence[Examined], desk: Desk) -> Iterator[Entry]:
    first = {each.file.sha256: each for each in reversed(own) if each.file.problem is None}
    versions = [each for each in own if each.readable and first[each.file.sha256] is each]
    files = [each.file for each in versions]
    settled = ruling(files, [each.file for each in own], department, desk) if files else None
    for each in own:
        original = first.get(each.file.sha256, each)
        if each.file.problem is None and original is not each:
            yield _set_aside(department, each, _finding("F106", desk, other=original.file.name))
        elif not each.readable or settled is None:
            yield Entry(Standing.UNREADABLE, each.review, department, each.file)
        elif settled.chosen is None:
            asked = undecided(files, settled.verdict, desk.language)
            review = Review(each.review.identity, findings=(asked,))
            yield Entry(Standing.HELD, review, department, each.file)
        elif each.file != settled.chosen:
            yield _set_aside(department, each, _superseded(settled.chosen, settled, desk))
        else:
            yield _counted(department, each, versions, desk)


def _counted(department: Department, each: Examined, versions: Sequence[Examined], desk: Desk) -> Entry:
    news = difference(each, versions, desk.language)
    review = each.review.with_more(*doubts(each, department, desk), *((news,) if news else ()))
    held = any(finding.blocks for finding in review.findings)
    return Entry(Standing.HELD if held else Standing.ACCEPTED, review, department, each.file)


def _set_aside(department: Department, each: Examined, why: Finding) -> Entry:
    return Entry(Standing.SUPERSEDED, Review(each.review.identity, findings=(why,)), department, each.file)


def _superseded(other: SourceFile, settled: Ruling, desk: Desk) -> Finding:
    """Return that `other` counts; newer is only what dates or names say is."""
    found = _finding("F104", desk, other=other.name)
    told = desk.language.text("chosen_instead", other=other.name)
    return replace(found, message=told) if settled.is_choice else found


def _unmatched(each: Examined, desk: Desk) -> Entry:
    if not each.readable:
        return Entry(Standing.UNREADABLE, each.review, None, each.file)
    identity = each.review.identity
    guess = near(identity, each.file.name, desk.roster)
    hint = desk.language.text("perhaps", name=guess.name, code=guess.code) if guess else ""
    finding = _finding("S106", desk, code=identity.code, name=identity.name, near=hint)
    structure = tuple(f for f in each.review.findings if f.code in _WHAT_IT_IS)
    if any(f.code == _NOT_OURS for f in structure):  # whose it is need not be asked
        return Entry(Standing.UNMATCHED, Review(identity, findings=structure), None, each.file)
    return Entry(Standing.UNMATCHED, Review(identity, findings=(finding, *structure)), None, each.file)


def _finding(rule: str, desk: Desk, **words: object) -> Finding:
    entry = desk.language.entries[rule]
    return Finding(rule, entry.severity, entry.message.format(**words))
