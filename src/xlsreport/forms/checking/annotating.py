"""An annotated copy of a form: each finding as a comment at its cell, its passage or its line."""

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence

from docx import Document

from xlsreport.forms.checking.check import CheckedForm
from xlsreport.forms.checking.collected import SETTINGS, TEMPLATE, WORKBOOK
from xlsreport.forms.checking.toml_text import decoded
from xlsreport.forms.filling import filled
from xlsreport.forms.tags import passages_of
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.finding import Severity
from xlsreport.model.form_finding import FormFinding
from xlsreport.model.marks import Annotations, Listing, Mark, Row
from xlsreport.package import settled

_TINTS: Mapping[Severity, str] = {Severity.ERROR: "F8CBAD", Severity.QUERY: "FFE699", Severity.NOTE: "DDEBF7"}
_WIDTHS = (10.0, 24.0, 9.0, 60.0, 60.0)


def annotated_files(checked: CheckedForm) -> Mapping[str, bytes]:
    """Return the files of the form that can be opened, with all findings on them."""
    made = {}
    for name, annotate in ((SETTINGS, _settings), (WORKBOOK, _workbook), (TEMPLATE, _template)):
        path = checked.folder / name
        own = [finding for finding in checked.findings if finding.place.file == name]
        is_there = path.is_file() and not any(finding.code in ("L101", "L501") for finding in own)
        if is_there and (own or name == WORKBOOK) and checked.findings:
            made[name] = annotate(path.read_bytes(), own, checked)
    return made


def said_of(finding: FormFinding, language: Language) -> str:
    """Return a finding as one text: what is wrong, then how it is mended."""
    word = language.text(language.entries[finding.code].severity_key)
    return f"{word} {finding.code} {finding.message}\n{language.text('lint_help', remedy=finding.remedy).strip()}"


def _settings(data: bytes, found: Sequence[FormFinding], checked: CheckedForm) -> bytes:
    """Return form.toml with the findings as comments above their lines."""
    lines = decoded(data)[0].split("\n")
    for finding in sorted(found, key=lambda each: -(each.place.line or 1)):
        said = [f"# {line}" for line in said_of(finding, checked.language).split("\n")]
        number = (finding.place.line or 1) - 1
        lines[number:number] = said
    return "\n".join(lines).encode()


def _workbook(data: bytes, found: Sequence[FormFinding], checked: CheckedForm) -> bytes:
    """Return the workbook with a comment and a tint at each cell, and a first sheet that lists all findings."""
    at: dict[Address, list[FormFinding]] = defaultdict(list)
    for finding in found:
        cell = finding.place.address or (Address(finding.place.sheet, 1, 1) if finding.place.sheet else None)
        if cell is not None:
            at[cell].append(finding)
    marks = tuple(
        Mark(cell, "\n\n".join(said_of(finding, checked.language) for finding in own), _tint(own))
        for cell, own in at.items()
    )
    notes = Annotations("xlsreport", marks, _listing(checked))
    return filled(data, {}, {}, marks=notes)


def _tint(findings: Sequence[FormFinding]) -> str:
    return _TINTS[min((each.severity for each in findings), key=lambda severity: severity.rank)]


def _listing(checked: CheckedForm) -> Listing:
    language = checked.language
    rows = tuple(
        Row(
            (each.code, str(each.place), language.text(f"lint_{each.severity}"), each.message, each.remedy),
            each.place.address,
            _TINTS[each.severity],
        )
        for each in checked.findings
    )
    heads = language.lists["lint_heads"]
    return Listing(language.text("lint_sheet"), (language.text("lint_sheet_line"),), heads, _WIDTHS, 1, rows, 99)


def _template(data: bytes, found: Sequence[FormFinding], checked: CheckedForm) -> bytes:
    """Return the template with a Word comment at each passage."""
    document = Document(io.BytesIO(data))
    by_place: dict[str, list[FormFinding]] = defaultdict(list)
    for finding in found:
        by_place[finding.place.passage].append(finding)
    for story in passages_of(document, checked.language):
        for place, paragraphs in story:
            runs = [run for paragraph in paragraphs for run in paragraph.runs]
            for finding in by_place.get(place, ()):
                if runs:
                    text = said_of(finding, checked.language)
                    document.add_comment([runs[0], runs[-1]], text=text, author="xlsreport", initials="x")
    out = io.BytesIO()
    document.save(out)
    return settled(out.getvalue())
