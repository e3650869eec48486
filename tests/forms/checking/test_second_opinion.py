"""Another program's opinion of the templates' tags: docxtpl-lint finds what ours finds, and nothing in what ships."""

from pathlib import Path

import pytest

from kit.form_edits import TOY, tagged, write_form
from kit.needed import needed
from xlsreport.forms import builtin_forms
from xlsreport.forms.checking import check_form

lint = needed("docxtpl_lint.cli")


@pytest.mark.parametrize("folder", [*builtin_forms(), TOY], ids=lambda folder: folder.name)
def test_nothing_is_found_in_a_template_that_ships(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint.main([str(folder / "report.docx")]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("tag", ["{{ Branch_return.B8 }", "{% if Branch_return.B8 %}visits", "{{ Branch_return.B8| }}"])
def test_both_find_a_tag_that_is_not_whole(tag: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_form(tmp_path / "form", tagged(tag))
    assert lint.main([str(folder / "report.docx")]) == 1
    assert check_form(folder).is_broken
