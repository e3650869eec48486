"""Word reports among what arrived: each stands for a workbook that nobody sent, or is held against the one there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import PurePosixPath

from xlsreport.forms import load_form
from xlsreport.language import Language, language_of
from xlsreport.model.address import Address
from xlsreport.model.comparison import same
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable, Value
from xlsreport.pipeline.review.examine import examined_book
from xlsreport.pipeline.review.examined import ExaminedFile
from xlsreport.pipeline.review.known_reviews import KnownReviews
from xlsreport.pipeline.review.review_inputs import ReviewInputs
from xlsreport.pipeline.review.stored_form import NO_REPORT, Answer
from xlsreport.pipeline.review.transfer import packed, unpacked
from xlsreport.reading import read_document
from xlsreport.workers import Crew

_WORD = (".docx", ".docm")  # an older one would be converted, which takes seconds each; a scan is never read
_ENOUGH = 0.5  # of the figures that a report prints: less is an extract, or another paper
_NAMED = 6  # cells that a sentence names


@dataclass(frozen=True, slots=True)
class ReportExamination:
    """The work of examining Word documents: sent to worker processes."""

    shared: ReviewInputs

    def prepare(self) -> None:
        """Load the form."""
        load_form(self.shared.form)

    def __call__(self, file: SourceFile) -> Answer | Unreadable:
        """Examine one document; `NO_REPORT` where it is no report of the form and the period."""
        from xlsreport.checking.reports.as_workbook import as_workbook  # noqa: PLC0415 - the worker's
        from xlsreport.checking.reports.reading import read_report  # noqa: PLC0415 - the worker's
        from xlsreport.forms.report_pattern import report_pattern  # noqa: PLC0415 - the worker's

        document = read_document(file.path, file.sha256)
        if isinstance(document, Unreadable):
            return document
        form = load_form(self.shared.form)
        reading = read_report(form, report_pattern(form), document)
        period = form.periods.written(reading.identity.get(form.identity.period))
        is_enough = len(reading.figures) >= _ENOUGH * (len(reading.figures) + len(reading.unsure))
        if not reading.figures or not is_enough or period != self.shared.period:
            return NO_REPORT
        done = examined_book(file, as_workbook(form, reading), self.shared)
        return Answer(
            done.department.code if done.department else None, packed(done.review, self.shared.form), True, False
        )


@dataclass(frozen=True, slots=True)
class ReportReader:
    """Who reads documents: the workers of `crew`, but for those of which it is `known` what was said of them.

    `bring` has the bytes of files at hand where they lie in containers.
    """

    crew: Crew
    known: KnownReviews | None = None
    bring: Callable[[Sequence[SourceFile]], None] = lambda _: None

    def answers(self, documents: Sequence[SourceFile], shared: ReviewInputs) -> Iterator[Answer]:
        """Yield what is said of each of `documents`, in their order."""
        there = list(self.known.answers(documents) if self.known else repeat(None, len(documents)))
        new = [file for file, found in zip(documents, there, strict=True) if found is None]
        self.bring(new)
        answers = iter(self.crew.map(ReportExamination(shared), new))
        for file, found in zip(documents, there, strict=True):
            yield self._kept(file, next(answers)) if found is None else found

    def _kept(self, file: SourceFile, answer: Answer | Unreadable) -> Answer:
        """Return what a worker said, and keep it for the next run; what could not be read is none, and tried again."""
        if isinstance(answer, Unreadable):
            return NO_REPORT
        if self.known:
            self.known.keep(file, answer if answer.readable else NO_REPORT)
        return answer


def with_reports(
    examined: Sequence[ExaminedFile], papers: Sequence[SourceFile], shared: ReviewInputs, reader: ReportReader
) -> Sequence[ExaminedFile]:
    """Return `examined` with the Word reports of departments that sent no workbook.

    The workbooks of those that sent both say where the two differ; such a report stays a paper.
    """
    documents = [each for each in papers if PurePosixPath(each.name).suffix.lower() in _WORD]
    if not documents:
        return examined
    form = load_form(shared.form)
    answers = zip(documents, reader.answers(documents, shared), strict=True)
    reports = [_report(file, answer, shared) for file, answer in answers if answer.readable]
    senders = {each.department for each in examined if each.readable and not each.untouched}
    alone = [each for each in reports if each.department is None or each.department not in senders]
    beside = [each for each in reports if each.department is not None and each.department in senders]
    return [*(_held_against(each, beside, form) for each in examined), *alone]


def _report(file: SourceFile, answer: Answer, shared: ReviewInputs) -> ExaminedFile:
    department = shared.roster.by_code(answer.department) if answer.department is not None else None
    return ExaminedFile(file, department, unpacked(answer.review, shared.form))


def _held_against(book: ExaminedFile, reports: Sequence[ExaminedFile], form: Form) -> ExaminedFile:
    """Return a workbook with what its department's Word reports say otherwise."""
    own = [each for each in reports if each.department == book.department and book.readable]
    said = [found for each in own if (found := differing(book, each, form, language_of(form))) is not None]
    return replace(book, review=book.review.with_more(*said)) if said else book


def differing(book: ExaminedFile, report: ExaminedFile, form: Form, language: Language) -> Finding | None:
    """Return that a department's report and its workbook do not say the same figures; None where they do."""
    one, other = _figures(book, form), _figures(report, form)
    cells = [cell for cell in one if cell in other and not _is_same(one[cell], other[cell])]
    if not cells:
        return None
    named = language.text("comma").join(
        language.text("report_cell", cell=cell, book=form.shown(cell, one[cell]), report=form.shown(cell, other[cell]))
        for cell in cells[:_NAMED]
    )
    words = {"file": report.file.name, "count": len(cells), "cells": named}
    return language.finding("S141", words, address=cells[0], label=form.label(cells[0]) or None)


def _figures(each: ExaminedFile, form: Form) -> Mapping[Address, Value]:
    return {
        field.address: value for field in form.figures if (value := each.review.values.get(field.address)) is not None
    }


def _is_same(one: Value, other: Value) -> bool:
    return one == other or same(one, other)
