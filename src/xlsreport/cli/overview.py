"""What a consolidation comes to, in a few lines."""

from collections.abc import Iterator, Mapping, Sequence

from xlsreport.cli.console import Screen
from xlsreport.cli.lines import ScreenLine, finding_lines
from xlsreport.language import Language
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.outcome import Entry, Outcome, PublishedOutputs, Standing

_WORST = 10
_MOST_NAMES = 12


def overview(outcome: Outcome, published: PublishedOutputs, language: Language, screen: Screen) -> None:
    """Print who was accepted, held and missing, the worst findings with their cells, and where the outputs lie."""
    screen.line(_title(outcome, language), "bold")
    for title, entries in _by_standing(outcome, language).items():
        _standing_line(title, entries, language, screen)
    screen.line(_count(outcome, language))
    _worst(outcome, language, screen)
    screen.line()
    screen.line(language.text("outputs_at", folder=published.summary.parent))
    for key in ("summary", "report", "consolidated", "annex", "board", "findings"):
        screen.line(f"  {language.text(f'output_{key}')}  {getattr(published, key).name}")
    if outcome.nodes:
        folders = [each.folder for each in outcome.nodes]
        most = len(folders) if screen.is_verbose else _MOST_NAMES
        more = language.text("and_more", count=len(folders) - most) if len(folders) > most else ""
        names = language.text("comma").join(folders[:most]) + more
        screen.line(language.text("nodes_at", count=len(folders), names=names))


def _title(outcome: Outcome, language: Language) -> str:
    name = outcome.whole.identity.name
    state = language.text("final" if outcome.final else "draft")
    key = "overview_title" if name.strip() else "overview_title_unnamed"
    return language.text(key, name=name, period=outcome.period, title=outcome.form.title, state=state)


def _count(outcome: Outcome, language: Language) -> str:
    text = language.text("findings_count", **{str(s): outcome.count(s) for s in Severity})
    accepted = sum(finding.accepted_by is not None for _, finding in outcome.findings)
    text += language.text("findings_trial", count=outcome.on_trial) if outcome.on_trial else ""
    return text + (language.text("findings_accepted", count=accepted) if accepted else "")


def _by_standing(outcome: Outcome, language: Language) -> Mapping[str, Sequence[Entry]]:
    """Return the entries by what every output calls their standing: who is only compared, or told above, is apart."""
    from xlsreport.pipeline import standing_in_words

    found: dict[str, list[Entry]] = {}
    for standing in Standing:
        for each in sorted(outcome.of(standing), key=lambda entry: bool(entry.aside)):
            found.setdefault(standing_in_words(each, language), []).append(each)
    return found


def _standing_line(title: str, entries: Sequence[Entry], language: Language, screen: Screen) -> None:
    names = list(dict.fromkeys(each.name or (each.file.name if each.file else "") for each in entries))
    most = len(names) if screen.is_verbose else _MOST_NAMES
    more = language.text("and_more", count=len(names) - most) if len(names) > most else ""
    listed = language.text("comma").join(names[:most]) + more
    screen.line(language.text("standing_line", standing=title, count=len(names), names=listed))


def _worst(outcome: Outcome, language: Language, screen: Screen) -> None:
    """Print the first errors, then queries, then what is accepted: one of each file before a second of any.

    A command that is to say all prints them all.
    """
    ranked = [
        (line.accepted, line.severity.rank, turn, line)
        for lines in _lines(outcome, language)
        for turn, line in enumerate(lines)
    ]
    ranked.sort(key=lambda each: each[:3])
    most = len(ranked) if screen.is_verbose else _WORST
    for *_, line in ranked[:most]:
        screen.finding(line.severity, f"  {line.text}")
    if len(ranked) > most:
        screen.line("  " + language.text("more_findings", count=len(ranked) - most))


def _lines(outcome: Outcome, language: Language) -> Iterator[list[ScreenLine]]:
    files = [(each.file.name, each.review.findings) for each in outcome.entries if each.file]
    for file, found in (*files, *_about_whole(outcome)):
        yield list(finding_lines(file, [each for each in found if each.severity is not Severity.NOTE], language))


def _about_whole(outcome: Outcome) -> Iterator[tuple[str, Sequence[Finding]]]:
    """Yield the findings about the whole: of what its own workbook is to say, and of what was added up."""
    fields, names = outcome.form.fields, outcome.form.names
    own = [
        each
        for each in outcome.whole.findings
        if each.address and each.address in fields and not fields[each.address].kind.numeric
    ]
    yield names.whole, own
    added = [each for each in outcome.whole.findings if each not in own]
    yield names.consolidated_when(final=outcome.final), added
