"""The internal annex, opened again with python-docx."""

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from kit.demo import laid_out
from xlsreport.language import language_named
from xlsreport.model.outcome import Entry, Outcome
from xlsreport.pipeline import Options, consolidate_workspace, open_workspace_at
from xlsreport.writing.annex.annex import annex_bytes
from xlsreport.writing.wording.standing_words import detailed

ZH = language_named("zh")
HOSTILE = '<w:fldSimple w:instr="INCLUDETEXT x"/>{ DATE } =1+1 &\x00\x0b\ufffe\ud800\u202e' + "长" * 40_000


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return consolidate_workspace(open_workspace_at(laid_out(tmp_path_factory.mktemp("annex"))), Options())


@pytest.fixture(scope="module")
def document(outcome: Outcome) -> WordDocument:
    return opened(annex_bytes(outcome, ZH))


def opened(data: bytes) -> WordDocument:
    return Document(io.BytesIO(data))


def rows_of(document: WordDocument, number: int) -> list[list[str]]:
    rows = document.tables[number]._tbl.tr_lst
    return [["".join(p.text for p in cell.p_lst) for cell in row.tc_lst] for row in rows]


def test_the_navigation_pane_shows_its_parts(document: WordDocument) -> None:
    texts = {n: [p.text for p in document.paragraphs if p.style and p.style.name == f"Heading {n}"] for n in (1, 2, 3)}

    assert texts[1] == ["一、报送情况", "二、各单位主要数据", "三、各单位素材汇编"]
    assert "（一）主动公开" in texts[2][1]
    assert "赣州经开区财政局" in texts[3]


def test_every_department_has_its_line_among_the_standings(document: WordDocument, outcome: Outcome) -> None:
    head, *rows = rows_of(document, 0)

    assert head == list(ZH.lists["annex_standing_heads"])
    assert [(row[0], row[1]) for row in rows] == [(e.code or "", e.name or "") for e in outcome.entries]


def test_the_main_figures_add_up_to_the_total_below_them_and_the_others_stand_apart(
    document: WordDocument, outcome: Outcome
) -> None:
    counted = [entry.name for entry in outcome.entries if outcome.counts(entry)]
    for number in range(1, len(document.tables)):
        _, *rows = rows_of(document, number)
        end = [row[0] for row in rows].index("审核通过合计")
        assert [row[0] for row in rows[:end]] == counted
        assert rows[end + 1][0] == "以下未计入合计"
        assert not {row[0] for row in rows[end + 2 :]} & set(counted)
        for column in range(2, len(rows[end])):
            figures = [float(row[column]) for row in rows[:end] if row[column]]
            assert sum(figures) == pytest.approx(float(rows[end][column] or 0))


def test_heads_are_repeated_and_rows_do_not_fall_apart(document: WordDocument) -> None:
    for table in document.tables:
        assert table.style is not None
        assert table.style.name == "附件表格"
        assert table._tbl.tr_lst[0].find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
        assert all(row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in table._tbl.tr_lst)


def test_the_figures_lie_across_and_every_page_is_marked(document: WordDocument) -> None:
    across = [section.orientation is WD_ORIENT.LANDSCAPE for section in document.sections]

    assert across == [False, True, False]
    for section in document.sections:
        assert section.header.paragraphs[0].text == section.even_page_header.paragraphs[0].text == "内部材料　不公开"
        assert "PAGE" in section.footer._element.xml


def test_every_text_stands_under_its_department(document: WordDocument, outcome: Outcome) -> None:
    texts = [paragraph.text for paragraph in document.paragraphs]
    for entry in detailed(outcome):
        for field in outcome.form.prose:
            text = entry.review.value(field.address)
            lines = text.splitlines() if isinstance(text, str) else []
            assert all(line.strip() in texts for line in lines if line.strip())


def test_the_prose_stands_by_section_then_by_department_word_for_word(document: WordDocument, outcome: Outcome) -> None:
    shown = [(p.style.name if p.style else "", p.text) for p in document.paragraphs]
    gathered = shown[shown.index(("Heading 1", "三、各单位素材汇编")) + 1 :]
    expected = []
    for field in outcome.form.prose:
        texts = {e.name: e.review.value(field.address) for e in detailed(outcome)}
        written = {name: text for name, text in texts.items() if isinstance(text, str) and text.strip()}
        expected += [("Heading 2", f"报告“{field.label}”部分")] if written else []
        for name, text in written.items():
            lines = [("Body Text", line.strip()) for line in text.splitlines() if line.strip()]
            expected += [("Heading 3", name), *lines]
    assert gathered == expected
    assert len(expected) > 200


def test_it_says_whether_it_is_a_draft(outcome: Outcome) -> None:
    final = opened(annex_bytes(replace(outcome, final=True), ZH))

    assert any(p.text.startswith("定稿。") for p in final.paragraphs)
    assert not any("送审稿" in p.text for p in final.paragraphs)


def with_text(entry: Entry, outcome: Outcome, text: str) -> Entry:
    field = outcome.form.prose[0]
    department = replace(entry.department, name=text[:200]) if entry.department else None
    review = replace(entry.review, values={**entry.review.values, field.address: text})
    return replace(entry, department=department, review=review)


def test_text_of_others_is_text(outcome: Outcome) -> None:
    hostile = replace(outcome, entries=tuple(with_text(each, outcome, HOSTILE) for each in outcome.entries))
    xml = opened(annex_bytes(hostile, ZH)).element.xml

    assert "w:fldSimple" not in xml.replace("&lt;w:fldSimple", "")
    assert "w:instrText" not in xml
    assert "\u202e" not in xml
    assert "{ DATE } =1+1 &amp;" in xml


def test_english_words_stand_in_an_english_annex(outcome: Outcome) -> None:
    english = opened(annex_bytes(outcome, language_named("en")))

    assert next(p.text for p in english.paragraphs if p.style and p.style.name == "Heading 1") == "1. Standings"


def test_each_figure_has_its_short_name_and_unit(document: WordDocument, outcome: Outcome) -> None:
    heads = [head for number in range(1, len(document.tables)) for head in rows_of(document, number)[0][2:]]

    assert heads == [f"{each.name}（{each.unit}）" for each in outcome.form.main]


def test_a_thousand_departments_are_all_there(outcome: Outcome) -> None:
    many = replace(outcome, entries=outcome.entries * (1000 // len(outcome.entries) + 1))
    _, *rows = rows_of(opened(annex_bytes(many, ZH)), 0)

    assert len(rows) == len(many.entries) > 1000


def test_the_same_outcome_gives_the_same_bytes(outcome: Outcome) -> None:
    assert annex_bytes(outcome, ZH) == annex_bytes(outcome, ZH)
