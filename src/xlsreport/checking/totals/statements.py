"""What a department wrote into the list of findings that it was sent back with: read, and put to its findings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from xlsreport.checking.text.list_of_ours import heads_of_list
from xlsreport.checking.totals.explanations import with_explanations
from xlsreport.language import Language
from xlsreport.model.finding import OF_ALL_TEXTS, Finding, Severity
from xlsreport.model.form import Form
from xlsreport.model.statement import Statement
from xlsreport.model.wording import as_text, one_line
from xlsreport.model.workbook import Sheet, Workbook

_MOST = 2_000  # lines that are read: no list of ours has more


def statements_in(book: Workbook, form: Form, language: Language) -> tuple[Statement, ...]:
    """Return what is answered in the lists that `book` holds beside the sheets of `form`."""
    sheets = [sheet for name, sheet in book.sheets.items() if name not in form.layouts]
    return tuple(statement for sheet in sheets for statement in _read(sheet, language))


def with_statements(
    language: Language, findings: Sequence[Finding], statements: Sequence[Statement]
) -> tuple[Finding, ...]:
    """Return the findings with what their department said of them; that a query is explained is judged as elsewhere.

    What is said of an error is shown with it and excuses nothing: it is corrected, or the coordinator accepts it.
    """
    said = {number: text for number, text in _answers(findings, statements) if not findings[number].said}
    told = {number: replace(findings[number], said=text) for number, text in said.items()}
    queries = [number for number, each in told.items() if each.severity is Severity.QUERY and each.explanation is None]
    heard = with_explanations(language, [(told[number], said[number]) for number in queries])
    told |= dict(zip(queries, heard, strict=True))
    told |= {n: _with_words(each, language) for n, each in told.items() if each.severity is Severity.ERROR}
    return tuple(told.get(number, each) for number, each in enumerate(findings))


def answer_to_rule(code: str, statements: Sequence[Statement]) -> str:
    """Return what is said of the finding `code` of a rule, wherever it was located; empty where nothing is."""
    return next((each.answer for each in statements if each.code == code), "")


def _with_words(finding: Finding, language: Language) -> Finding:
    words = language.text("said_of_error", text=one_line(finding.said))
    letter = finding.letter + words if finding.letter else ""
    return replace(finding, message=finding.message + words, letter=letter)


def _answers(findings: Sequence[Finding], statements: Sequence[Statement]) -> Iterator[tuple[int, str]]:
    """Yield (number, answer) of the findings of which something is said.

    A line belongs to its finding by code and place; where several share them, by what was said to be wrong. One about
    all texts belongs by its code alone.
    """
    if not statements:
        return
    alike: dict[tuple[str, str], list[int]] = {}
    for number, finding in enumerate(findings):
        alike.setdefault(_key(finding.code, str(finding.address or finding.sheet or "")), []).append(number)
    for key, numbers in alike.items():
        own = [each for each in statements if _key(each.code, each.place) == key]
        for number in numbers:
            meant = own if len(numbers) == len(own) == 1 else [each for each in own if _meant(each, findings[number])]
            if meant:
                yield number, meant[0].answer


def _key(code: str, place: str) -> tuple[str, str]:
    return code, "" if code == OF_ALL_TEXTS else place


def _meant(statement: Statement, finding: Finding) -> bool:
    return statement.problem.startswith(one_line(finding.letter or finding.message))


def _read(sheet: Sheet, language: Language) -> Iterator[Statement]:
    heads = heads_of_list(sheet, language)
    if heads is None:
        return
    first, columns = heads
    file = language.text("summary_whole_file")
    rows = sorted({row for row, _ in sheet.cells if row > first})[:_MOST]
    for row in rows:
        said = {key: as_text(sheet.cell(row, column).value).strip() for key, column in columns.items()}
        if said["answer"] and said["code"]:
            place = "" if said["place"] == file else said["place"]
            yield Statement(said["code"], place, one_line(said["problem"]), said["answer"])
