"""What differs between an output and the same made again; which version of the program wrote it does not count."""

from pathlib import Path

import pytest

from xlsreport.language import language_named
from xlsreport.pipeline.archiving.compare_outputs import OutputPair, difference
from xlsreport.version import __version__
from xlsreport.writing.files.json_document import json_document

NOW = json_document("findings", {"form": "f", "period": 2023, "findings": []})
OLDER = NOW.replace(f"xlsreport {__version__}".encode(), b"xlsreport 0.0.9").replace(b"findings-1", b"findings-0")
OLDEST = b'{\n "form": "f",\n "period": 2023,\n "findings": []\n}\n'  # before documents said who wrote them


def told(tmp_path: Path, was: bytes) -> tuple[str, ...] | None:
    pair = OutputPair("findings.json", tmp_path / "was.json", tmp_path / "now.json")
    pair.was.write_bytes(was)
    pair.now.write_bytes(NOW)
    found = difference(pair, language_named("zh"))
    return found.lines if found else None


@pytest.mark.parametrize("was", [NOW, OLDER, OLDEST])
def test_another_version_that_says_the_same_differs_in_nothing(tmp_path: Path, was: bytes) -> None:
    assert told(tmp_path, was) is None


@pytest.mark.parametrize("was", [NOW, OLDER, OLDEST])
def test_what_else_differs_is_told_alone(tmp_path: Path, was: bytes) -> None:
    lines = told(tmp_path, was.replace(b"2023", b"2022"))
    assert lines is not None
    assert len(lines) == 1
    assert "2022" in lines[0]
