"""The toy form broken in one way each time: `forms check` says just that, at its place, and nothing of what is near."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl.styles import Protection

from kit.form_edits import (
    RETURN,
    RULES,
    VANS,
    WORDS,
    Edit,
    accepting,
    add_settings,
    in_book,
    in_template,
    locking,
    replaced,
    tagged,
    typed,
    with_rules,
    with_second_column,
    without,
    write_form,
)
from kit.near_misses import NEAR
from xlsreport.errors import FormError
from xlsreport.forms.checking import check_form
from xlsreport.language import LANGUAGES, bilingual, language_named

Said = tuple[str, str]  # a code and its place


def gbk(files: dict[str, bytes]) -> None:
    text = files["form.toml"].decode().replace("Return of the branch libraries", "分馆年报")
    files["form.toml"] = text.encode("gb18030")


def all_locked(book: Any) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                cell.protection = Protection(locked=True)


def half_bold(document: Any) -> None:
    paragraph = document.add_paragraph("{{ Branch_")
    paragraph.add_run("return.B8 }}").bold = True


CASES = tomllib.loads((Path(__file__).resolve().parents[2] / "cases" / "forms.toml").read_text(encoding="utf-8"))
VARIANTS: dict[str, tuple[Sequence[Edit], Said]] = {
    # form.toml
    "no form.toml": ([without("form.toml")], ("L101", "form.toml")),
    "saved as GBK": ([gbk], ("L102", "form.toml:6")),
    "a Chinese comma": (
        [replaced('prose = ["In your words!A4"]', 'prose = ["In your words!A4"，]')],
        ("L103", "form.toml:11"),
    ),
    "Chinese quotation marks": ([replaced('edition = "1"', "edition = “1”")], ("L103", "form.toml:5")),
    "a wide equals sign": ([replaced('edition = "1"', 'edition ＝ "1"')], ("L103", "form.toml:5")),
    "a wide colon in a range": (
        [replaced('"Branch return!B10" = "max"', '"Branch return!B10：B10" = "max"')],
        ("L103", "form.toml:27"),
    ),
    "a text without quotation marks": ([replaced('edition = "1"', "edition = first")], ("L104", "form.toml:5")),
    "a bracket left open": (
        [replaced('passed = ["holds"]', 'passed = ["holds"')],
        ("L104", "form.toml:18"),
    ),
    "a key twice": ([replaced('edition = "1"', 'edition = "1"\nedition = "2"')], ("L104", "form.toml:6")),
    "a misspelt section": ([replaced("[consolidate]", "[consolidat]")], ("L105", "form.toml:26")),
    "a misspelt key": ([replaced("not_applicable", "not_aplicable")], ("L105", "form.toml:19")),
    "a key that there is none of": (
        [replaced('edition = "1"', 'edition = "1"\nfont = "Arial"')],
        ("L105", "form.toml:6"),
    ),
    "a key that lacks": ([replaced('draft = "Library report (draft).docx"\n', "")], ("L106", "form.toml:30")),
    "a range with a dash": (
        [replaced('"Branch return!B10" = "max"', '"Branch return!B9-B10" = "max"')],
        ("L107", "form.toml:27"),
    ),
    "a number for a text": ([replaced('edition = "1"', "edition = 1")], ("L107", "form.toml:5")),
    "an unknown language": ([replaced('language = "en"', 'language = "english"')], ("L108", "form.toml:7")),
    "two files of one name": (
        [replaced('draft = "Library report (draft).docx"', 'draft = "Library report.docx"')],
        ("L109", "form.toml:35"),
    ),
    "a file without its ending": (
        [replaced('blank = "Blank return.xlsx"', 'blank = "Blank return"')],
        ("L110", "form.toml:38"),
    ),
    "an unknown way of joining": ([replaced('"max"', '"average"')], ("L112", "form.toml:27")),
    "overlapping ranges": (
        [replaced('"Branch return!B10" = "max"', '"Branch return!B9:B10" = "max"\n"Branch return!B10" = "min"')],
        ("L113", "form.toml:28"),
    ),
    "a range larger than the table": (
        [replaced('"Branch return!B10" = "max"', '"Branch return!B16:B18" = "max"')],
        ("L114", "form.toml:27"),
    ),
    "last year's cell that is none": (
        [replaced('"Branch return!B15" = "Branch return!B14"', '"Branch return!B15" = "Branch return!B40"')],
        ("L115", "form.toml:14"),
    ),
    "a measure of a text": (
        [replaced("[drafts]", '[values]\n"Branch return!B3" = { unit = "days" }\n\n[drafts]')],
        ("L116", "form.toml:41"),
    ),
    "a main figure that is not joined": (
        [replaced("[drafts]", '[summary]\nmain = [\n  { cell = "Branch return!B3", name = "Name" },\n]\n\n[drafts]')],
        ("L118", "form.toml:42"),
    ),
    "a weight that is a text": (
        [replaced("mean by Branch return!B8", "mean by Branch return!B3")],
        ("L119", "form.toml:28"),
    ),
    "prose on no sheet": ([replaced("In your words!A4", "In our words!A4")], ("L120", "form.toml:11")),
    "prose that is locked": ([locking(WORDS, "A4", locked=True)], ("L121", "form.toml:11")),
    "a level that there is none of": (
        [replaced("[drafts]", '[values]\n"Branch return!B8" = { plausible = { "county" = [0, 5] } }\n\n[drafts]')],
        ("L117", "form.toml:41"),
    ),
    "a list of cells that must be filled": (
        [replaced("[drafts]", '[lists.visits]\nrows = "Branch return!B12:B12"\n\n[drafts]')],
        ("L124", "form.toml:41"),
    ),
    "a rules sheet that there is none of": (
        [replaced('rules = "Rule check"', 'rules = "Rules check"')],
        ("L401", "form.toml:10"),
    ),
    "a number joined as a text": (
        [replaced('"Branch return!B10" = "max"', '"Branch return!B10" = "text"')],
        ("L125", "form.toml:27"),
    ),
    "a rule on trial that there is none of": (
        [replaced('passed = ["holds"]', 'passed = ["holds"]\ntrial = ["L9"]')],
        ("L126", "form.toml:19"),
    ),
    "a key of a sheet that there is none of": (
        [in_book(lambda book: add_settings(book, ["[rules]"], ["pased", "x"]))],
        ("L105", "workbook.xlsx:Settings!B3"),
    ),
    "a file's name in a sheet of settings": (
        [in_book(lambda book: add_settings(book, ["[names]"], ["annex", "Annex"]))],
        ("L110", "workbook.xlsx:Settings!B3"),
    ),
    "a key that a sheet says too": (
        [in_book(lambda book: add_settings(book, ["[form]"], ["edition", "2"]))],
        ("L127", "workbook.xlsx:Settings!B3"),
    ),
    "a key in no section of a sheet": (
        [in_book(lambda book: add_settings(book, ["edition", "2"]))],
        ("L127", "workbook.xlsx:Settings!A2"),
    ),
    # sheets and inputs
    "no unlocked cell": ([in_book(all_locked)], ("L201", "workbook.xlsx")),
    "an unprotected sheet": (
        [in_book(lambda book: setattr(book[RETURN].protection, "sheet", False))],
        ("L202", "workbook.xlsx:Branch return"),
    ),
    "a list's sheet without protection": (
        [in_book(lambda book: book.create_sheet("Notes").__setitem__("A1", "How to fill"))],
        ("L203", "workbook.xlsx:Notes"),
    ),
    "a password": (
        [in_book(lambda book: book[RETURN].protection.set_password("x"))],
        ("L204", "workbook.xlsx:Branch return"),
    ),
    "an input without validation": ([accepting(RULES, "I6", None)], ("L205", "workbook.xlsx:Rule check!I5:I6")),
    "a validation of any value": ([accepting(RETURN, "B12", "none")], ("L209", "workbook.xlsx:Branch return!B12")),
    "a validation of dates": (
        [accepting(RETURN, "B12", "date", operator="greaterThan", formula1="36526")],
        ("L206", "workbook.xlsx:Branch return!B12"),
    ),
    "a limit by a cell": (
        [accepting(RETURN, "B12", "whole", operator="lessThanOrEqual", formula1="$B$9")],
        ("L207", "workbook.xlsx:Branch return!B12"),
    ),
    "a list of another workbook": (
        [accepting(RETURN, "B12", "list", formula1="[1]Lists!$A$2:$A$7")],
        ("L208", "workbook.xlsx:Branch return!B12"),
    ),
    "a list with nothing in it": (
        [accepting(RETURN, "B12", "list", formula1="$F$2:$F$7")],
        ("L216", "workbook.xlsx:Branch return!B12"),
    ),
    "bounds exchanged": (
        [accepting(RETURN, "B12", "whole", operator="between", formula1="9", formula2="1")],
        ("L217", "workbook.xlsx:Branch return!B12"),
    ),
    "a label twice": ([typed(RETURN, "A12", "Mean minutes of a visit")], ("L210", "workbook.xlsx:Branch return!B12")),
    "a label taken away": ([typed(RETURN, "A12", None)], ("L211", "workbook.xlsx:Branch return!B12")),
    "inputs merged": (
        [in_book(lambda book: with_second_column(book).merge_cells("C10:C11"))],
        ("L212", "workbook.xlsx:Branch return!C10:C11"),
    ),
    "a hidden row": (
        [in_book(lambda book: setattr(book[RETURN].row_dimensions[9], "hidden", True))],
        ("L213", "workbook.xlsx:Branch return!B9"),
    ),
    "a hidden sheet": (
        [in_book(lambda book: setattr(book[WORDS], "sheet_state", "hidden"))],
        ("L213", "workbook.xlsx:In your words!A4"),
    ),
    "a formula that is unlocked": ([typed(RETURN, "B12", "=B9*2")], ("L214", "workbook.xlsx:Branch return!B12")),
    "a sheet called like another": (
        [in_book(lambda book: setattr(book.copy_worksheet(book[RETURN]), "title", "Branch_return"))],
        ("L215", "workbook.xlsx:Branch_return"),
    ),
    "an input that was left locked": (
        [locking(RETURN, "B12", locked=True)],
        ("L218", "workbook.xlsx:Branch return!B12"),
    ),
    "the code's cell for the period": (
        [replaced('period = "Branch return!B5"', 'period = "Branch return!B4"')],
        ("L219", "workbook.xlsx:Branch return!B4"),
    ),
    "a period with decimals": (
        [accepting(RETURN, "B5", "decimal", operator="greaterThanOrEqual", formula1="1900", allow_blank=False)],
        ("L220", "workbook.xlsx:Branch return!B5"),
    ),
    "a count joined as a mean": (
        [replaced('"Branch return!B10" = "max"', '"Branch return!B10" = "mean by Branch return!B9"')],
        ("L221", "workbook.xlsx:Branch return!B10"),
    ),
    # formulas
    "a bracket too many": ([typed(RETURN, "B13", "=IF(B9=0,0,B8/B9))")], ("L301", "workbook.xlsx:Branch return!B13")),
    "a function that there is none of": (
        [typed(RETURN, "B13", "=TOTALOF(B8)")],
        ("L302", "workbook.xlsx:Branch return!B13"),
    ),
    "another workbook": ([typed(RETURN, "B13", "=B8+[1]Data!A1")], ("L303", "workbook.xlsx:Branch return!B13")),
    "a circle": ([typed(RETURN, "B13", "=B8+B13")], ("L304", "workbook.xlsx:Branch return!B13")),
    "a formula that fills several cells": (
        [typed(RETURN, "B13", "=B8:B10*2")],
        ("L314", "workbook.xlsx:Branch return!B13"),
    ),
    "a function that the program has not": (
        [typed(RETURN, "B13", "=IF(B9=0,0,LAMBDA(x,x+1)(B8))")],
        ("L311", "workbook.xlsx:Branch return!B13"),
    ),
    "today's date": ([typed(RETURN, "B13", "=B8+YEAR(TODAY())")], ("L305", "workbook.xlsx:Branch return!B13")),
    "a text that is reckoned with": ([typed(RETURN, "B13", "=B8+B3")], ("L306", "workbook.xlsx:Branch return!B3")),
    # rules
    "another word for a severity": ([typed(RULES, "B5", "must hold")], ("L402", "workbook.xlsx:Rule check!B5")),
    "a wide relation": ([typed(RULES, "E5", "＝")], ("L403", "workbook.xlsx:Rule check!E5")),
    "a number for a rule's formula": ([typed(RULES, "D5", 5)], ("L404", "workbook.xlsx:Rule check!D5")),
    "two rules of one number": ([typed(RULES, "A6", "L1")], ("L405", "workbook.xlsx:Rule check!A6")),
    "a gap in the rules": ([typed(RULES, "A6", None)], ("L406", "workbook.xlsx:Rule check!A6")),
    "a rule without a text": ([typed(RULES, "C6", None)], ("L407", "workbook.xlsx:Rule check!C6")),
    "an explanation that is locked": (
        [locking(RULES, "I6", locked=True)],
        ("L408", "workbook.xlsx:Rule check!I6"),
    ),
    "a difference of the row above": ([typed(RULES, "G6", "=D5-F5")], ("L409", "workbook.xlsx:Rule check!G6")),
    "a text about another cell": (
        [typed(RULES, "C6", "Branch return!B9 does not become less")],
        ("L409", "workbook.xlsx:Rule check!C6"),
    ),
    "a rule that always holds": (
        [typed(RULES, "D6", f"='{RETURN}'!B14+1"), typed(RULES, "F6", f"='{RETURN}'!B14")],
        ("L410", "workbook.xlsx:Rule check!H6"),
    ),
    "a rule that never holds": (
        [typed(RULES, "D6", f"='{RETURN}'!B14"), typed(RULES, "F6", f"='{RETURN}'!B14+1")],
        ("L411", "workbook.xlsx:Rule check!H6"),
    ),
    "rules against each other": (
        [with_rules(("B8", "≥", "B9+5"), ("B9", "≥", "B8"))],
        ("L412", "workbook.xlsx:Rule check!H8"),
    ),
    "a rule that follows": (
        [with_rules(("B8", "≥", "B9"), ("B9", "≥", "B14"), ("B8", "≥", "B14"))],
        ("L413", "workbook.xlsx:Rule check!H9"),
    ),
    "a rule that nothing breaks": (
        [typed(RULES, "F5", f"=IF('{RETURN}'!B9=0,0,'{RETURN}'!B10)")],
        ("L414", "workbook.xlsx:Rule check!H5"),
    ),
    "another relation than the result tests": ([typed(RULES, "E6", "≤")], ("L415", "workbook.xlsx:Rule check!H6")),
    "a result that is no word": (
        [typed(RULES, "H6", '=IF(\'Branch return\'!B15="","nothing of last year",IF(G6>=0,"holds",1/0))')],
        ("L416", "workbook.xlsx:Rule check!H6"),
    ),
    "a word that no rule gives": (
        [replaced('passed = ["holds"]', 'passed = ["holds", "hold"]')],
        ("L122", "form.toml:18"),
    ),
    "a severity that no rule has": (
        [replaced('"Please explain" = "query" }', '"Please explain" = "query", "Note" = "note" }')],
        ("L123", "form.toml:17"),
    ),
    "a formula with an address in a text": (
        [typed(RETURN, "B13", '=IF(B9=0,0,INDIRECT("B8")/B9)')],
        ("L307", "workbook.xlsx:Branch return!B13"),
    ),
    "a division by a blank": ([typed(RETURN, "B13", "=B8/B9")], ("L308", "workbook.xlsx:Branch return!B13")),
    "a division by a blank that nothing shows": (
        [typed(RETURN, "B16", "=B8/B9"), typed(RETURN, "A16", "Visits a day")],
        ("L313", "workbook.xlsx:Branch return!B16"),
    ),
    "a name of the Name Manager that is gone": (
        [typed(RETURN, "B16", "=SUM(visits)"), typed(RETURN, "A16", "Visits in all")],
        ("L312", "workbook.xlsx:Branch return!B16"),
    ),
    "a total of what is not joined": (
        [
            replaced('"Branch return!B10" = "max"', '"Branch return!B12" = "none"'),
            typed(RETURN, "B16", "=B12+B14"),
            typed(RETURN, "A16", "Books and members"),
        ],
        ("L310", "workbook.xlsx:Branch return!B16"),
    ),
    # the Word template
    "no template": ([without("report.docx")], ("L501", "report.docx")),
    "wide braces": ([tagged("｛｛ Branch_return.B8 ｝｝")], ("L502", "report.docx:paragraph 9")),
    "a brace too few": ([tagged("{{ Branch_return.B8 }")], ("L503", "report.docx:paragraph 9")),
    "a tag that is not alone": (
        [tagged("{%p if Branch_return.B8 %} visits"), tagged("{%p endif %}")],
        ("L504", "report.docx:paragraph 9"),
    ),
    "a block that is not ended": ([tagged("{% if Branch_return.B8 %}visits")], ("L505", "report.docx:paragraph 9")),
    "a tag with a hole": ([tagged("{{ Branch_return.B8| }}")], ("L506", "report.docx:paragraph 9")),
    "a sheet that there is none of": ([tagged("{{ Branch.B8 }}")], ("L507", "report.docx:paragraph 9")),
    "a cell that there is none of": ([tagged("{{ Branch_return.B80 }}")], ("L508", "report.docx:paragraph 9")),
    "a filter that there is none of": ([tagged("{{ Branch_return.B8|shout }}")], ("L509", "report.docx:paragraph 9")),
    "a tag half bold": ([in_template(half_bold)], ("L511", "report.docx:paragraph 9")),
    "a figure that no tag shows": (
        [in_template(lambda document: setattr(document.tables[0].cell(2, 1), "text", "many"))],
        ("L512", "workbook.xlsx:Branch return!B10"),
    ),
    "a draft of a cell that there is none of": (
        [replaced("{{ Branch_return.B14 }} members", "{{ Branch_return.B140 }} members")],
        ("L520", "form.toml:43"),
    ),
    "last year's number from a text": (
        [replaced('"Branch return!B15" = "Branch return!B14"', '"Branch return!B15" = "Branch return!B3"')],
        ("L601", "workbook.xlsx:Branch return!B15"),
    ),
    "the same words for two cells": (
        [replaced('"<open> on|for? #days"]', '"<open> on|for? #days", "<counted> #members"]')],
        ("L602", "form.toml:58"),
    ),
    "a list with something below it": (
        [in_book(with_second_column), typed(RETURN, "C12", "Vans that were sold are left out."), VANS],
        ("L603", "workbook.xlsx:Branch return!C12"),
    ),
    "a list on a sheet that no row can be inserted in": (
        [in_book(with_second_column), VANS],
        ("L604", "workbook.xlsx:Branch return"),
    ),
    "a mute that mutes nothing": (
        [replaced("mute = [", 'mute = ["L512 Branch return!B8: shown elsewhere", ')],
        ("L190", "form.toml:68"),
    ),
    "a mute without a reason": ([replaced("mute = [", 'mute = ["L512", ')], ("L191", "form.toml:68")),
    "a word misspelt": (
        [tagged("{% iff Branch_return.B8 %}visits{% endif %}")],
        ("L510", "report.docx:paragraph 9"),
    ),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_it_says_exactly_that(name: str, tmp_path: Path) -> None:
    edits, said = VARIANTS[name]
    checked = check_form(write_form(tmp_path / "form", *edits))
    assert [(each.code, str(each.place)) for each in checked.findings] == [said], checked.findings


def test_the_form_itself_has_nothing_to_say(tmp_path: Path) -> None:
    assert check_form(write_form(tmp_path / "form")).findings == ()


@pytest.mark.parametrize("code", NEAR)
def test_what_comes_near_is_nothing_to_say(code: str, tmp_path: Path) -> None:
    assert check_form(write_form(tmp_path / "form", *NEAR[code])).findings == ()


def plainly_refused(*_: object) -> None:
    raise FormError("something new")


def refused_by_name(*_: object) -> None:
    raise FormError(bilingual("form_no_rule", cell="A5", sheet=RULES, name=RULES))


@pytest.mark.parametrize(("refused", "code"), [(plainly_refused, "L100"), (refused_by_name, "L401")])
def test_a_refusal_without_a_number_is_told_as_it_is(
    refused: Edit, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xlsreport.forms.checking.workbook_reading.assembled", refused)
    (finding,) = check_form(write_form(tmp_path / "form")).findings
    assert finding.code == code
    assert ("something new" in finding.message) is (code == "L100")


def unended(*_: object) -> None:
    raise FormError(bilingual("form_tag_unended", word="if"))


@pytest.mark.parametrize(("refused", "code"), [(plainly_refused, "L500"), (unended, "L505")])
def test_a_refusal_of_a_template_without_a_number_is_told_as_it_is(
    refused: Edit, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xlsreport.forms.checking.template_reading.check_blocks", refused)
    finding, *_ = check_form(write_form(tmp_path / "form")).findings
    assert finding.code == code
    assert ("something new" in finding.message) is (code == "L500")


JUDGED_ALONE = {"L100", "L500", "L309", "L513"}  # by the tests above, test_office.py and test_command.py


def test_every_code_is_shown_by_a_form_that_is_broken_so_and_by_one_that_comes_near() -> None:
    codes = {code for code in language_named("en").entries if code.startswith("L")}
    assert CASES.keys() == codes == NEAR.keys() | {"L100", "L500", "L309"}
    assert [code for code in codes - JUDGED_ALONE if VARIANTS[CASES[code]["broken"]][1][0] != code] == []
    assert [part for case in CASES.values() for part in ("case", "near") if {*case[part]} != {*LANGUAGES}] == []
