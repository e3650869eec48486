"""A form's folder is checked: everything that is wrong with it, at once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xlsreport.errors import FormError
from xlsreport.forms.checking.causes import causes
from xlsreport.forms.checking.collected import TEMPLATE, WORKBOOK, Collected
from xlsreport.forms.checking.formulas import formula_faults
from xlsreport.forms.checking.inputs import input_faults
from xlsreport.forms.checking.inspected import Inspected, Judgement
from xlsreport.forms.checking.last_year import last_year_faults
from xlsreport.forms.checking.lists import list_faults
from xlsreport.forms.checking.muting import muted
from xlsreport.forms.checking.rule_logic import rule_logic_faults
from xlsreport.forms.checking.rule_rows import rule_row_faults
from xlsreport.forms.checking.rule_trials import trial_faults
from xlsreport.forms.checking.settings_reading import ReadSettings, read_settings_file
from xlsreport.forms.checking.sheets import sheet_faults
from xlsreport.forms.checking.telling import joined, told
from xlsreport.forms.checking.template_judgements import template_faults
from xlsreport.forms.checking.template_reading import read_template
from xlsreport.forms.checking.vocabulary import vocabulary_faults
from xlsreport.forms.checking.workbook_reading import ReadWorkbook, open_workbook, read_form_of
from xlsreport.forms.folder import read_form
from xlsreport.language import LANGUAGES, Language, language_named
from xlsreport.model.address import Address
from xlsreport.model.finding import Severity
from xlsreport.model.form_finding import FormFault, FormFinding, FormPlace
from xlsreport.model.labels import Label

_OUT_OF_REACH = ("L213", "L218")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


JUDGEMENTS: tuple[Judgement, ...] = (
    formula_faults,
    rule_row_faults,
    rule_logic_faults,
    trial_faults,
    template_faults,
    last_year_faults,
    list_faults,
    vocabulary_faults,
)


@dataclass(frozen=True, slots=True)
class CheckedForm:
    """What was found in a form: its findings, those that its author muted apart; `form` where one came of it.

    `not_checked` are sentences that say what this computer lacks the programs to check.
    """

    folder: Path
    language: Language
    findings: tuple[FormFinding, ...]
    muted: tuple[FormFinding, ...] = ()
    inspected: Inspected | None = None
    not_checked: tuple[str, ...] = ()

    @property
    def is_broken(self) -> bool:
        """Whether something must be mended."""
        return any(each.severity is Severity.ERROR for each in self.findings)

    def count(self, severity: Severity) -> int:
        """Return how many findings of a severity are not muted."""
        return sum(each.severity is severity for each in self.findings)


def check_form(folder: Path, language: str | None = None, more: Sequence[Judgement] = ()) -> CheckedForm:
    """Return all that is wrong with the form in `folder`, in its own language unless another is named.

    `more` are judgements of who calls, asked where nothing is found that keeps the form from being used.
    """
    found = Collected()
    settings = read_settings_file(folder, found, _language_of(folder))
    spoken = language_named(language or _spoken(settings, folder))
    workbook = open_workbook(folder / "workbook.xlsx", found)
    inspected = None
    if workbook is not None:
        found.extend(sheet_faults(workbook.book, settings.settings.rules_sheet if settings.settings else ""))
        if not any(each.code == "L201" for each in found.faults):  # without inputs all else follows
            workbook = read_form_of(folder, workbook, settings, found)
        inspected = _inspected(folder, workbook, settings, spoken, found)
    if inspected is not None:
        for judge in JUDGEMENTS:
            found.extend(judge(inspected))
        if not any(spoken.entries[each.code].severity is Severity.ERROR for each in found.faults):
            for judge in more:
                found.extend(judge(inspected))
    findings = told(causes(found.faults, inspected), spoken, _labels(inspected))
    said = muted(_with_refusal(findings, folder, spoken), settings, spoken)
    return CheckedForm(folder, spoken, joined(said.findings), joined(said.muted), inspected)


def _with_refusal(findings: Sequence[FormFinding], folder: Path, language: Language) -> tuple[FormFinding, ...]:
    """Return `findings`, an error among them where the form is refused all the same for what was mended in memory.

    It is the cells that were locked or hidden by mistake, where there are such; else what the refusal itself says.
    """
    if any(each.severity is Severity.ERROR for each in findings):
        return tuple(findings)
    try:
        read_form(folder)
    except FormError as error:
        if any(each.code in _OUT_OF_REACH for each in findings):
            return tuple(replace(f, severity=Severity.ERROR) if f.code in _OUT_OF_REACH else f for f in findings)
        refusal = FormFault("L100", FormPlace(WORKBOOK), {"said": str(error)})
        return (*told([refusal], language, {}), *findings)
    return tuple(findings)


def _inspected(
    folder: Path, workbook: ReadWorkbook, settings: ReadSettings, language: Language, found: Collected
) -> Inspected | None:
    if workbook.form is None:
        return None
    found.extend(input_faults(workbook.book, workbook.form, found.spoiled))
    template = read_template(folder / TEMPLATE, workbook.form, language, found)
    return Inspected(workbook.form, workbook, settings, template, frozenset(found.spoiled))


def _labels(inspected: Inspected | None) -> Mapping[Address, Label]:
    """Return what the cells are called, those of the rules sheet aside: of a rule its number is told."""
    form = inspected.form if inspected else None
    return {cell: label for cell, label in form.labels.items() if cell.sheet != form.rules_sheet} if form else {}


def _spoken(settings: ReadSettings, folder: Path) -> str:
    return settings.settings.language if settings.settings else _language_of(folder)


def _language_of(folder: Path) -> str:
    """Return the language that an author most likely writes, where form.toml names none that there is."""
    try:
        text = (folder / "form.toml").read_bytes().decode("gb18030", errors="replace")
    except OSError:
        return LANGUAGES[-1]
    return LANGUAGES[0] if _CHINESE.search(text) else LANGUAGES[-1]
