"""The form as it was sent out: it counts for nothing, whoever sends it back; and files that are named after another."""

from dataclasses import replace
from decimal import Decimal

from kit.desks import FINANCE, ROSTER, SCHOOLS, came, codes, desk, entries_of, examined
from kit.filled import disclosure, values
from xlsreport.checking import is_untouched
from xlsreport.model.address import Address
from xlsreport.model.form import Kind
from xlsreport.model.outcome import Standing
from xlsreport.model.review import Identity
from xlsreport.model.roster import Department, Roster
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Cell, Sheet, Value, Workbook
from xlsreport.pipeline.review.examined import ExaminedFile
from xlsreport.pipeline.standing.blanks import unfilled_of_nobody
from xlsreport.pipeline.standing.disputes import has_likely_date
from xlsreport.pipeline.standing.standings import standings

FORM = disclosure()
EARLY, LATE = "2024-01-10T08:00:00Z", "2024-01-12T08:00:00Z"


def blank(file: SourceFile, department: Department | None = FINANCE) -> ExaminedFile:
    return replace(examined(file, department=department), untouched=True)


def book(cells: dict[Address, Value], more: Sheet | None = None) -> Workbook:
    """Return the form with `cells` typed into it, its formulas as they are."""
    results = FORM.engine.evaluate(cells)
    sheets = {}
    for name, layout in FORM.layouts.items():
        own = {place: Cell(text) for place, text in layout.texts.items()}
        own |= {(a.row, a.column): Cell(results.get(a), f) for a, f in FORM.formulas.items() if a.sheet == name}
        own |= {(a.row, a.column): Cell(value) for a, value in cells.items() if a.sheet == name}
        sheets[name] = Sheet(name, own)
    return Workbook({**sheets, **({more.name: more} if more else {})})


def issued_cells() -> dict[Address, Value]:
    whole = values()
    return {each: whole[each] for each in (FORM.identity.name, FORM.identity.code, FORM.identity.period)}


def test_only_what_its_sender_filled_in_makes_a_form_a_submission() -> None:
    cells, figure = issued_cells(), next(each for each in FORM.figures if each.kind is Kind.COUNT).address
    carried, source = next(iter(FORM.prefilled.items()))
    nought = Decimal(0)
    assert is_untouched(FORM, book(cells), None)
    assert not is_untouched(FORM, book({**cells, figure: nought}), None)
    assert is_untouched(FORM, book({**cells, carried: nought}), {carried: nought})
    assert not is_untouched(FORM, book({**cells, carried: nought}), {carried: nought + 1})
    assert not is_untouched(FORM, book({**cells, FORM.prose[0].address: "总体情况"}), None)
    assert not is_untouched(FORM, book(cells, Sheet("台账", {(1, 1): Cell(nought)})), None)
    assert is_untouched(FORM, book(cells, Sheet("Sheet1")), None)
    assert source in FORM.fields or source in FORM.formulas


def test_a_total_typed_into_an_empty_form_is_its_senders_own() -> None:
    total = next(iter(FORM.totals))
    sheets = dict(book(issued_cells()).sheets)
    own = sheets[total.sheet]
    typed = Sheet(own.name, {**own.cells, (total.row, total.column): Cell(values()[FORM.identity.period])})
    assert not is_untouched(FORM, Workbook({**sheets, own.name: typed}), None)


def test_a_blank_form_that_comes_later_never_replaces_the_filled_one() -> None:
    found = entries_of(desk(), examined(came("a.xlsx", date=EARLY)), blank(came("催报.eml!a.xlsx", date=LATE)))
    assert found["a.xlsx"].standing is Standing.ACCEPTED
    assert codes(found["a.xlsx"]) == []
    assert found["催报.eml!a.xlsx"].standing is Standing.SUPERSEDED
    assert codes(found["催报.eml!a.xlsx"]) == ["S124"]


def test_what_lies_in_the_outbox_never_counts_unless_it_is_chosen() -> None:
    files = examined(came("a.xlsx", "1", EARLY)), examined(came("退回.xlsx", "2", LATE))
    at = replace(desk(), issued={"2": "A01-区财政局（更正稿）.xlsx"})
    found = entries_of(at, *files)
    assert {name: each.standing for name, each in found.items()} == {
        "a.xlsx": Standing.ACCEPTED,
        "退回.xlsx": Standing.SUPERSEDED,
    }
    assert "A01-区财政局（更正稿）.xlsx" in found["退回.xlsx"].review.findings[0].message
    chosen = replace(desk(("A01", "退回.xlsx")), issued=at.issued)
    assert entries_of(chosen, *files)["退回.xlsx"].standing is Standing.ACCEPTED


def test_a_department_that_sent_only_the_blank_form_sent_nothing() -> None:
    entries = [each for each in standings([blank(came("a.xlsx"))], desk()) if each.code == "A01"]
    assert [(each.standing, codes(each)) for each in entries] == [(Standing.MISSING, ["S124"])]


def test_a_blank_form_of_nobody_is_a_paper_and_asks_nobody_whose_it_is() -> None:
    stray = blank(came("a.xlsx"), None)
    assert [each for each in standings([stray], desk()) if each.department is None] == []
    papers = unfilled_of_nobody([stray, examined(came("b.xlsx"), department=None)], desk())
    assert [(each.file.name, each.note.code if each.note else "") for each in papers] == [("a.xlsx", "S124")]


def test_a_later_file_that_is_named_after_a_missing_department_does_not_replace_the_true_one() -> None:
    files = examined(came("区财政局.xlsx", date=EARLY)), examined(came("区教育局.xlsx", date=LATE))
    found = entries_of(desk(), *files)
    assert [codes(each) for each in found.values()] == [["F105"], ["F105"]]
    assert "文件名却是没有报送的“区教育局”" in found["区财政局.xlsx"].review.findings[0].message
    sent = examined(came("x.xlsx"), who=Identity("A02", "区教育局", 2023), department=SCHOOLS)
    assert codes(entries_of(desk(), *files, sent)["区财政局.xlsx"]) == ["F104"]


def test_where_nothing_says_which_is_later_the_one_that_is_named_after_a_missing_department_is_told() -> None:
    found = entries_of(desk(), examined(came("区财政局.xlsx")), examined(came("区教育局.xlsx")))
    assert [codes(each) for each in found.values()] == [["F105"], ["F105"]]
    assert (
        "“区教育局.xlsx”写的是“区财政局”，文件名却是没有报送的“区教育局”"
        in found["区财政局.xlsx"].review.findings[0].message
    )


def test_a_mail_is_not_dated_later_than_it_arrived_nor_in_another_year() -> None:
    def dated(date: str | None, arrived: str | None = None) -> SourceFile:
        return replace(came("a.xlsx", date=date), arrived_at=arrived)

    assert has_likely_date(dated(None), 2023)
    assert has_likely_date(dated(EARLY), 2023)
    assert has_likely_date(dated("2025-03-01T08:00:00Z", "2025-03-01T08:01:00Z"), 2023)
    assert not has_likely_date(dated("2025-03-01T08:00:00Z"), 2023)
    assert not has_likely_date(dated("2022-03-01T08:00:00Z"), 2023)
    assert not has_likely_date(dated(LATE, EARLY), 2023)
    assert has_likely_date(dated("2031-03-01T08:00:00Z"), None)


def senders(first: str, second: str, roster: Roster = ROSTER) -> list[list[str]]:
    one, two = came("a.xlsx", date=EARLY, sender=first), came("b.xlsx", date=LATE, sender=second)
    found = entries_of(replace(desk(), roster=roster), examined(one), examined(two))
    return [codes(each) for each in found.values()]


def test_where_senders_differ_none_counts_whoever_of_them_sent_the_latest() -> None:
    own, another, strange = "czj@jkq.example", "jyj@jkq.example", "w@mail.example"
    asked, counted = [["F105"], ["F105"]], ["F104"]
    assert senders(own, strange) == senders(strange, own) == asked
    assert senders(own, another) == senders(another, own) == asked
    assert senders(another, strange) == senders(strange, "v@mail.example") == asked
    assert senders("", strange) == asked
    assert senders("", own)[0] == senders(strange, "")[0] == counted
    assert senders(strange, strange)[0] == senders(another, another)[0] == counted


def test_all_addresses_that_the_roster_has_for_a_department_are_one_sender_though_another_shares_them() -> None:
    own, other, strange = "czj@jkq.example", "cz2@jkq.example", "w@mail.example"
    assert senders(own, other)[0] == ["F104"]
    shared = Roster((FINANCE, replace(SCHOOLS, email="czj@jkq.example")))
    assert senders(own, other, shared)[0] == ["F104"]
    nobody = Roster((replace(FINANCE, email=""), SCHOOLS))
    assert senders(own, strange, nobody) == [["F105"], ["F105"]]
    assert senders(own, own, nobody)[0] == ["F104"]


def test_the_same_bytes_are_the_departments_own_where_any_of_their_mails_is() -> None:
    own, strange = "czj@jkq.example", "w@mail.example"
    passed_on = examined(came("a.xlsx", "1", EARLY, sender=strange)), examined(came("c.xlsx", "1", EARLY, sender=own))
    found = entries_of(desk(), *passed_on, examined(came("b.xlsx", "2", LATE, sender=own)))
    assert codes(found["a.xlsx"]) == ["F104"]
