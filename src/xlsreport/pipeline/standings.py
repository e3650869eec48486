"""Where every department and every file stands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from xlsreport.intake.match import near
from xlsreport.intake.versions import latest
from xlsreport.language import Language
from xlsreport.model.finding import Finding
from xlsreport.model.outcome import Entry, Standing
from xlsreport.model.review import Review
from xlsreport.model.roster import Department, Roster
from xlsreport.pipeline.reviewing import Examined


def standings(examined: Sequence[Examined], roster: Roster, texts: Language) -> tuple[Entry, ...]:
    """Return an entry for every department in the roster's order, then one for each file of no department."""
    entries: list[Entry] = []
    by_code: dict[str | None, list[Examined]] = {}
    for each in examined:
        by_code.setdefault(each.department.code if each.department else None, []).append(each)
    for department in roster.departments:
        own = by_code.get(department.code)
        entries += _entries(department, own, texts) if own else [Entry(Standing.MISSING, Review(), department)]
    return (*entries, *(_unmatched(each, roster, texts) for each in by_code.get(None, ())))


def _entries(department: Department, own: Sequence[Examined], texts: Language) -> Iterator[Entry]:
    first = {each.file.sha256: each for each in reversed(own)}
    readable = [each for each in own if each.readable and first[each.file.sha256] is each]
    chosen = latest([each.file for each in readable], texts) if readable else None
    for each in own:
        original = first[each.file.sha256]
        if original is not each:
            yield _set_aside(department, each, "F106", original.file.name, texts)
        elif not each.readable:
            yield Entry(Standing.UNREADABLE, each.review, department, each.file)
        elif chosen is None:
            yield _undecided(department, each, readable, texts)
        elif each.file != chosen:
            yield _set_aside(department, each, "F104", chosen.name, texts)
        else:
            yield _counted(department, each, texts)


def _counted(department: Department, each: Examined, texts: Language) -> Entry:
    review = each.review
    name = review.identity.name
    if name and review.identity.code == department.code and _is_anothers(name, department):
        review = replace(review, findings=(*review.findings, _says_another(department, name, texts)))
    held = any(finding.blocks for finding in review.findings)
    return Entry(Standing.HELD if held else Standing.ACCEPTED, review, department, each.file)


def _is_anothers(name: str, department: Department) -> bool:
    known = (department.name, *department.aliases)
    return not any(name.endswith(each) or each.endswith(name) for each in known)


def _says_another(department: Department, name: str, texts: Language) -> Finding:
    return _finding("S108", texts, code=department.code, expected=department.name, found=name)


def _undecided(department: Department, each: Examined, versions: Sequence[Examined], texts: Language) -> Entry:
    others = texts.text("comma").join(other.file.name for other in versions if other is not each)
    finding = _finding("F105", texts, other=others)
    return Entry(Standing.HELD, Review(each.review.identity, findings=(finding,)), department, each.file)


def _set_aside(department: Department, each: Examined, code: str, other: str, texts: Language) -> Entry:
    review = Review(each.review.identity, findings=(_finding(code, texts, other=other),))
    return Entry(Standing.SUPERSEDED, review, department, each.file)


def _unmatched(each: Examined, roster: Roster, texts: Language) -> Entry:
    if not each.readable:
        return Entry(Standing.UNREADABLE, each.review, None, each.file)
    identity = each.review.identity
    guess = near(identity, each.file.name, roster)
    hint = texts.text("perhaps", name=guess.name, code=guess.code) if guess else ""
    finding = _finding("S106", texts, code=identity.code, name=identity.name, near=hint)
    structure = tuple(f for f in each.review.findings if f.code == "S101")
    return Entry(Standing.UNMATCHED, Review(identity, findings=(finding, *structure)), None, each.file)


def _finding(rule: str, texts: Language, **words: object) -> Finding:
    entry = texts.entries[rule]
    return Finding(rule, entry.severity, entry.message.format(**words))
