"""Last year's figures into a bag and out of it: the same for every sender, by code and by name."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.desks import desk
from kit.filled import disclosure
from xlsreport.archive.record import Record, read_record, record_bytes
from xlsreport.archive.record_model import FiledForm, ToolVersions
from xlsreport.archive.store import StoredBag
from xlsreport.archive.tables import texts_bytes, values_bytes
from xlsreport.errors import ArchiveError
from xlsreport.model.address import Address
from xlsreport.model.consolidation import Consolidation
from xlsreport.model.outcome import Outcome
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.review import Identity, Review
from xlsreport.model.workbook import Value
from xlsreport.pipeline.archiving.previous_figures import filed_years, previous_year_used, tellers_before
from xlsreport.pipeline.archiving.tidy_rows import text_rows, value_rows

NEW, TOTAL, TEXT = (Address.parse(each) for each in ("表三!D6", "表三!J6", "文字!A6"))
OUTCOME = Outcome(
    disclosure(), 2023, (), Review(Identity("W", "某区", 2023)), Consolidation({}, {}, 0), Consolidation({}, {}, 0)
)


def said(number: int | str) -> Mapping[Address, Value]:
    return {NEW: Decimal(number), TOTAL: Decimal(number), TEXT: f"全年 {number} 件"}


def through_a_bag(before: PreviousYear, folder: Path) -> PreviousYear:
    """Return what is read of `before` from a bag of 2023 in `folder`."""
    form, data = disclosure(), folder / "2023" / "data"
    (data / "previous").mkdir(parents=True, exist_ok=True)
    senders = list(tellers_before(before, OUTCOME))
    (data / "previous/values.csv").write_bytes(values_bytes(value_rows(form, senders)))
    (data / "previous/texts.csv").write_bytes(texts_bytes(text_rows(form, senders)))
    record = Record(2023, FiledForm(form.id, "", "", "zh"), ToolVersions("0", "3"), years=filed_years(before, 2023))
    return previous_year_used(StoredBag(folder / "2023", 2023), read_record(record_bytes(record), ""))


def test_nothing_is_known(tmp_path: Path) -> None:
    assert through_a_bag(PreviousYear(), tmp_path) == PreviousYear()


def test_senders_of_a_folder_are_known_by_code_and_by_name_whoever_they_are(tmp_path: Path) -> None:
    one, two, three, whole = (said(number) for number in (1, 2, 3, 4))
    codes = {"A01": one, "Z09": two, "W": whole}
    before = PreviousYear(codes, {"甲局": one, "丙局": three, "某区": whole})
    assert through_a_bag(before, tmp_path) == before
    assert desk().roster.by_code("Z09") is None


def test_years_of_the_archive_keep_their_whole_their_edition_and_their_order(tmp_path: Path) -> None:
    one, two = said(1), said("2.50")
    old = PreviousYear({"A01": two}, {"甲局": two}, whole=said(9), period=2020)
    mapped = PreviousYear({"A01": one}, {"甲局": one}, period=2021, known=frozenset({NEW, TEXT}))
    before = replace(PreviousYear({"B": two}, {"乙局": two}, whole=said(7), period=2022), older=(mapped, old))
    assert through_a_bag(before, tmp_path) == before


@given(
    st.dictionaries(st.text("甲乙A1,\n\"' ", min_size=1), st.integers(0, 3), max_size=5),
    st.dictionaries(st.text("甲乙A1,\n\"' ", min_size=1), st.integers(0, 3), max_size=5),
    st.booleans(),
)
def test_whatever_leads_to_whose_figures_is_kept(
    tmp_path_factory: pytest.TempPathFactory, codes: dict[str, int], names: dict[str, int], same: bool
) -> None:
    """Codes and names lead to one sender's figures, or to several's that are equal."""
    figures = [said(number) for number in range(4)]
    lent = figures if same else [dict(each) for each in figures]
    before = PreviousYear({c: figures[n] for c, n in codes.items()}, {n: lent[k] for n, k in names.items()})
    assert through_a_bag(before, tmp_path_factory.mktemp("b")) == before


def test_what_is_no_cell_is_refused(tmp_path: Path) -> None:
    through_a_bag(PreviousYear({"A01": said(1)}), tmp_path)
    path = tmp_path / "2023/data/previous/values.csv"
    path.write_bytes(path.read_bytes().replace(b",D6,", b",D0,"))
    record = Record(2023, FiledForm("", "", "", "zh"), ToolVersions("0", "3"))
    with pytest.raises(ArchiveError, match="D0"):
        previous_year_used(StoredBag(tmp_path / "2023", 2023), record)
