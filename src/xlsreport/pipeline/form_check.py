"""`forms check`: which folder is meant, and what was found as JSON or for GitHub."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from xlsreport.errors import FormError
from xlsreport.forms import load_form
from xlsreport.forms.checking import (
    CheckedForm,
    Inspected,
    check_form,
    disagreements,
    fillings,
    in_template,
    proves_rules,
    unstored,
)
from xlsreport.forms.library import FILES, builtin_forms
from xlsreport.language import bilingual
from xlsreport.language.catalogue import Said
from xlsreport.model.finding import Severity
from xlsreport.model.form_finding import LEVELS, FormFault, FormFinding, FormPlace, Saying
from xlsreport.writing.files.json_document import json_document
from xlsreport.writing.files.names import distinct_names
from xlsreport.writing.report.cells import TemplateContext
from xlsreport.writing.report.pdf import libreoffice
from xlsreport.writing.report.recalculated import recalculated
from xlsreport.writing.report.report import report_bytes

_GITHUB = {"error": "error", "warning": "warning", "hint": "notice"}


@dataclass(frozen=True, slots=True)
class FormCopy:
    """A copy of a form that was written, and how much is still found in it."""

    folder: Path
    left: int


def checked_form(name: Path, language: str | None = None, *, office: bool = False) -> CheckedForm:
    """Return what is found in the form at the folder `name`, or in the built-in one that is called so.

    With `office` its formulas are computed by LibreOffice too, where that is installed.

    Raises `FormError` where there is none.
    """
    folder = next((each for each in builtin_forms() if each.name == str(name)), name)
    if not any((folder / file).is_file() for file in FILES):
        known = "、".join(each.name for each in builtin_forms())
        raise FormError(bilingual("form_missing", name=name, known=known, folder=folder, settings=FILES[0]))
    checked = check_form(folder, language, (unwritable_reports, *((other_results,) if office else ())))
    return replace(checked, not_checked=tuple(_not_checked(checked)))


def _not_checked(checked: CheckedForm) -> Iterator[str]:
    """Yield what this computer cannot check, in sentences: silence would pass for proof."""
    if checked.inspected is None:
        return
    if checked.inspected.form.rules and not proves_rules():
        yield checked.language.text("lint_no_solver")
    if libreoffice() is None:
        yield checked.language.text("lint_no_office")


def other_results(inspected: Inspected) -> Iterator[FormFault]:
    """Yield the formulas of which LibreOffice makes something else, in the fillings that every form should stand."""
    ways = fillings(inspected.form)
    filled = [unstored(inspected.form.engine.fill(values)) for values in ways.values()]
    told: set[FormPlace] = set()
    for (key, values), theirs in zip(ways.items(), recalculated(filled), strict=False):
        for fault in disagreements(inspected, key, values, theirs):
            if fault.place not in told:
                told.add(fault.place)
                yield fault


def unwritable_reports(inspected: Inspected) -> Iterator[FormFault]:
    """Yield what keeps a report from being written, tried with blank cells and with the same figure in all."""
    form = load_form(inspected.form.folder)  # with the passages of its template, by which a place is told
    for key, values in fillings(form).items():
        told = TemplateContext({**form.engine.evaluate(values), **values})
        try:
            report_bytes(form, told)
        except FormError as error:
            said = error.args[0]
            words = said.words if isinstance(said, Said) else {"place": "", "error": str(error)}
            yield FormFault("L513", in_template(str(words["place"])), {"said": words["error"], "when": Saying(key)})
            return


def form_findings_json(checked: CheckedForm) -> str:
    """Return what was found in a form, each finding with its place."""
    form = checked.inspected.form if checked.inspected else None
    content = {
        "form": form.id if form else checked.folder.resolve().name,
        "language": checked.language.name,
        "counts": {LEVELS[severity]: checked.count(severity) for severity in Severity},
        "findings": [_told(each) for each in checked.findings],
        "not_checked": list(checked.not_checked),
        "muted": [{**_told(each), "reason": each.muted} for each in checked.muted],
    }
    return json_document("form-check", content).decode()


def _told(finding: FormFinding) -> Mapping[str, Any]:
    place = finding.place
    cell = place.inside if place.address is not None else None
    return {
        "code": finding.code,
        "severity": finding.level,
        "file": place.file,
        "sheet": place.address.sheet if place.address is not None else place.sheet or None,
        "cell": cell,
        "line": place.line,
        "passage": place.passage or None,
        "label": finding.label or None,
        "message": finding.message,
        "remedy": finding.remedy,
    }


def write_fixed(checked: CheckedForm) -> FormCopy | None:
    """Write a copy of the form beside it in which is mended what can be; None where nothing can be."""
    from xlsreport.forms.checking.fixing import fixed_files  # noqa: PLC0415 - few ask for it

    files = fixed_files(checked)
    return _copied(checked, files, "fixed") if files else None


def write_annotated(checked: CheckedForm) -> FormCopy | None:
    """Write a copy of the form beside it with all findings on it; None where there are none."""
    from xlsreport.forms.checking.annotating import annotated_files  # noqa: PLC0415 - few ask for it

    files = annotated_files(checked)
    return _copied(checked, files, "annotated") if files else None


def _copied(checked: CheckedForm, files: Mapping[str, bytes], word: str) -> FormCopy:
    """Copy the form's folder under a name that is free, `files` in the place of its own."""
    folder = checked.folder.resolve()
    target = next(path for path in _names(folder, word) if not path.exists())
    shutil.copytree(folder, target)
    for name, data in files.items():
        (target / name).write_bytes(data)
    left = check_form(target, checked.language.name) if word == "fixed" else checked
    return FormCopy(target, len(left.findings))


def _names(folder: Path, word: str) -> Iterator[Path]:
    yield folder.with_name(f"{folder.name}-{word}")
    for number in count(2):
        yield folder.with_name(f"{folder.name}-{word}-{number}")


def write_witnesses(checked: CheckedForm, folder: Path) -> Iterator[str]:
    """Write a workbook for every rule into `folder` and yield what is to be said of them."""
    language = checked.language
    if checked.inspected is None or checked.is_broken:
        yield language.text("lint_no_witnesses")
        return
    from xlsreport.forms.checking.witnesses import witnesses_of  # noqa: PLC0415 - few ask for it

    made = witnesses_of(checked.inspected)
    names = distinct_names({rule.id: rule.id for each in made.found if (rule := each.rule) is not None})
    folder.mkdir(parents=True, exist_ok=True)
    for each in made.found:
        name = (
            language.text("lint_witness", id=names[each.rule.id]) if each.rule else language.text("lint_witness_none")
        )
        (folder / name).write_bytes(each.workbook)
        if each.besides:
            yield language.text("lint_witness_besides", file=name, others=", ".join(each.besides))
    if all(each.rule is not None for each in made.found):
        yield language.text("lint_witness_none_missing")
    for rule in made.missing:
        yield language.text("lint_witness_missing", id=rule.id)
    yield language.text("lint_witnesses", count=len(made.found), folder=folder)


def github_lines(checked: CheckedForm) -> Iterator[str]:
    """Yield a workflow command for each finding, by which GitHub shows it at its file."""
    for each in checked.findings:
        line = f",line={each.place.line}" if each.place.line else ""
        file = _property((checked.folder / each.place.file).as_posix())
        inside = "" if each.place.line else each.place.inside
        text = _data(f"{inside}: {each.message} {each.remedy}" if inside else f"{each.message} {each.remedy}")
        yield f"::{_GITHUB[each.level]} file={file}{line},title={each.code}::{text}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
