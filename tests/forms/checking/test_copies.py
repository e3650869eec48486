"""What `forms check` writes: a mended copy, an annotated one, and workbooks that break one rule each."""

import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.styles import Protection

from kit.form_edits import (
    RETURN,
    RULES,
    VANS,
    Edit,
    Files,
    in_book,
    in_template,
    locking,
    replaced,
    tagged,
    typed,
    with_second_column,
    write_form,
)
from xlsreport.cli.app import run
from xlsreport.forms import load_form
from xlsreport.forms.checking import check_form
from xlsreport.forms.checking.witnesses import broken_rules, witnesses_of
from xlsreport.package import members


def half_bold(document: object) -> None:
    paragraph = document.add_paragraph("Visits: {{ Branch_")  # type: ignore[attr-defined]
    paragraph.add_run("return.B8 }} in all").bold = True


def with_equals(files: Files) -> None:
    """Have the second rule ask for equality, with the sign of a Chinese keyboard."""
    cell = f"'{RETURN}'!B15"
    result = f'=IF({cell}="","nothing of last year",IF(G6=0,"holds",IF(LEN(TRIM(I6))=0,"to explain","explained")))'
    for edit in (typed(RULES, "E6", "＝"), typed(RULES, "H6", result)):
        edit(files)


MENDED: dict[str, list[Edit]] = {
    "a misspelt section": [replaced("[consolidate]", "[consolidat]")],
    "a misspelt key": [replaced("not_applicable", "not_aplicable")],
    "Chinese signs": [replaced('edition = "1"', "edition ＝ “1”")],
    "a wide colon": [replaced('"Branch return!B10" = "max"', '"Branch return!B10：B10" = "max"')],
    "GBK": [lambda files: files.update({"form.toml": "# 表样\n".encode("gb18030") + files["form.toml"]})],
    "a file without its ending": [replaced('"Blank return.xlsx"', '"Blank return"')],
    "an unprotected sheet": [in_book(lambda book: setattr(book[RETURN].protection, "sheet", False))],
    "a formula that is unlocked": [
        in_book(lambda book: setattr(book[RETURN]["B13"], "protection", Protection(locked=False)))
    ],
    "an explanation that is locked": [locking(RULES, "I6", locked=True)],
    "a wide relation": [with_equals],
    "wide braces": [tagged("｛｛ Branch_return.B8 ｝｝ visits（all）")],
    "a list on a sheet that no row can be inserted in": [in_book(with_second_column), VANS],
    "a tag half bold": [in_template(half_bold)],
}


@pytest.mark.parametrize("name", MENDED)
def test_what_is_safe_is_mended_in_a_copy(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_form(tmp_path / "form", *MENDED[name])
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    run(["forms", "check", str(folder), "--fix"])

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert check_form(tmp_path / "form-fixed").findings == ()
    assert "form-fixed (1 mended, 0 left)" in capsys.readouterr().err


def test_what_is_mended_keeps_every_other_part_byte_for_byte(tmp_path: Path) -> None:
    folder = write_form(tmp_path / "form", locking(RULES, "I6", locked=True))
    run(["forms", "check", str(folder), "--fix", "-q"])
    one, other = (members((tmp_path / name / "workbook.xlsx").read_bytes()) for name in ("form", "form-fixed"))
    assert {name for name in one if one[name] != other[name]} <= {
        "xl/worksheets/sheet3.xml",
        "xl/styles.xml",
        "docProps/core.xml",
    }


def test_what_only_its_author_can_mend_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_form(tmp_path / "form", typed(RETURN, "B13", "=B8/B9"))
    assert run(["forms", "check", str(folder), "--fix", "--lang", "en"]) == 0
    assert "no copy was written" in capsys.readouterr().err
    assert not (tmp_path / "form-fixed").exists()


def test_a_second_copy_takes_the_place_of_none(tmp_path: Path) -> None:
    folder = write_form(tmp_path / "form", *MENDED["wide braces"])
    for _ in range(2):
        run(["forms", "check", str(folder), "--fix", "-q"])
    assert (tmp_path / "form-fixed-2" / "report.docx").is_file()


def test_findings_stand_as_comments_on_a_copy(tmp_path: Path) -> None:
    edits = (
        replaced("[consolidate]", "[consolidat]"),
        typed(RETURN, "B13", "=B8/B9"),
        tagged("{{ Branch_return.B80 }}"),
    )
    run(["forms", "check", str(write_form(tmp_path / "form", *edits)), "--annotate", "-q"])
    copy = tmp_path / "form-annotated"
    book = load_workbook(copy / "workbook.xlsx")
    comment = book[RETURN]["B13"].comment
    assert comment is not None
    assert "L308" in comment.text
    assert [cell.value for cell in book.worksheets[0]["A"]][-3:] == ["L105", "L308", "L508"]
    assert "# error L105" in (copy / "form.toml").read_text(encoding="utf-8")
    document = Document(io.BytesIO((copy / "report.docx").read_bytes()))
    assert ["L508" in each.text for each in document.comments] == [True]


def test_a_witness_breaks_its_rule_alone_and_one_breaks_none(tmp_path: Path) -> None:
    form = load_form(write_form(tmp_path / "form"))
    inspected = check_form(tmp_path / "form").inspected
    assert inspected is not None
    made = witnesses_of(inspected)
    assert [each.rule.id if each.rule else None for each in made.found] == [None, "L1", "L2"]
    assert made.missing == ()
    for each in made.found:
        book = load_workbook(io.BytesIO(each.workbook), data_only=True)
        values = {a: book[a.sheet].cell(a.row, a.column).value for a in form.fields}
        assert all(values[a] is not None for a, field in form.fields.items() if field.required)
        results = [book[RULES][f"H{rule.result.row}"].value for rule in form.rules]
        wrong = [rule.id for rule, said in zip(form.rules, results, strict=True) if said in ("broken", "to explain")]
        assert wrong == ([each.rule.id] if each.rule else [])


def test_a_rule_that_stops_no_filling_has_no_witness(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_form(tmp_path / "form", typed(RULES, "F5", f"='{RETURN}'!B10"))
    run(["forms", "check", str(folder), "--witnesses", str(tmp_path / "w"), "--lang", "en"])
    assert "No filling was found that breaks rule L1 alone." in capsys.readouterr().err
    assert sorted(path.name for path in (tmp_path / "w").iterdir()) == ["L2 broken.xlsx", "all rules hold.xlsx"]


def test_what_a_filling_breaks_is_told_by_our_own_engine(tmp_path: Path) -> None:
    form = load_form(write_form(tmp_path / "form"))
    assert broken_rules(form, {}) == frozenset()
