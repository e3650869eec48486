"""The letters: their words, what is folded, and when it is due."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from email import message_from_bytes
from email.policy import default

import pytest
from openpyxl import load_workbook

from kit.filled import disclosure, values
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.contents import Contents, JoinedUnit, Membership
from xlsreport.model.finding import CellChange, Finding, Severity
from xlsreport.model.office import Office
from xlsreport.model.review import Review
from xlsreport.model.roster import Department
from xlsreport.writing.letters.call_list import call_list_bytes
from xlsreport.writing.letters.letters import Letter, Matter, draft, first_letter_of, letter_of, pasted, reminder_of
from xlsreport.writing.letters.requests import Copy, asked_of

NEVER = ("F105", "F123", "S106", "E702")  # asked of the coordinator alone
OFFICE = Department("A01", "甲局", due="2024-01-15", email="甲局 <x>; a@b.example;a@b.example")


def matter(name: str = "zh") -> Matter:
    return Matter("年报", 2023, Office(), language_named(name))


def finding(cell: str, severity: Severity = Severity.ERROR, message: str = "不对。", code: str = "V204") -> Finding:
    address = Address.parse(cell)
    return Finding(code, severity, message, address.sheet, address)


def copy(*asked: Finding, kept: bool = True) -> Copy:
    return Copy(disclosure(), "甲局", values(), (), asked, kept)


def written(*asked: Finding, name: str = "zh") -> str:
    return letter_of(copy(*asked), OFFICE, "甲局.xlsx", matter(name)).text


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (None, "报送期限是2024年1月15日。"),
        (date(2024, 1, 12), "还有 3 天"),
        (date(2024, 1, 15), "就是今天"),
        (date(2024, 1, 20), "已超过 5 天"),
    ],
)
def test_only_a_given_day_tells_how_late_it_is(today: date | None, said: str) -> None:
    assert said in reminder_of(OFFICE, "甲局.xlsx", matter(), today).text


def test_a_due_date_in_other_words_is_told_as_it_was_typed() -> None:
    department = Department("A01", "甲局", due="元宵节前")
    assert "报送期限是元宵节前。" in reminder_of(department, "a.xlsx", matter(), date(2024, 1, 1)).text
    assert "请尽快报送" in reminder_of(Department("A01", "甲局"), "a.xlsx", matter(), date(2024, 1, 1)).text


def test_neighbours_share_a_line_and_a_long_list_is_folded() -> None:
    row = [finding(f"表三!{column}6") for column in "DEFG"]
    column = [finding(f"表三!D{row}") for row in range(7, 10)]
    apart = [finding(f"表三!D{row}") for row in range(11, 53, 2)]
    text = written(*row, *column, *apart)
    assert "1. 表三!D6:G6：不对。请更正。\n2. 表三!D7:D9：不对。请更正。" in text
    assert "20. " in text
    assert "21. " not in text
    assert "……另有 3 处，见附件中的“问题”表。" in text


def test_what_we_are_to_blame_for_is_asked_of_nobody() -> None:
    theirs = finding("表三!D6")
    ours = [finding("校验!H5", code=code) for code in ("X901", "X902")]
    assert asked_of(Review(findings=(*ours, theirs))) == (theirs,)


def test_what_must_be_corrected_stands_before_what_may_be_explained() -> None:
    text = written(finding("表三!D6"), finding("基本信息!B7", Severity.QUERY, "空白", "V202"))
    assert text.index("表三!D6") < text.index("请核实（有误请更正") < text.index("基本信息!B7：空白。有误请更正")


def test_a_proposed_correction_is_something_to_check() -> None:
    change = CellChange(Address.parse("表三!D8"), Decimal(3), Decimal(4))
    proposed = Finding("T-R01", Severity.ERROR, "不符", "表三", Address.parse("表三!D6"), suggestions=((change,),))
    assert "请核对 表三!D8：3 → 4。请更正；确有特殊原因的，请在 校验!I5 写明，也可写在“情况说明”栏。" in written(
        proposed
    )


@pytest.mark.parametrize(
    "said", ["如果 表三!D8 由 3 改为 4，则 R01 成立。", "……；或 表三!D8 由 3 改为 4；改其中一种，R01 成立。"]
)
def test_a_proposal_that_the_finding_itself_makes_is_not_made_again(said: str) -> None:
    change = CellChange(Address.parse("表三!D8"), Decimal(3), Decimal(4))
    proposed = Finding("T-R01", Severity.ERROR, said, "表三", Address.parse("表三!D6"), suggestions=((change,),))
    text = written(proposed)
    assert text.count("表三!D8") == 1
    assert f"{said}请更正；确有特殊原因的" in text


def test_a_cell_of_its_own_is_proposed_once() -> None:
    own = CellChange(Address.parse("表三!D8"), None, Decimal(4))
    blank = replace(finding("表三!D8", message="空白。如为 4，则 R01 成立。"), suggestions=((own,),))
    assert "空白。如为 4，则 R01 成立。请更正。" in written(blank)
    assert "请核对 表三!D8" in written(replace(blank, message="空白。"))


def test_of_several_proposals_the_cells_are_named_and_no_figure() -> None:
    ways = tuple((CellChange(Address.parse(f"表三!D{row}"), Decimal(3), Decimal(4)),) for row in (6, 8))
    proposed = Finding("T-R01", Severity.ERROR, "不符。", "表三", Address.parse("表三!D6"), suggestions=ways)
    assert "不符。请核对 表三!D6、表三!D8。请更正" in written(proposed)


def test_nothing_is_proposed_for_a_formula_that_the_copy_restores() -> None:
    change = CellChange(Address.parse("表三!J8"), Decimal(3), Decimal(4))
    damaged = Finding("M301", Severity.ERROR, "不符。", "表三", Address.parse("表三!J8"), suggestions=((change,),))
    assert "1. 表三!J8：不符。附件中已恢复公式，请核对各分项。" in written(damaged)


def test_it_is_all_english_where_the_form_is() -> None:
    text = written(finding("表三!D6", message="Wrong"), name="en")
    assert "Dear colleagues at 甲局," in text
    assert "Wrong. Please correct it." in text
    assert "2024-01-15" in text


def test_a_text_of_the_sender_cannot_break_lines_or_go_on_for_ever() -> None:
    text = written(finding("表三!D6", message="甲\n\n二、\x1b[2J\u202e" + "很" * 700))
    (line,) = [line for line in text.splitlines() if "表三!D6" in line]
    assert "\x1b" not in line
    assert "\u202e" not in line
    assert len(line) < 300


def test_the_same_letter_is_the_same_draft_to_the_byte_and_goes_to_real_addresses_alone() -> None:
    letter = letter_of(copy(finding("表三!D6")), OFFICE, "甲局.xlsx", matter())
    one, other = draft(letter, "甲局.xlsx", b"PK"), draft(letter, "甲局.xlsx", b"PK")
    assert one == other != draft(letter, "甲局.xlsx", b"PK2")
    assert b"\r\nTo: a@b.example\r\n" in one
    assert b"\nDate:" not in one
    assert all(line.endswith(b"\r") for line in one.split(b"\n")[:-1])


def test_a_text_file_ends_its_lines_as_windows_does() -> None:
    assert pasted(Letter(OFFICE, "", "甲\n乙", "")) == "甲\r\n乙\r\n".encode()


def test_a_name_with_a_line_break_and_addresses_that_are_none_break_no_header() -> None:
    typed = "a..b@c;.@x；a@-.;@;x@;甲@乙.cn;<y@z.cn>;ok@d.example\r\nBcc:z@z.example"
    office = Department("A01", "甲\n局", email=typed)
    sent = draft(letter_of(copy(finding("表三!D6")), office, "甲局.xlsx", matter()), "甲局.xlsx", b"PK")
    message = message_from_bytes(sent, policy=default)
    assert message["Subject"] == "请更正：甲 局 2023 年度《年报》"
    assert message["Bcc"] is None
    assert message["To"] == "ok@d.example"


@pytest.mark.parametrize(
    ("asked", "wish"),
    [
        (Finding("S105", Severity.ERROR, "年度不对。", "基本信息", Address.parse("基本信息!B5")), "已按单位名单填好"),
        (Finding("S120", Severity.ERROR, "代码不在名单。"), "已按单位名单填好"),
        (Finding("S118", Severity.QUERY, "有个人信息。"), "附件中没有这张工作表"),
        (Finding("S129", Severity.ERROR, "由另一版本生成。"), "请用同一版本"),
        (Finding("S121", Severity.QUERY, "不是定稿：“送审稿。”"), "不是定稿：“送审稿。”请定稿后重新报送"),
        (Finding("S104", Severity.ERROR, "旧版。", "表三"), "补齐、改正"),
        (Finding("S109", Severity.QUERY, "行移动了。", "表三"), "请核对有无遗漏"),
        (finding("表三!J29", code="M301"), "已恢复公式"),
        (Finding("V205", Severity.QUERY, "文本。", "表三", Address.parse("表三!D6"), found="0件"), "已按数字 0 填好"),
        (finding("基本信息!B7", Severity.QUERY, code="V202"), "请在“情况说明”栏写明原因"),
        (finding("表二!D6", Severity.QUERY, code="T-R17"), "请在 校验!I21 写明原因"),
    ],
)
def test_each_kind_of_finding_asks_for_what_can_be_done(asked: Finding, wish: str) -> None:
    about = Copy(disclosure(), "甲局", values(), (disclosure().identity.period,), (asked,))
    assert wish in letter_of(about, OFFICE, "甲局.xlsx", matter()).text


def test_a_draft_has_no_recipient_where_the_roster_has_no_address() -> None:
    office = Department("A01", "甲局", email="电话联系")
    sent = draft(letter_of(copy(finding("表三!D6")), office, "甲局.xlsx", matter()), "甲局.xlsx", b"PK")
    assert "To" not in message_from_bytes(sent, policy=default)


def test_a_letter_is_signed_with_whom_to_ask_and_asks_by_the_day_that_was_set() -> None:
    signed = replace(matter(), office=Office("区公开办", "张三", "0797-1"), due=date(2024, 2, 5))
    text = letter_of(copy(finding("表三!D6")), OFFICE, "甲局.xlsx", signed).text
    assert text.endswith("区公开办\n联系人：张三\n电话：0797-1")
    assert "请于2024年2月5日前处理好发回。" in text
    assert "2024年1月15日" not in text
    late = reminder_of(OFFICE, "甲局.xlsx", signed, date(2024, 1, 20)).text
    assert "报送期限是2024年1月15日，已超过 5 天。请于2024年2月5日前报送。" in late


def among(*names: str) -> Callable[[str], set[str]]:
    return lambda text: {name for name in names if name in text}


def test_nothing_of_another_department_is_said_but_what_the_sender_wrote_itself() -> None:
    told = finding("文字!A4", Severity.QUERY, "与乙某某局（乙.xlsx）相同。", "A601")
    about = replace(copy(told), others=among("乙某某局"))
    text = letter_of(about, OFFICE, "甲局.xlsx", matter()).text
    assert "乙某某局" not in text
    assert language_named("zh").entries["A601"].title in text
    own = replace(told, found="乙某某局")
    assert "乙某某局" in letter_of(replace(about, asked=(own,)), OFFICE, "甲局.xlsx", matter()).text


def test_a_node_is_told_of_those_under_it_and_in_its_workbook_and_of_no_other() -> None:
    units = (JoinedUnit("A0102", "甲局丙室", "A01", "2023", "f" * 64, Membership.FINAL),)
    known = replace(
        copy(finding("表三!D8", code="A620", message="应为 116：甲局乙室 60、甲局丙室 56。")),
        others=among("甲局乙室", "甲局丙室", "丙室", "甲局丁室"),
        under=frozenset({"甲局乙室"}),
        contents=Contents("A01", "甲局", "f", "2021", "2023", True, units),
    )
    text = letter_of(known, OFFICE, "甲局.xlsx", matter()).text
    assert "应为 116：甲局乙室 60、甲局丙室 56。请查明、更正后重新汇总报送。" in text
    for stranger in ("丙室", "甲局丁室"):
        told = finding("表三!D8", code="A620", message=f"应为 116：甲局丙室 56、{stranger} 60。")
        text = letter_of(replace(known, asked=(told,)), OFFICE, "甲局.xlsx", matter()).text
        assert language_named("zh").entries["A620"].title in text
        assert "60" not in text


def test_what_is_for_the_coordinator_alone_has_other_words_for_the_department() -> None:
    language = language_named("zh")
    link = language.finding("F117", {"reason": ""})
    text = letter_of(copy(link), OFFICE, "甲局.xlsx", matter()).text
    assert "收件夹" in link.message
    assert "收件夹" not in text
    assert "请以普通附件重新发送" in text


def test_no_sentence_for_departments_speaks_of_our_folders() -> None:
    ours = ("收件夹", "处理登记", "单位名单上没有", "inbox", "decisions")
    entries = language_named("zh").entries
    asked = [e for c, e in entries.items() if e.severity is not Severity.NOTE and c[0] not in "DX" and c not in NEVER]
    assert not [each.code for each in asked if any(word in (each.letter or each.message) for word in ours)]


def test_a_long_quotation_is_cut_and_the_sentence_around_it_is_whole() -> None:
    asked = replace(finding("表三!D6", message=f"应填数字，实为“{'长' * 300}”，不能确定。"), found="长" * 300)
    assert f"应填数字，实为“{'长' * 60}…”，不能确定。" in written(asked)


def test_the_first_letter_says_what_to_fill_in_and_by_when() -> None:
    letter = first_letter_of(OFFICE, "A01-甲局.xlsx", matter())
    assert letter.subject == "请填报：甲局 2023 年度《年报》"
    assert "附件“A01-甲局.xlsx”" in letter.text
    assert "请于2024年1月15日前报送。" in letter.text
    assert "更正" not in letter.text


def test_the_call_list_says_whom_to_ring_and_what_to_say_and_text_stays_text() -> None:
    who = Department("A01", "=甲局", contact="王芳", mobile="13900000000", due="2024-01-15")
    letter = letter_of(copy(finding("表三!D6"), finding("表三!D7", Severity.QUERY)), who, "甲局.xlsx", matter())
    sheet = load_workbook(io.BytesIO(call_list_bytes([letter], "表", language_named("zh")))).worksheets[0]
    row = [cell.value for cell in sheet[3]]
    assert row[:3] == ["=甲局", "王芳", "13900000000"]
    assert "1 处要更正、1 处要核实：表三!D6、表三!D7" in str(row[3])
    assert sheet["A3"].data_type == "s"


def test_nothing_to_explain_is_not_said_to_be_nought() -> None:
    letter = letter_of(copy(finding("表三!D6")), Department("A01", "甲局"), "甲局.xlsx", matter())
    sheet = load_workbook(io.BytesIO(call_list_bytes([letter], "表", language_named("zh")))).worksheets[0]
    assert "有 1 处要更正：表三!D6" in str(sheet["D3"].value)
