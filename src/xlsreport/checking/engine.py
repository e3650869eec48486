"""The order of the checks, and what a review is made of."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from decimal import Decimal

from xlsreport.checking.across.cohort import prose_of
from xlsreport.checking.across.not_known import unknown_results
from xlsreport.checking.across.shared_sentences import known_sentences
from xlsreport.checking.across.whole_figures import check_whole_figures
from xlsreport.checking.cells.carry_over import known_cells, settle_carried
from xlsreport.checking.cells.corrections import agreed
from xlsreport.checking.cells.typed_numbers import visible
from xlsreport.checking.cells.values import Reading, read_inputs
from xlsreport.checking.context import Case, StillOut
from xlsreport.checking.families import OWN_CHECKS, YEAR_CHECKS, ReadSubmission, asked
from xlsreport.checking.layout.draft_mark import check_draft
from xlsreport.checking.layout.list_findings import check_list_rows, with_list_formulas, without_short_formulas
from xlsreport.checking.layout.list_rows import with_lists
from xlsreport.checking.layout.other_edition import read_across
from xlsreport.checking.layout.own_sheets import check_own_sheets
from xlsreport.checking.layout.stray_story import one_story
from xlsreport.checking.layout.structure import Structure, judge_sheets, with_identity_in_place
from xlsreport.checking.locate import ReviewState, located
from xlsreport.checking.narrative import ProseInputs, Tables, awaiting, check_prose
from xlsreport.checking.text.contents_of_ours import contents_in
from xlsreport.checking.totals.formulas import check_formulas
from xlsreport.checking.totals.rules import check_rules, check_trials, eased
from xlsreport.checking.totals.statements import statements_in, with_statements
from xlsreport.model.address import Address
from xlsreport.model.comparison import is_blank
from xlsreport.model.consolidation import Consolidation, Hole
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.form import Form
from xlsreport.model.joining import Scope
from xlsreport.model.review import Identity, Review
from xlsreport.model.wording import plain_decimal
from xlsreport.model.workbook import FROM_REPORT, Value, Workbook


def review(case: Case) -> Review:
    """Read a workbook against its form and return what it says and what is wrong with it."""
    roomy, prepared = with_lists(case.form, case.book), case.form
    case = replace(case, form=roomy.form, book=roomy.book)
    case = replace(case, statements=statements_in(case.book, case.form, case.language))
    inside = contents_in(case.book)
    structure = judge_sheets(case)
    remarks = (*_remarks(case), *check_own_sheets(case, structure), *check_list_rows(case, roomy))
    tentative = _tentative(case, structure)
    if not structure.sound:
        findings = with_statements(case.language, (*remarks, *structure.findings), case.statements)
        return Review(findings=findings, tentative=tentative, statements=case.statements)
    case = replace(case, book=with_list_formulas(case.form, structure.book))
    reading = read_inputs(case, structure.sound).without(known_cells(case))
    values, carried = settle_carried(case, reading.values)
    results = case.form.engine.evaluate(values)
    unknown = case.form.unknown(frozenset(cell for cell in case.form.carried if cell not in values), values)
    formulas = check_formulas(case, structure.sound, results, reading, unknown.keys() if case.form.wordy else ())
    formulas = without_short_formulas(case, prepared, formulas, values)
    if case.corrections:
        settled = agreed(case, reading)
        reading, values = settled.over(reading), {**values, **settled.values}
        results, carried = case.form.engine.evaluate(values), (*carried, *settled.findings)
        unknown = case.form.unknown(frozenset(cell for cell in case.form.carried if cell not in values), values)
    told = ProseInputs(identity_of(case.form, values), Tables(case.form, values, results, reading.unsure))
    judged = (*reading.findings, *formulas, *check_rules(case, values, results, reading.unsure | unknown.keys()))
    findings = (
        *remarks,
        *structure.findings,
        *_period(case, values),
        *carried,
        *_without_last_year(case, values, unknown),
        *located(ReviewState(case, structure.sound, reading, values, results), judged),
        *check_trials(case, values, results, reading.unsure | unknown.keys(), case.form.trial_rules(Scope.WHOLE)),
        *asked(OWN_CHECKS, ReadSubmission(case, values, told)),
    )
    findings = one_story(case, structure.strays, findings)
    certain = _certain(case, results, reading, unknown.keys())
    marked = {f.address for f in findings if f.severity is not Severity.NOTE and f.address is not None}
    findings = (*findings, *asked(YEAR_CHECKS, ReadSubmission(case, {**certain, **values}, told, marked)))
    findings = with_statements(case.language, findings, case.statements)
    sentences = known_sentences(prose_of(case.form, values).values())
    settled_findings = _settled(case, structure, findings)
    return Review(told.who, values, certain, settled_findings, tentative, case.statements, inside, sentences)


def _certain(
    case: Case, results: Mapping[Address, Value], reading: Reading, unknown: Set[Address]
) -> Mapping[Address, Value]:
    """Return the results that rest on what was read with certainty alone."""
    if not reading.unsure and not unknown:
        return results
    leaves = case.form.leaves
    return {c: v for c, v in results.items() if leaves[c].isdisjoint(reading.unsure) and c not in unknown}


def review_earlier(case: Case) -> Review:
    """Return the review of an earlier year's workbook; one of another edition is read by the form's own map of it."""
    old = read_across(case.form, case.book)
    if old is None:
        return review(case)
    done = review(replace(case, book=old.book))
    return replace(done, results={**done.results, **old.totals})


def _tentative(case: Case, structure: Structure) -> Mapping[Address, Value]:
    """Return what stands on the sheets that could not be read for certain, where it most likely belongs."""
    guessed = structure.guessed
    return read_inputs(replace(case, book=guessed), guessed.sheets).values if guessed.sheets else {}


def _without_last_year(
    case: Case, values: Mapping[Address, Value], unknown: Mapping[Address, Set[Address]]
) -> Iterator[Finding]:
    """Yield what cannot be computed because nobody knows a cell of last year; a word the sender knows of itself."""
    holes = {cell: Hole.NO_LAST_YEAR for cell in case.form.carried if cell not in values}
    resting = {cell: roots & holes.keys() for cell, roots in unknown.items() if roots & holes.keys()}
    return unknown_results(case.form, case.language, resting, holes)


def own_texts(case: Case) -> Review:
    """Return the review of the whole's own workbook: texts, identity and own entries; no other figure."""
    structure = judge_sheets(case)
    case = replace(case, book=structure.book)
    reading = read_inputs(case, structure.sound)
    figures = {field.address for field in case.form.figures if not field.own}
    values = {cell: value for cell, value in reading.values.items() if cell not in figures}
    missing = {f.address for f in case.form.figures if f.own and is_blank(case.book.at(f.address).value)}
    said = tuple(f for f in reading.findings if f.address not in figures | missing)  # M321 tells what is missing
    values, carried = settle_carried(case, values)
    findings = (*structure.findings, *_period(case, values), *said, *carried)
    return Review(identity_of(case.form, values), values, {}, _settled(case, structure, findings))


def review_joined(case: Case, own: Review, joined: Consolidation, out: StillOut | None = None) -> Review:
    """Return the review of the whole: its own texts, and its joined figures judged by the form's own rules."""
    form = case.form
    blank = frozenset(f.address for f in form.figures if f.required and f.address not in joined.values)
    rules = (
        check_rules(case, joined.values, joined.results, blank | joined.unknown.keys(), form.whole_rules)
        if joined.departments
        else ()
    )
    if rules and out and out.departments and out.carried:
        rules = eased(case, rules, form.engine.evaluate({**joined.values, **out.carried}), out.departments)
    if joined.departments:
        unsure = blank | joined.unknown.keys()
        rules += check_trials(case, joined.values, joined.results, unsure, form.trial_rules(Scope.DEPARTMENTS))
    who = identity_of(form, joined.values)
    told = ProseInputs(who, Tables(form, joined.values, joined.results, blank), judged=joined.departments > 0)
    prose = check_prose(case, told)
    if out and out.awaited:
        prose = awaiting(case, prose, out.awaited)
    figures = _own_figures(case, joined) if joined.departments and not (out and out.departments) else ()
    findings = in_order(form, (*own.findings, *rules, *figures, *prose))
    return Review(who, joined.values, joined.results, findings)


def _own_figures(case: Case, joined: Consolidation) -> tuple[Finding, ...]:
    """Return what the whole's own workbook says otherwise; all departments are in, so that it may be held to them."""
    structure = judge_sheets(case)
    return tuple(check_whole_figures(replace(case, book=structure.book), structure.sound, joined))


def identity_of(form: Form, values: Mapping[Address, Value]) -> Identity:
    """Return who a workbook says it is from."""
    cells = form.identity
    period = values.get(cells.period)
    return Identity(
        code=str(values.get(cells.code) or "").strip(),
        name=str(values.get(cells.name) or "").strip(),
        period=form.periods.written(period),
    )


def claimed_identity(form: Form, book: Workbook) -> Identity:
    """Return who a workbook says it is from, before it is reviewed: what stands in its identity cells."""
    roomy = with_lists(form, book)
    cells, book = form.identity, with_identity_in_place(roomy.form, roomy.book)
    period = _shown(book.at(cells.period).value)
    return Identity(
        code=_shown(book.at(cells.code).value),
        name=_shown(book.at(cells.name).value),
        period=form.periods.written(visible(period) or period),
    )


def _shown(value: Value) -> str:
    if isinstance(value, Decimal):
        return plain_decimal(value)
    return value.strip() if isinstance(value, str) else ""


def in_order(form: Form, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return findings by severity, then by their places in the order of the form's sheets."""
    sheets = {name: number for number, name in enumerate(form.layouts)}
    return tuple(
        sorted(
            findings,
            key=lambda f: (
                f.severity.rank,
                sheets.get(f.sheet or "", -1),
                (f.address.row, f.address.column) if f.address else (0, 0),
                f.code,
            ),
        )
    )


def _settled(case: Case, structure: Structure, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return findings in order, each naming the sender's own cell where it moved."""
    return in_order(case.form, tuple(structure.named(case, finding) for finding in findings))


def _remarks(case: Case) -> Iterator[Finding]:
    """Yield the notes on what is in the file beside its cells, and on what its format hides."""
    for remark in case.book.remarks:
        yield case.sheet_finding(remark.code, None, reason=remark.reason)
    if not case.book.formulas_visible and all(remark.code != FROM_REPORT for remark in case.book.remarks):
        yield case.sheet_finding("F111", None)
    yield from check_draft(case)


def _period(case: Case, values: Mapping[Address, Value]) -> tuple[Finding, ...]:
    cell = case.form.identity.period
    found = values.get(cell)
    if case.period is None or found is None or case.form.periods.written(found) == case.period:
        return ()
    return (case.finding("S105", cell, found=found, expected=case.form.period_cell(case.period)),)
