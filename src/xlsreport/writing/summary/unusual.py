"""What a leader should know beside the figures: great changes, jumps of departments, and who makes most of a figure."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial

from xlsreport.language import Language
from xlsreport.model.finding import Finding
from xlsreport.model.form_parts import MainFigure
from xlsreport.model.outcome import Entry, Outcome
from xlsreport.model.workbook import Value
from xlsreport.writing.summary.changes import YearPair, uncounted
from xlsreport.writing.summary.concentration import concentrations
from xlsreport.writing.wording.finding_words import in_short, place_text, who
from xlsreport.writing.wording.main_figures import named_figures

_MOST = 3  # of each kind
_LEAST_CHANGE = Decimal("0.2")  # of last year's figure: less is an ordinary year
_LEAST_SIGMA = 3  # of what a count varies by from year to year
_JUMPS = ("H403", "H404", "V214", "V215")  # far from own years, from other departments, from what is plausible


def unusual(outcome: Outcome, language: Language) -> Iterator[str]:
    """Yield a sentence for each, the changes of the whole first; the changes only where everybody is counted."""
    if not uncounted(outcome):
        yield from _changes(outcome, language)
    yield from _jumps(outcome, language)
    yield from concentrations(outcome, language)


def _changes(outcome: Outcome, language: Language) -> Iterator[str]:
    earlier = outcome.previous_year
    before = earlier.figures if earlier else None
    if before is None:
        return
    pairs = [
        (each, YearPair(outcome.total.value(each.address), before.get(each.address))) for each in named_figures(outcome)
    ]
    great = [(_sigma(pair), figure, pair) for figure, pair in pairs if _is_great(pair)]
    for _, figure, pair in sorted(great, key=lambda each: -each[0])[:_MOST]:
        yield _change_sentence(figure, pair, partial(outcome.form.shown, figure.address), language)


def _is_great(pair: YearPair) -> bool:
    ordinary = pair.share is not None and abs(pair.share) < _LEAST_CHANGE
    return not ordinary and _sigma(pair) >= _LEAST_SIGMA


def _sigma(pair: YearPair) -> Decimal:
    """Return how far the years are apart, in standard deviations of a count."""
    if pair.difference is None or not isinstance(pair.now, Decimal) or not isinstance(pair.before, Decimal):
        return Decimal(0)
    return abs(pair.difference) / max(Decimal(1), abs(pair.now) + abs(pair.before)).sqrt()


def _change_sentence(figure: MainFigure, pair: YearPair, shown: Callable[[Value], str], language: Language) -> str:
    difference = pair.difference or Decimal(0)
    share = language.text("summary_first") if pair.share is None else _percent(abs(pair.share))
    return language.text(
        "summary_grew" if difference > 0 else "summary_shrank",
        name=figure.name,
        unit=f" {figure.unit}" if figure.unit else "",
        now=shown(pair.now),
        before=shown(pair.before),
        difference=shown(abs(difference)),
        share=share,
    )


def _jumps(outcome: Outcome, language: Language) -> Iterator[str]:
    found = [(entry, finding) for entry, finding in outcome.findings if finding.code in _JUMPS]
    jumps = list(dict.fromkeys(_jump_sentence(outcome, entry, finding, language) for entry, finding in found))
    yield from jumps[:_MOST]
    if len(jumps) > _MOST:
        yield language.text("summary_more_jumps", count=len(jumps) - _MOST)


def _jump_sentence(outcome: Outcome, entry: Entry | None, finding: Finding, language: Language) -> str:
    place, message = place_text(finding, language), in_short(finding.message)
    return language.text("summary_jump", name=who(outcome, entry)[1], place=place, message=message)


def _percent(share: Decimal) -> str:
    return f"{share * 100:.1f}%"
