"""Who is in a consolidated workbook outlives what other programs save, and nobody is shown it."""

import io
from pathlib import Path

from openpyxl import load_workbook

from kit.filled import disclosure, saved
from kit.office import converted
from xlsreport.checking import Case, review
from xlsreport.language import language_named
from xlsreport.model.contents import Contents, JoinedUnit, Membership, contents_rows
from xlsreport.model.marks import Annotations, Hidden
from xlsreport.model.workbook import Workbook
from xlsreport.reading import read_workbook
from xlsreport.writing.letters.corrected_copy import corrected_bytes
from xlsreport.writing.letters.requests import Copy

FORM = disclosure()
MEMBERS = (
    JoinedUnit("0001", "=1+1", "A01", "2023", "a" * 64, Membership.FINAL),
    JoinedUnit("0002", "乙局", "A01", "2023", "", Membership.MISSING),
)
CONTENTS = Contents("A01", "甲市", FORM.id, FORM.edition, "2023", final=False, units=MEMBERS)


def carrying() -> bytes:
    """Return the form as it goes up, with who is in it."""
    hidden = Hidden("汇总构成", contents_rows(CONTENTS))
    return FORM.engine.fill({}, (), Annotations("xlsreport", (), hidden=hidden))


def inside(path: Path) -> Contents | None:
    book = read_workbook(path)
    assert isinstance(book, Workbook)
    done = review(Case(FORM, language_named("zh"), book, period=2023))
    assert not [each.code for each in done.findings if each.code in ("S116", "S118")]
    return done.contents


def test_it_is_read_as_it_was_written_and_no_program_shows_it(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.xlsx", carrying())
    assert inside(path) == CONTENTS
    sheet = load_workbook(path)["汇总构成"]
    assert sheet.sheet_state == "veryHidden"
    assert sheet["B3"].data_type != "f"


def test_it_outlives_openpyxl(tmp_path: Path) -> None:
    out = io.BytesIO()
    load_workbook(io.BytesIO(carrying())).save(out)
    assert inside(saved(tmp_path, "a.xlsx", out.getvalue())) == CONTENTS


def test_it_outlives_libreoffice(tmp_path: Path) -> None:
    saved_again = converted(saved(tmp_path, "a.xlsx", carrying()), "xlsx", tmp_path / "again")
    assert inside(saved_again) == CONTENTS
    assert load_workbook(saved_again)["汇总构成"].sheet_state != "visible"


def test_a_title_that_the_form_has_already_is_not_taken_twice() -> None:
    name = next(iter(FORM.layouts))
    marks = Annotations("xlsreport", (), hidden=Hidden(name, contents_rows(CONTENTS)))
    titles = load_workbook(io.BytesIO(FORM.engine.fill({}, (), marks))).sheetnames
    assert titles[-1] == f"{name}_"


def test_a_corrected_copy_says_it_again(tmp_path: Path) -> None:
    """Without it the copy that comes back would be taken for the node's own office's, and count beside its whole."""
    copy = Copy(FORM, "甲市", {}, (), (), contents=CONTENTS)
    assert inside(saved(tmp_path, "a.xlsx", corrected_bytes(copy, language_named("zh")))) == CONTENTS
