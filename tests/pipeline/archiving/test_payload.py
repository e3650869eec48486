"""Under which names files lie in a bag."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from xlsreport.archive.record_model import FiledFile, FileRole
from xlsreport.forms import builtin_forms, load_form
from xlsreport.language import LANGUAGES, language_named
from xlsreport.pipeline.archiving.payload import MadeFile, outputs_of
from xlsreport.pipeline.archiving.reproduce import path_in
from xlsreport.writing.summary.across_departments import across_departments_name
from xlsreport.writing.summary.details import details_name
from xlsreport.writing.summary.prose import prose_name


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize("form", builtin_forms(), ids=lambda each: each.name)
def test_outputs_have_the_same_ascii_names_whatever_form_and_language_call_them(form: Path, name: str) -> None:
    loaded, language = load_form(form), language_named(name)
    names, beside = loaded.names, (details_name, prose_name, across_departments_name)
    made = [names.summary, names.draft, names.consolidated, names.annex, names.board, "findings.json", "findings.csv"]
    made += [each(loaded, language) for each in beside]
    made += [f"东州市/{each}" for each in made]
    workspace = SimpleNamespace(form=loaded, language=language)
    pieces = tuple(outputs_of(workspace, [MadeFile(each, Path(each), "") for each in made]))  # type: ignore[arg-type]
    assert [each.filed.original for each in pieces] == made
    called = [
        "summary.xlsx", "report.docx", "consolidated.xlsx", "annex.docx", "board.html", "findings.json",
        "findings.csv", "details.csv", "prose.csv", "across.csv",
    ]  # fmt: skip
    assert [each.filed.path for each in pieces] == [
        *(f"data/output/{each}" for each in called), *(f"data/output/0000/{each}" for each in called),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("now", "there"),
    [
        ("data/output/details.csv", "data/output/明细.csv"),
        ("data/output/summary.xlsx", "data/output/summary.xlsx"),
        ("data/output/new.csv", "data/output/new.csv"),
    ],
)
def test_an_output_is_found_in_a_bag_that_called_it_otherwise(now: str, there: str) -> None:
    originals = {"data/output/明细.csv": "明细.csv", "data/output/summary.xlsx": "汇总表.xlsx"}
    original = {"data/output/details.csv": "明细.csv", "data/output/summary.xlsx": "汇总表.xlsx"}.get(now, "新.csv")
    places = {name: path for path, name in originals.items()}
    assert path_in(originals, places, FiledFile(now, FileRole.OUTPUT, original, "")) == there
