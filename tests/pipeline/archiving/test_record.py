"""By what a bag says that it was made."""

from importlib.metadata import PackageNotFoundError

import pytest

from xlsreport.pipeline.archiving.record import made_by


def test_libraries_and_the_extra_that_finds_more_are_named_and_tools_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    needed = ["lxml>=5", "openpyxl", 'highspy>=1.9; extra == "locate"', 'pytest>=8; extra == "test"', "absent-library"]
    monkeypatch.setattr("xlsreport.pipeline.archiving.record.requires", lambda _: needed)
    monkeypatch.setattr("xlsreport.pipeline.archiving.record.version", installed)
    assert made_by().libraries == (("highspy", "1"), ("lxml", "1"), ("openpyxl", "1"))


def installed(name: str) -> str:
    if name == "absent-library":
        raise PackageNotFoundError(name)
    return "1"
