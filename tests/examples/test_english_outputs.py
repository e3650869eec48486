"""No letter or sign of another script stands in what an English form's example makes, but what its data say."""

import re
import zipfile
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from xlsreport.cli.app import run

FULL_WIDTH = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
OF_FONTS = re.compile(r"(?:theme\d*|fontTable)\.xml$")  # Office names the fonts of all scripts there
SCRIPT = re.compile(r"<script\b.*?</script>", flags=re.DOTALL)  # signs that the page looks for
SETTINGS = "xlsreport.toml"  # says in both languages what it is: nobody's language is known to whoever opens it


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("english") / "agency"
    run(["--lang", "en", "demo", str(folder), "--form", "foia-annual"])
    for command in ("issue", "send-back", "report --each", "archive --draft --reason trial"):
        run(["--lang", "en", *command.split(), "-C", str(folder)])
    return folder


def texts(file: Path) -> Iterator[tuple[str, str]]:
    """Yield where each text of `file` stands, and the text: the names of files and of attachments too."""
    yield "name", file.name
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")) and not OF_FONTS.search(name):
                    yield name, archive.read(name).decode("utf-8")
    elif file.suffix == ".eml":
        mail = message_from_bytes(file.read_bytes(), policy=policy.default)
        yield "subject", str(mail["subject"])
        for part in mail.walk():
            yield "attachment", part.get_filename() or ""
            if part.get_content_maintype() == "text":
                yield "body", part.get_content()
    elif file.suffix not in {".sqlite", ".png"} and file.name != SETTINGS:
        yield "text", SCRIPT.sub("", file.read_text(encoding="utf-8"))


def test_every_output_is_in_english(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [file for file in sorted(workspace.rglob("*")) if file.is_file() and file.suffix != ".sqlite"]
    kinds = {file.suffix for file in files}
    foreign = {
        (file.relative_to(workspace).as_posix(), place, found[0])
        for file in files
        for place, text in texts(file)
        if (found := FULL_WIDTH.search(text))
    }

    assert {".xlsx", ".docx", ".eml", ".txt", ".json", ".csv"} <= kinds
    assert foreign == set()
    assert not FULL_WIDTH.search(capsys.readouterr().out)
