"""One list of the names that Windows keeps for devices: no file is called so, and none is taken from a bag."""

import pytest

from xlsreport.file_names import is_device
from xlsreport.writing.files.names import safe_name

DEVICES = (
    "con",
    "NUL",
    "Aux",
    "prn",
    "CONIN$",
    "conout$",
    "COM0",
    "com9",
    "LPT¹",
    "lpt³",
    "nul.xlsx",
    "con .a",
    "aux:b",
)


@pytest.mark.parametrize("name", DEVICES)
def test_a_device_is_known_by_its_name_whatever_its_ending(name: str) -> None:
    assert is_device(name)
    assert not is_device(safe_name(name))


@pytest.mark.parametrize("name", ["console", "com", "com10", "lpt", "null.xlsx", "a.con", "甲局.con", "con-1"])
def test_a_name_that_only_looks_like_one_is_left(name: str) -> None:
    assert not is_device(name)
    assert safe_name(name) == name
