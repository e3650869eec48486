"""What `forms check` found, printed as a compiler does: place, severity, code, sentence; then how it is mended."""

from typing import TYPE_CHECKING

from xlsreport.cli.console import Screen
from xlsreport.model.finding import Severity

if TYPE_CHECKING:
    from xlsreport.pipeline import CheckedForm


def show(checked: "CheckedForm", screen: Screen) -> None:
    """Print each finding in two lines, the muted ones only where all is to be said, then how many there are."""
    language = checked.language
    for each in (*checked.findings, *(checked.muted if screen.is_verbose else ())):
        word = language.text(language.entries[each.code].severity_key)
        label = language.text("lint_label", label=each.label) if each.label else ""
        screen.finding(each.severity, f"{each.place}: {word} {each.code} {each.message}{label}")
        screen.line(language.text("lint_help", remedy=each.muted or each.remedy))
    muted = language.text("lint_muted", count=len(checked.muted)) if checked.muted else ""
    title = checked.inspected.form.title if checked.inspected else checked.folder.name
    counts = {str(severity): checked.count(severity) for severity in Severity}
    key = "lint_summary" if checked.findings else "lint_clean"
    screen.line(language.text(key, title=title, muted=muted, **counts), "bold")
