"""`forms check`: which folder is meant, and what was found as JSON or for GitHub."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from xlsreport.errors import FormError
from xlsreport.forms.checking import CheckedForm, check_form
from xlsreport.forms.library import FILES, builtin_forms
from xlsreport.language import bilingual
from xlsreport.model.finding import Severity
from xlsreport.model.form_finding import LEVELS, FormFinding
from xlsreport.writing.files.json_document import json_document

_GITHUB = {"error": "error", "warning": "warning", "hint": "notice"}


def checked_form(name: Path, language: str | None = None) -> CheckedForm:
    """Return what is found in the form at the folder `name`, or in the built-in one that is called so.

    Raises `FormError` where there is none.
    """
    folder = next((each for each in builtin_forms() if each.name == str(name)), name)
    if not any((folder / file).is_file() for file in FILES):
        known = "、".join(each.name for each in builtin_forms())
        raise FormError(bilingual("form_missing", name=name, known=known, folder=folder, settings=FILES[0]))
    return check_form(folder, language)


def form_findings_json(checked: CheckedForm) -> str:
    """Return what was found in a form, each finding with its place."""
    form = checked.inspected.form if checked.inspected else None
    content = {
        "form": form.id if form else checked.folder.resolve().name,
        "language": checked.language.name,
        "counts": {LEVELS[severity]: checked.count(severity) for severity in Severity},
        "findings": [_told(each) for each in checked.findings],
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
