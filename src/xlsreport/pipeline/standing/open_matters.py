"""What stands between a consolidation and its final one: grouped, by name, each with what settles it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsreport.errors import NotFinalError
from xlsreport.language import Language
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.outcome import UNDECIDED, Entry, Outcome, Standing

_MOST_CODES = 8  # of one group that are written out
_MOST_NAMES = 100  # of one group: more are nobody's to read, and are in the summary


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """One group of what is open: its `kind`, in words what it is and whose, and what settles it."""

    kind: str
    what: str
    settled_by: str


def open_matters(outcome: Outcome, language: Language) -> tuple[OpenMatter, ...]:
    """Return what is still open, in the order in which it is best settled; nothing where it can be final."""
    names = outcome.form.names
    files = {"decisions": names.decisions, "whole": names.whole, "roster": names.roster, "summary": names.summary}
    made = []
    for kind, said in _groups(outcome, language):
        told = language.text(f"open_{kind}", count=len(said), names=_listed(said, language))
        made.append(OpenMatter(kind, told, language.text(f"open_{kind}_settled", **files)))
    return tuple(made)


def _groups(outcome: Outcome, language: Language) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the groups that are not empty, each with the names in it."""
    seen = _Seen.of(outcome)
    by_standing = {standing: [c for c, s in outcome.departments.items() if s is standing] for standing in Standing}
    held = [code for code in by_standing[Standing.HELD] if code not in seen.undecided]
    superseded = [*by_standing[Standing.UNREADABLE], *by_standing[Standing.SUPERSEDED]]
    nobody = [each for each in outcome.entries if each.department is None]
    groups = {
        "missing": [seen.name(code) for code in by_standing[Standing.MISSING] if code not in seen.excused],
        "undecided": [seen.name(code) for code in seen.undecided],
        "held": [_with_codes(seen.name(code), seen.open_of(code), language) for code in held],
        "unreadable": [seen.name(code) for code in superseded],
        "nobody": [each.file.name for each in nobody if each.file and _is_open(each)],
        "queries": list(_queries(outcome, seen, language)),
        "whole": _by_code(_of_whole(outcome, own=False), language),
        "decisions": _by_code(_of_whole(outcome, own=True), language),
    }
    return ((kind, said) for kind, said in groups.items() if said)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the entries say of the departments, by their codes, in the order of the entries."""

    names: Mapping[str, str]
    findings: Mapping[str, Sequence[Finding]]
    undecided: Collection[str]
    excused: Collection[str]

    @classmethod
    def of(cls, outcome: Outcome) -> "_Seen":
        """Return what the entries of `outcome` say."""
        names, findings = dict[str, str](), dict[str, list[Finding]]()
        undecided, excused = dict[str, None](), set[str]()
        for each in outcome.entries:
            if each.code:
                names.setdefault(each.code, each.name or each.code)
                findings.setdefault(each.code, []).extend(found for found in each.review.findings if found.open)
                undecided |= {each.code: None} if _is_undecided(each) else {}
                excused |= {each.code} if each.excused else set()
        return cls(names, findings, undecided.keys(), excused)

    def name(self, code: str) -> str:
        """Return the name of a department, its code where it has none."""
        return self.names.get(code, code)

    def open_of(self, code: str) -> Sequence[Finding]:
        """Return what is open at all files of a department."""
        return self.findings.get(code, ())


def _listed(names: Sequence[str], language: Language) -> str:
    """Return names side by side, of very many the first and how many more there are."""
    more = language.text("and_more", count=len(names) - _MOST_NAMES) if len(names) > _MOST_NAMES else ""
    return language.text("comma").join(" ".join(each.split()) for each in names[:_MOST_NAMES]) + more


def _queries(outcome: Outcome, seen: _Seen, language: Language) -> Iterator[str]:
    for code, standing in outcome.departments.items():
        found = seen.open_of(code)
        if standing is Standing.ACCEPTED and found and code not in seen.undecided:
            yield _with_codes(seen.name(code), found, language)


def _is_undecided(entry: Entry) -> bool:
    return any(each.code == UNDECIDED and each.open for each in entry.review.findings)


def _is_open(entry: Entry) -> bool:
    return entry.standing is Standing.UNMATCHED or any(each.open for each in entry.review.findings)


def _of_whole(outcome: Outcome, *, own: bool) -> list[Finding]:
    """Return the open findings about the whole; with `own` those at the coordinator's own tables."""
    return [each for each in outcome.whole.findings if each.open and (each.file is not None) is own]


def _with_codes(name: str, findings: Sequence[Finding], language: Language) -> str:
    counts = Counter(each.severity for each in findings if each.open)
    said = [
        language.text(f"open_{each}", count=counts[each]) for each in (Severity.ERROR, Severity.QUERY) if counts[each]
    ]
    return language.text("open_of", name=name, counts=language.text("open_and").join(said)) if said else name


def _by_code(findings: Iterable[Finding], language: Language) -> list[str]:
    counts = Counter(each.code for each in findings)
    titles = {code: language.entries[code].title for code in counts if code in language.entries}
    said = [
        language.text("open_code", title=titles.get(code, code), code=code, count=count)
        for code, count in counts.items()
    ]
    return [*said[:_MOST_CODES], *(["…"] if len(said) > _MOST_CODES else [])]


def refuse_unless_settled(outcome: Outcome, language: Language) -> None:
    """Raise `NotFinalError` with everything that is open, grouped, and what settles it."""
    matters, text = open_matters(outcome, language), language.text
    if not matters:
        return
    excused = {each.code for each in outcome.entries if each.excused}
    unsettled = [c for c, each in outcome.departments.items() if each is not Standing.ACCEPTED and c not in excused]
    words = {
        "departments": len(unsettled) + len(outcome.of(Standing.UNMATCHED)),
        "findings": sum(finding.open for _, finding in outcome.findings),
    }
    lines = (text("open_line", what=each.what, settled=each.settled_by) for each in matters)
    raise NotFinalError("\n".join((text("not_final", **words), *lines)))
