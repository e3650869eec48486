"""What lies in the outbox: whose it is, and what was sent to whom."""

from hypothesis import given
from hypothesis import strategies as st

from xlsreport.intake.outbox import Owners, correspondence_of
from xlsreport.language import language_named
from xlsreport.model.correspondence import Correspondence

ZH = language_named("zh")
NAMES = st.text("A1-甲乙(. _", min_size=1, max_size=5)
STEMS = {"A1": "A1-财政局", "A2": "A1-财政局(二)", "A3": "A3-民政局"}


def test_what_was_issued_sent_back_and_reminded_is_told_by_department() -> None:
    sent = [
        "issued/A1-财政局.xlsx",
        f"{ZH.texts['outbox_round_send_back'].format(number=1)}/A1-财政局(二).docx",
        f"{ZH.texts['outbox_round_send_back'].format(number=2)}/A1-财政局(二).docx",
        f"{ZH.texts['outbox_round_send_back'].format(number=2)}/A1-财政局(二).xlsx",
        f"{ZH.texts['outbox_round_remind'].format(number=1)}/A3-民政局.eml",
        "A3-民政局局.xlsx",
    ]
    assert correspondence_of(sent, STEMS, "blank.xlsx", ZH) == {
        "A1": Correspondence(issued=True, sent_back=2),  # what is also the second's begins as the first's does
        "A2": Correspondence(sent_back=2),
        "A3": Correspondence(reminded=1),
    }


@given(stems=st.dictionaries(st.integers(0, 9).map(str), NAMES, max_size=8), name=NAMES)
def test_a_file_is_of_the_department_of_whose_name_most_stands_in_it(stems: dict[str, str], name: str) -> None:
    begun = [(len(stem), code) for code, stem in stems.items() if name.startswith(stem)]
    own = [(size, code) for size, code in begun if name[size : size + 1] in ("", *"(. _-（")]
    assert Owners(stems).of(name) == (max(own)[1] if own else None)


@given(stems=st.dictionaries(st.integers(0, 9).map(str), NAMES, max_size=8), names=st.lists(NAMES, max_size=8))
def test_whatever_else_was_sent_a_department_was_issued_the_workbook_of_its_name(
    stems: dict[str, str], names: list[str]
) -> None:
    sent = [f"issued/{name}.xlsx" for name in names]
    found = correspondence_of(sent, stems, "blank", ZH)
    assert {code for code, each in found.items() if each.issued} == {code for code, s in stems.items() if s in names}
