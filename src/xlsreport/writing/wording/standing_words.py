"""Which departments a consolidation shows figures of, and the words for what counts."""

from xlsreport.language import Language
from xlsreport.model.finding import Severity
from xlsreport.model.outcome import Entry, Outcome, Standing


def detailed(outcome: Outcome) -> tuple[Entry, ...]:
    """Return the entries whose figures are known, counted or not, in their order."""
    return tuple(each for each in outcome.entries if each.standing in (Standing.ACCEPTED, Standing.HELD))


def of_severity(entry: Entry, severity: Severity) -> int:
    """Return the number of findings of one severity in one entry."""
    return sum(each.severity is severity for each in entry.review.findings)


def open_of_severity(entry: Entry, severity: Severity) -> int:
    """Return the number of findings of one severity in one entry that nobody explained or accepted."""
    return sum(each.severity is severity and each.open for each in entry.review.findings)


def yes_no(language: Language, yes: bool) -> str:
    """Return the word for yes or no."""
    return language.text("summary_yes" if yes else "summary_no")


def state(outcome: Outcome, language: Language) -> str:
    """Return the word for a draft or a final one."""
    return language.text("final" if outcome.final else "draft")


def draft_sentence(outcome: Outcome, language: Language) -> str:
    """Return the sentence that every document of a draft bears, with how many departments count; blank for a final."""
    if outcome.final:
        return ""
    return language.text("draft_mark", expected=outcome.expected, counted=outcome.total.departments)


def total_name(outcome: Outcome, language: Language) -> str:
    """Return what the total is called: with held departments in it, it is no total of accepted ones."""
    return language.text("summary_total_with_held" if outcome.include_held else "summary_total")
