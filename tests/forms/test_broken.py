"""A broken form folder: one clear sentence naming file and cell, exit code 2, and nothing half-written."""

import contextlib
import io
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.styles import Protection
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula

from kit.rich import rich_workbook
from xlsreport.cli.app import run
from xlsreport.errors import FormError
from xlsreport.forms import load_form
from xlsreport.forms.formula_lint import gives_many
from xlsreport.forms.formulas import parsed
from xlsreport.forms.newer_validations import add_newer_validations
from xlsreport.forms.sheets import choices_of, constant_cells, defined_names, validations
from xlsreport.model.address import Address
from xlsreport.model.engine import Equality

TOY = Path(__file__).parent / "toy"
WORKBOOK, TEMPLATE, SETTINGS = "workbook.xlsx", "report.docx", "form.toml"
Damage = Callable[[Path], None]


def typed(sheet: str, cell: str, value: Any) -> Damage:
    """Type `value` into a cell of the form's workbook."""

    def damage(folder: Path) -> None:
        book = load_workbook(folder / WORKBOOK)
        book[sheet][cell] = value
        book.save(folder / WORKBOOK)

    return damage


def listed(source: str, *, named: str = "") -> Damage:
    """Have a cell accept one of a list from `source`, which the workbook calls `named` where it has a name."""

    def damage(folder: Path) -> None:
        book = load_workbook(folder / WORKBOOK)
        validation = DataValidation(type="list", formula1=named or source)
        validation.add("B8")
        sheet = book["Branch return"]
        sheet.data_validations.dataValidation = [
            e for e in sheet.data_validations.dataValidation if "B8" not in e.sqref
        ]
        sheet.add_data_validation(validation)
        if named:
            book.defined_names[named] = DefinedName(named, attr_text=source)
        book.save(folder / WORKBOOK)

    return damage


def replaced(old: str, new: str) -> Damage:
    """Replace a piece of form.toml."""

    def damage(folder: Path) -> None:
        text = (folder / SETTINGS).read_text(encoding="utf-8")
        assert text.count(old) >= 1
        (folder / SETTINGS).write_text(text.replace(old, new, 1), encoding="utf-8")

    return damage


def written(name: str, data: bytes) -> Damage:
    return lambda folder: (folder / name).write_bytes(data) and None


def missing(name: str) -> Damage:
    return lambda folder: (folder / name).unlink()


def tagged(tag: str, *, in_table: bool = False, in_footer: bool = False) -> Damage:
    """Put a tag into the third paragraph, the last cell of the table or the footer of the Word template."""

    def damage(folder: Path) -> None:
        document = Document(str(folder / TEMPLATE))
        if in_table:
            document.tables[0].cell(2, 1).text = tag
        elif in_footer:
            document.sections[0].even_page_footer.paragraphs[0].text = tag
        else:
            document.paragraphs[2].text = tag
        document.save(str(folder / TEMPLATE))

    return damage


def without_rules_sheet(folder: Path) -> None:
    book = load_workbook(folder / WORKBOOK)
    del book["Rule check"]
    book.save(folder / WORKBOOK)


def locked(sheet: str, cell: str) -> Damage:
    def damage(folder: Path) -> None:
        book = load_workbook(folder / WORKBOOK)
        book[sheet][cell].protection = Protection(locked=True)
        book.save(folder / WORKBOOK)

    return damage


def validated(cell: str, **rule: Any) -> Damage:
    """Give a cell of the first sheet another data validation."""

    def damage(folder: Path) -> None:
        book = load_workbook(folder / WORKBOOK)
        validation = DataValidation(**rule)
        validation.add(cell)
        book.worksheets[0].add_data_validation(validation)
        book.save(folder / WORKBOOK)

    return damage


def cut_in_half(name: str) -> Damage:
    def damage(folder: Path) -> None:
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data[: len(data) // 2])

    return damage


# what is broken → how, the file that the sentence names, and what else it says
CASES: dict[str, tuple[Damage, str, tuple[str, ...]]] = {
    "no rules sheet": (without_rules_sheet, WORKBOOK, ("Rule check", "is missing")),
    "a rule that does not parse": (
        typed("Rule check", "D5", "=B10+*2"),
        WORKBOOK,
        ("Rule check!D5", "=B10+*2", "does not parse"),
    ),
    "a rule that asks another sheet": (
        typed("Rule check", "F5", "='Nowhere'!B13"),
        WORKBOOK,
        ("Rule check!F5", "Nowhere", "no sheet of the form"),
    ),
    "an unknown function in a rule": (
        typed("Rule check", "H5", '=FROBNICATE(G5,"holds")'),
        WORKBOOK,
        ("Rule check!H5", "FROBNICATE"),
    ),
    "an unknown function in a total": (
        typed("Branch return", "B13", "=RATIO(B8,B9)"),
        WORKBOOK,
        ("Branch return!B13", "RATIO"),
    ),
    "a total that changes by itself": (
        typed("Branch return", "B13", "=B8+YEAR(TODAY())*0"),
        WORKBOOK,
        ("Branch return!B13", "TODAY", "another result each time"),
    ),
    "a total by chance": (typed("Branch return", "B13", "=RAND()-RAND()"), WORKBOOK, ("Branch return!B13", "RAND")),
    "a total of itself": (
        typed("Branch return", "B13", "=B8+B13"),
        WORKBOOK,
        ("Branch return!B13 → Branch return!B13", "in a circle"),
    ),
    "a total that reads what nobody sees": (
        typed("Branch return", "B13", '=SUM(INDIRECT("B8:B9"))'),
        WORKBOOK,
        ("Branch return!B13", "INDIRECT", "cannot be told"),
    ),
    "a formula that fills the cells beside it": (
        typed("Branch return", "B13", ArrayFormula("B13", "=_xlfn.UNIQUE(B8:B12)")),
        WORKBOOK,
        ("Branch return!B13", "UNIQUE", "more than one value"),
    ),
    "a formula of several cells": (
        typed("Branch return", "B16", ArrayFormula("B16:B18", "=B8:B10*2")),
        WORKBOOK,
        ("Branch return!B16", "=B8:B10*2", "more than one value"),
    ),
    "a formula of a whole range": (
        typed("Branch return", "B13", "=IF(B8:B12>0,1,0)"),
        WORKBOOK,
        ("Branch return!B13", "more than one value"),
    ),
    "a formula of what another spilt": (
        typed("Branch return", "B13", "=SUM(_xlfn.ANCHORARRAY(B8))"),
        WORKBOOK,
        ("Branch return!B13", "more than one value"),
    ),
    "a total of a text": (
        typed("Branch return", "B13", "=B8+B3"),
        WORKBOOK,
        ("Branch return!B3", "Branch return!B13 (=B8+B3)", "could only be unknown"),
    ),
    "a rule that compares a text": (
        typed("Rule check", "D5", "='Branch return'!B3"),
        WORKBOOK,
        ("Branch return!B3", "Rule check!D5"),
    ),
    "a list from another workbook": (listed("[1]Lists!$A$2:$A$7"), WORKBOOK, ("Branch return!B8", "[1]Lists!")),
    "a list that is reckoned": (listed('INDIRECT("A1")'), WORKBOOK, ("Branch return!B8", "INDIRECT")),
    "an unknown name in a rule": (
        typed("Rule check", "D6", "=members"),
        WORKBOOK,
        ("Rule check!D6", "unknown name"),
    ),
    "a rule whose figure is typed": (typed("Rule check", "D5", 3), WORKBOOK, ("Rule check!D5", "locked formula")),
    "an unknown severity": (typed("Rule check", "B6", "Perhaps"), WORKBOOK, ("Rule check!B6", "Perhaps")),
    "an unknown relation": (typed("Rule check", "E5", ">"), WORKBOOK, ("Rule check!E5", "= ≥ ≤")),
    "two rules of one number": (typed("Rule check", "A6", "L1"), WORKBOOK, ("Rule check!A6", "stands twice")),
    "no rule at all": (typed("Rule check", "A5", None), WORKBOOK, ("Rule check", "No rule from A5 on")),
    "a validation that is not understood": (
        validated("B12", type="date", operator="greaterThan", formula1="1"),
        WORKBOOK,
        ("Branch return!B12", "date"),
    ),
    "a bound that is a formula": (
        validated("B12", type="decimal", operator="lessThanOrEqual", formula1="B8"),
        WORKBOOK,
        ("Branch return!B12", "must be numbers"),
    ),
    "a workbook that is not there": (missing(WORKBOOK), WORKBOOK, ("No such file",)),
    "a workbook that is a text": (written(WORKBOOK, b"name,visits\n"), WORKBOOK, ("Not a readable .xlsx workbook",)),
    "a workbook that is empty": (written(WORKBOOK, b""), WORKBOOK, ("Not a readable .xlsx workbook",)),
    "a workbook cut in half": (cut_in_half(WORKBOOK), WORKBOOK, ("Not a readable .xlsx workbook",)),
    "a tag in a paragraph that names no cell": (
        tagged("{{ Branch_return.B99 }}"),
        TEMPLATE,
        ("paragraph 3", "{{ Branch_return.B99 }}", "names no cell"),
    ),
    "a tag in a table that names a label": (
        tagged("{{ Branch_return.A8 }}", in_table=True),
        TEMPLATE,
        ("table 1, row 3, column 2", "{{ Branch_return.A8 }}", "names no cell"),
    ),
    "a tag in a footer that names no cell": (
        tagged("{{ Branch_return.Q1 }}", in_footer=True),
        TEMPLATE,
        ("paragraph 1 of a footer", "{{ Branch_return.Q1 }}"),
    ),
    "a condition that names no cell": (
        tagged("{% if Branch_return.B77.number %}yes{% endif %}"),
        TEMPLATE,
        ("paragraph 3", "names no cell"),
    ),
    "a tag of no sheet": (tagged("{{ Elsewhere.B8 }}"), TEMPLATE, ("paragraph 3", "Elsewhere")),
    "a tag without a sheet": (tagged("{{ B8 }}"), TEMPLATE, ("paragraph 3", "has no 'B8'")),
    "a tag that is no expression": (tagged("{{ Branch_return.B8 + }}"), TEMPLATE, ("paragraph 3", "not valid")),
    "a filter that is none, in a paragraph": (
        tagged("{{ Branch_return.B8|rounded_up }}"),
        TEMPLATE,
        ("paragraph 3", "{{ Branch_return.B8|rounded_up }}", "no filter 'rounded_up'"),
    ),
    "a filter that is none, in a table": (
        tagged("{{ Branch_return.B8|rounded_up }}", in_table=True),
        TEMPLATE,
        ("table 1, row 3, column 2", "no filter 'rounded_up'"),
    ),
    "a filter that is none, in a footer": (
        tagged("{{ Branch_return.B8|rounded_up }}", in_footer=True),
        TEMPLATE,
        ("paragraph 1 of a footer", "no filter 'rounded_up'"),
    ),
    "a test that is none": (
        tagged("{% if Branch_return.B8 is numeric %}yes{% endif %}", in_table=True),
        TEMPLATE,
        ("table 1, row 3, column 2", "no test 'numeric'"),
    ),
    "a part that no cell has": (
        tagged("{{ Branch_return.B8.amount }}", in_table=True),
        TEMPLATE,
        ("table 1, row 3, column 2", "{{ Branch_return.B8.amount }}", "A cell has no 'amount'"),
    ),
    "a part that last year's cell has not": (
        tagged("{{ Branch_return.B8.before.amount }}"),
        TEMPLATE,
        ("paragraph 3", "A cell has no 'amount'"),
    ),
    "a part that is nobody's business": (
        tagged("{{ Branch_return.B8.__class__ }}"),
        TEMPLATE,
        ("paragraph 3", "A cell has no '__class__'"),
    ),
    "a tag that is not closed": (tagged("{{ Branch_return.B8"), TEMPLATE, ("paragraph 3", "{{", "without its partner")),
    "a text beside a tag that takes its paragraph away": (
        tagged("many {%p if Branch_return.B8 %}"),
        TEMPLATE,
        ("paragraph 3", "{%p if Branch_return.B8 %}", "would be lost"),
    ),
    "two tags of which each takes its paragraph away": (
        tagged("{%p if Branch_return.B8 %}{%p endif %}"),
        TEMPLATE,
        ("paragraph 3", "{%p if Branch_return.B8 %}", "would be lost"),
    ),
    "a block that is not ended": (
        tagged("{% if Branch_return.B8 %}many"),
        TEMPLATE,
        ("paragraph 8", "{%p endfor %}", "ends another than the last"),
    ),
    "a row of a table that is not ended": (
        tagged("{% if Branch_return.B8 %}many", in_table=True),
        TEMPLATE,
        ("table 1, row 3, column 2", "{% if Branch_return.B8 %}", "never ended"),
    ),
    "a block that never began": (
        tagged("{% endif %}", in_table=True),
        TEMPLATE,
        ("table 1, row 3, column 2", "never begun"),
    ),
    "a template that is not there": (missing(TEMPLATE), TEMPLATE, ("not a Word document",)),
    "a template that is a text": (written(TEMPLATE, b"Dear reader"), TEMPLATE, ("not a Word document",)),
    "a template cut in half": (cut_in_half(TEMPLATE), TEMPLATE, ("not a Word document",)),
    "settings that are not TOML": (written(SETTINGS, b"[form\nid = 1"), SETTINGS, ("Not valid TOML", "line 1")),
    "settings in another encoding": (written(SETTINGS, "# 表样".encode("gbk")), SETTINGS, ("Not valid TOML",)),
    "settings that are empty": (written(SETTINGS, b""), SETTINGS, ("Missing key '[form] edition'",)),
    "a section that is none": (
        replaced("[consolidate]", "[consolidated]"),
        SETTINGS,
        ("no key 'consolidated'", "did you mean consolidate?"),
    ),
    "a section like no other": (replaced("[consolidate]", "[colours]"), SETTINGS, ("no key 'colours'", "take it out")),
    "no words of passing at all": (replaced("passed = ", "# "), SETTINGS, ("Missing key '[rules] passed'",)),
    "prose that is no list": (
        replaced('prose = ["In your words!A4"]', 'prose = "In your words!A4"'),
        SETTINGS,
        ("[roles] prose = In your words!A4", "a list"),
    ),
    "drafts that are no list": (
        replaced('"In your words!A4" = [', '"In your words!A4" = "x"\nthe_rest = ['),
        SETTINGS,
        ("[drafts] In your words!A4 = x", "a list"),
    ),
    "no title": (
        replaced("title = ", "titel = "),
        SETTINGS,
        (
            "no key '[form] titel'",
            "did you mean title?",
        ),
    ),
    "a title that is no text": (
        replaced('title = "Return of the branch libraries"', "title = 3"),
        SETTINGS,
        ("[form] title = 3", "must be a text"),
    ),
    "no rules sheet named": (
        replaced("rules = ", "rule = "),
        SETTINGS,
        (
            "no key '[roles] rule'",
            "did you mean rules?",
        ),
    ),
    "no cell for the code": (
        replaced("code = ", "kode = "),
        SETTINGS,
        (
            "no key '[identity] kode'",
            "did you mean code?",
        ),
    ),
    "no words of passing": (
        replaced("passed = ", "passes = "),
        SETTINGS,
        (
            "no key '[rules] passes'",
            "did you mean passed?",
        ),
    ),
    "no name for the report": (
        replaced("report = ", "reprot = "),
        SETTINGS,
        (
            "no key '[names] reprot'",
            "did you mean report?",
        ),
    ),
    "a name that is a path": (
        replaced('"Library report.docx"', '"../Library report.docx"'),
        SETTINGS,
        ("[names] report = ../Library report.docx",),
    ),
    "two files of one name": (
        replaced('"Library report.docx"', '"Overview of the returns.xlsx"'),
        SETTINGS,
        ("[names] report and [names] summary are both called 'Overview of the returns.xlsx'",),
    ),
    "a cell that is none": (
        replaced('code = "Branch return!B4"', 'code = "B four"'),
        SETTINGS,
        ("Not understood: B four",),
    ),
    "a joining that is none": (replaced('= "max"', '= "most"'), SETTINGS, ("Branch return!B10 = most.",)),
    "a joining that is no text": (replaced('= "max"', "= 3"), SETTINGS, ("Branch return!B10 = 3.",)),
    "a measure that is no table": (
        replaced("[consolidate]", '[values]\n"Branch return!B8" = "GBP"\n\n[consolidate]'),
        SETTINGS,
        ("[values] Branch return!B8",),
    ),
    "a measure with a word that is none": (
        replaced("[consolidate]", '[values]\n"Branch return!B8" = { units = "GBP" }\n\n[consolidate]'),
        SETTINGS,
        ("[values] Branch return!B8",),
    ),
    "a wrong unit without its factor": (
        replaced("[consolidate]", '[values]\n"Branch return!B8" = { unit = "GBP", instead = "p" }\n\n[consolidate]'),
        SETTINGS,
        ("[values] Branch return!B8",),
    ),
    "a factor of nothing": (
        replaced(
            "[consolidate]",
            '[values]\n"Branch return!B8" = { unit = "L", instead = "p", factor = 0 }\n\n[consolidate]',
        ),
        SETTINGS,
        ("[values] Branch return!B8",),
    ),
    "decimals below nothing": (
        replaced("[consolidate]", '[values]\n"Branch return!B8" = { decimals = -1 }\n\n[consolidate]'),
        SETTINGS,
        ("[values] Branch return!B8",),
    ),
    "a plausible range that ends before it begins": (
        replaced("[consolidate]", '[values]\n"Branch return!B8" = { plausible = [9, 1] }\n\n[consolidate]'),
        SETTINGS,
        ("[values] Branch return!B8",),
    ),
    "a plausible range of a level that is none": (
        replaced("[consolidate]", '[values]\n"Branch return!B8" = { plausible = { city = [1, 9] } }\n\n[consolidate]'),
        WORKBOOK,
        ("[values]", "Branch return!B8", "city"),
    ),
    "a main figure without a name": (
        replaced("[names]", '[summary]\nmain = [{ cell = "Branch return!B8" }]\n\n[names]'),
        SETTINGS,
        ("Missing key '[summary] main[1].name'",),
    ),
    "a main figure that is a text": (
        replaced("[names]", '[summary]\nmain = [{ cell = "Branch return!B3", name = "Who" }]\n\n[names]'),
        WORKBOOK,
        ("form.toml", "Branch return!B3 holds no figure"),
    ),
    "a severity that is none": (replaced('"error"', '"worse"'), SETTINGS, ("[rules.severity]", "= worse.")),
    "a mean without its weights": (replaced('"mean by Branch return!B8"', '"mean"'), SETTINGS, ("B11 = mean",)),
    "carried ranges of different sizes": (
        replaced('"Branch return!B15" =', '"Branch return!B15:B16" ='),
        SETTINGS,
        ("Branch return!B15:B16 = Branch return!B14",),
    ),
    "a joined cell that is a formula": (
        replaced('"Branch return!B10" =', '"Branch return!B13" ='),
        WORKBOOK,
        ("form.toml", "Branch return!B13 is not an unlocked cell"),
    ),
    "a carried cell that is locked": (
        locked("Branch return", "B15"),
        WORKBOOK,
        ("form.toml", "Branch return!B15 is not an unlocked cell"),
    ),
    "a code that nobody can fill in": (
        locked("Branch return", "B4"),
        WORKBOOK,
        ("form.toml", "Branch return!B4 is not an unlocked cell"),
    ),
    "a level that nobody can fill in": (
        replaced("[identity]", '[identity]\nlevel = "Branch return!B6"'),
        WORKBOOK,
        ("form.toml", "Branch return!B6 is not an unlocked cell"),
    ),
    "last year's figure that is a label": (
        replaced('= "Branch return!B14"', '= "Branch return!A14"'),
        WORKBOOK,
        ("form.toml", "Branch return!A14 holds no figure"),
    ),
    "a weight that is a formula": (
        replaced("mean by Branch return!B8", "mean by Branch return!B13"),
        WORKBOOK,
        ("form.toml", "Branch return!B13, the weight of"),
    ),
    "a measure of a text": (
        replaced("[consolidate]", '[values]\n"Branch return!B3" = { unit = "GBP" }\n\n[consolidate]'),
        WORKBOOK,
        ("form.toml", "Branch return!B3 takes no number"),
    ),
    "a contact on no sheet": (
        replaced("[identity]", '[identity]\ncontact = ["Contact!B3"]'),
        WORKBOOK,
        ("form.toml", "there is no sheet 'Contact'"),
    ),
    "prose on no sheet": (
        replaced("In your words!A4", "In other words!A4"),
        WORKBOOK,
        ("form.toml", "In other words!A4"),
    ),
    "prose that nobody can write": (locked("In your words", "A4"), WORKBOOK, ("form.toml", "prose", "A4")),
}


@pytest.fixture
def form(tmp_path: Path) -> Path:
    folder = tmp_path / "form"
    shutil.copytree(TOY, folder)
    return folder


@pytest.mark.parametrize("case", CASES)
def test_one_clear_sentence_names_file_and_cell(case: str, form: Path) -> None:
    damage, file, said = CASES[case]
    damage(form)

    with pytest.raises(FormError) as caught:
        load_form(form)
    sentence = str(caught.value)

    assert sentence.startswith(str(form / file))
    assert [piece for piece in said if piece not in sentence] == [], sentence
    assert "\n" not in sentence.replace(str(form), "").strip()


def test_the_form_itself_is_whole(form: Path) -> None:
    assert load_form(form).id == "branch-libraries"


def ask(*arguments: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([str(each) for each in arguments])
    return code, out.getvalue(), err.getvalue()


@pytest.mark.parametrize(
    "case", ["no rules sheet", "a tag in a paragraph that names no cell", "no name for the report"]
)
def test_init_is_refused_and_makes_nothing(case: str, form: Path, tmp_path: Path) -> None:
    CASES[case][0](form)
    code, out, err = ask("init", tmp_path / "new", "--form", form, "--period", 2024)

    assert (code, out) == (2, "")
    assert str(form / CASES[case][1]) in err
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_no_form_is_refused(form: Path, tmp_path: Path) -> None:
    (form / SETTINGS).unlink()
    code, out, err = ask("init", tmp_path / "new", "--form", form, "--period", 2024)

    assert (code, out) == (2, "")
    assert "form.toml" in err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("command", ["check", "report"])
def test_single_workbooks_are_refused(command: str, form: Path, tmp_path: Path) -> None:
    workbook = tmp_path / "sent.xlsx"
    shutil.copy(form / WORKBOOK, workbook)
    CASES["a rule that does not parse"][0](form)
    before = sorted(tmp_path.rglob("*"))
    code, out, err = ask(command, workbook, "--form", form)

    assert (code, out) == (2, "")
    assert "Rule check!D5" in err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_workspace_whose_form_breaks_keeps_its_outputs(form: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    assert ask("init", workspace, "--form", form, "--period", 2024)[0] == 0
    roster = load_workbook(workspace / "Branches.xlsx")
    roster.worksheets[0].append(["B01", "Harbour"])
    roster.save(workspace / "Branches.xlsx")
    shutil.copy(form / WORKBOOK, workspace / "2024" / "inbox" / "B01.xlsx")
    assert ask("consolidate", "-C", workspace)[0] == 0  # a workbook that nobody filled in is a note, no error
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    broken = form.rename(tmp_path / "elsewhere")  # a form that is loaded once is not read again
    tagged("{{ Branch_return.B99 }}")(broken)
    settings = workspace / "xlsreport.toml"
    settings.write_text(f"form = '{broken.as_posix()}'\n", encoding="utf-8")
    before[settings] = settings.read_bytes()

    for command in ("consolidate", "issue"):
        code, out, err = ask(command, "-C", workspace)

        assert (code, out) == (2, "")
        assert "{{ Branch_return.B99 }}" in err
        assert {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("{{ Branch_return.B99 }}", "B99 names no cell"),
        ("{{ Branch_return['B8:B99'] }}", "names no cell"),
        ("{{ Branch_return.B8|changed }}", "no filter 'changed'"),
        ("{{ Branch_return.B8 is changed }}", "no test 'changed'"),
        ("{{ Branch_return.B8.changed }}", "no 'changed'"),
        ("{{ Elsewhere.B8 }}", "no 'Elsewhere'"),
        ("{% if Branch_return.B8 %}", "not valid"),
    ],
)
def test_a_draft_that_cannot_be_made_is_named(tmp_path: Path, sentence: str, named: str) -> None:
    folder = tmp_path / "toy"
    shutil.copytree(TOY, folder)
    settings = folder / SETTINGS
    text = settings.read_text(encoding="utf-8").partition("[drafts]")[0]
    settings.write_text(f'{text}[drafts]\n"In your words!A4" = ["Fine.", "{sentence}"]\n', encoding="utf-8")

    with pytest.raises(FormError, match=rf"In your words!A4.*sentence 2.*{named}"):
        load_form(folder)


def test_a_list_may_stand_under_a_name(form: Path) -> None:
    folder = form
    listed("'Branch return'!$A$8:$A$10", named="Heads")(folder)
    book = load_workbook(folder / WORKBOOK)
    heads = tuple(str(book["Branch return"][cell].value) for cell in ("A8", "A9", "A10"))
    names = defined_names(book)
    validation = validations(book["Branch return"])[8, 2]
    assert choices_of(validation, constant_cells(book), Address.parse("Branch return!B8"), names) == heads


@pytest.mark.parametrize(
    "formula",
    ["=SUM(_xlfn._xlws.FILTER(B8:B12,B8:B12>0))", "=SUMPRODUCT((B8:B12>0)*B8:B12)", "=INDEX(B8:B12,2)", "=SUM(B8:B9)"],
)
def test_a_formula_that_makes_one_of_many_is_none_of_those(formula: str) -> None:
    tree = parsed(formula)
    assert tree is not None
    assert not gives_many(tree)


def test_a_list_in_excels_newer_form_is_read_like_any_other() -> None:
    data = rich_workbook()
    with pytest.warns(UserWarning, match="not supported"):
        book = load_workbook(io.BytesIO(data))
    add_newer_validations(book, data)
    found = validations(book["Figures"])
    cell = Address.parse("Figures!B6")
    assert not found[cell.row, cell.column].allowBlank
    assert choices_of(found[cell.row, cell.column], constant_cells(book), cell, {}) == ("north", "south", "east")
    assert found[3, 2].type == "whole"


def test_what_nobody_sees_is_asked_of_nobody(tmp_path: Path) -> None:
    shutil.copytree(TOY, tmp_path / "toy")
    book = load_workbook(tmp_path / "toy" / WORKBOOK)
    book["Branch return"].row_dimensions[9].hidden = True
    book.save(tmp_path / "toy" / WORKBOOK)
    fields = load_form(tmp_path / "toy").fields
    needed = {str(cell) for cell, field in fields.items() if field.required}
    assert "Branch return!B8" in needed
    assert "Branch return!B9" not in needed


def test_a_total_of_named_cells_is_that_of_the_cells(tmp_path: Path) -> None:
    shutil.copytree(TOY, tmp_path / "toy")
    book = load_workbook(tmp_path / "toy" / WORKBOOK)
    book.defined_names["Opened"] = DefinedName("Opened", attr_text="'Branch return'!$B$8:$B$9")
    book.defined_names["Elsewhere"] = DefinedName("Elsewhere", attr_text="[1]Other!$A$1")
    book["Branch return"]["B13"] = "=SUM(Opened)"
    book.save(tmp_path / "toy" / WORKBOOK)
    form, total = load_form(tmp_path / "toy"), Address.parse("Branch return!B13")
    parts = {Address.parse(f"Branch return!{cell}"): Decimal(number) for cell, number in (("B8", 3), ("B9", 4))}
    assert form.engine.evaluate(parts)[total] == 7
    assert form.leaves[total] == parts.keys()
    assert form.ranges.keys() == {"opened"}
    assert form.engine.compare("=SUM(opened)", total) is Equality.SAME
    assert form.engine.linear("=SUM(OPENED)", "Branch return") == form.engine.linear("=B8+B9", "Branch return")
