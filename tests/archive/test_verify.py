"""What is wrong with a bag: each file that is missing, added, altered or disputed is named, and nothing else."""

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from xlsreport.archive.bag import Payload, digest_of, make_bag
from xlsreport.archive.record import Record
from xlsreport.archive.record_model import FiledFile, FiledForm, FileRole, ToolVersions
from xlsreport.archive.store import StoredBag
from xlsreport.archive.verify import Discrepancy, Trouble, verify_bag
from xlsreport.errors import ArchiveError

ONE, TWO, RECORD = "data/inbox/0001.xlsx", "data/values.csv", "data/record.json"
MANIFEST, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"


links = pytest.mark.skipif(sys.platform == "win32", reason="a link needs a right that few have there")


@pytest.fixture
def bag(tmp_path: Path) -> StoredBag:
    contents: dict[str, bytes | Path] = {ONE: b"one", TWO: b"two"}
    files = tuple(FiledFile(p, FileRole.DATA, f"甲局/{p[-8:]}", digest_of(c)) for p, c in contents.items())
    record = Record(2023, FiledForm("f", "1", "t", "zh"), ToolVersions("0", "3"), files=files)
    make_bag(tmp_path, Payload(record, contents, {"Bagging-Date": "2024-03-31"}))
    return StoredBag(tmp_path / "archive" / "2023", 2023)


def wrong(bag: StoredBag) -> dict[str, str]:
    """Return what is wrong, by path."""
    return {each.path: each.trouble.value for each in verify_bag(bag).discrepancies}


def write(bag: StoredBag, path: str, data: bytes = b"other") -> None:
    (bag.folder / path).parent.mkdir(exist_ok=True)
    (bag.folder / path).write_bytes(data)


def remove(bag: StoredBag, path: str) -> None:
    (bag.folder / path).unlink()


def listed(bag: StoredBag, path: str, manifest: str = MANIFEST) -> None:
    """Let a manifest, and where it is that of the payload the list of tags, say what lies at `path` now, or not."""
    file = bag.folder / path
    lines = (bag.folder / manifest).read_text(encoding="utf-8", errors="replace").splitlines()
    kept = [line for line in lines if not line.endswith(f"  {path}")]
    kept += [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {path}"] if file.exists() else []
    (bag.folder / manifest).write_text("\n".join([*kept, ""]), encoding="utf-8", newline="\n")
    if manifest == MANIFEST:
        listed(bag, MANIFEST, TAGS)


def more_listed(bag: StoredBag) -> None:
    """Let the manifest of the payload list one more file, and the list of tags say nothing of it."""
    text = (bag.folder / MANIFEST).read_bytes()
    write(bag, MANIFEST, text + b"%s  data/ghost\n" % (b"0" * 64))


def said_otherwise(bag: StoredBag) -> None:
    """Let the record say another digest of a file than it has."""
    text = (bag.folder / RECORD).read_bytes()
    write(bag, RECORD, text.replace(digest_of(b"one").encode(), b"0" * 64))


def test_a_bag_as_it_was_made_has_nothing_wrong(bag: StoredBag) -> None:
    found = verify_bag(bag)
    assert (found.files, found.discrepancies) == (7, ())


def unlisted(bag: StoredBag, path: str) -> None:
    """Let no list say that there is a file at `path`, which there is."""
    data = (bag.folder / path).read_bytes()
    remove(bag, path)
    listed(bag, path)
    write(bag, path, data)


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda bag: write(bag, ONE), {ONE: "altered"}),
        (lambda bag: remove(bag, ONE), {ONE: "missing"}),
        (lambda bag: write(bag, "data/more.txt"), {"data/more.txt": "added"}),
        (lambda bag: write(bag, "more.txt"), {"more.txt": "added"}),
        (lambda bag: (write(bag, ONE), remove(bag, TWO)), {ONE: "altered", TWO: "missing"}),
        (lambda bag: write(bag, RECORD), {RECORD: "altered"}),
        (lambda bag: remove(bag, RECORD), {RECORD: "missing"}),
        (lambda bag: write(bag, "bag-info.txt"), {"bag-info.txt": "disputed"}),
        (lambda bag: remove(bag, "bag-info.txt"), {"bag-info.txt": "missing"}),
        (lambda bag: remove(bag, "bagit.txt"), {"bagit.txt": "missing"}),
        (lambda bag: remove(bag, TAGS), {TAGS: "missing"}),
        (lambda bag: write(bag, TAGS, b""), {TAGS: "altered"}),
        (lambda bag: remove(bag, MANIFEST), {MANIFEST: "missing"}),
        (lambda bag: write(bag, MANIFEST, b""), {MANIFEST: "disputed"}),
        (lambda bag: (remove(bag, MANIFEST), write(bag, TWO)), {MANIFEST: "missing", TWO: "altered"}),
        (lambda bag: (remove(bag, MANIFEST), remove(bag, TWO)), {MANIFEST: "missing", TWO: "missing"}),
        (lambda bag: (remove(bag, MANIFEST), write(bag, "data/x")), {MANIFEST: "missing", "data/x": "added"}),
        # Without a list, nobody knows what the record was; the list that is left knows.
        (lambda bag: (remove(bag, MANIFEST), write(bag, RECORD)), {MANIFEST: "missing", ONE: "added", TWO: "added"}),
        (more_listed, {MANIFEST: "disputed"}),
        (
            lambda bag: (more_listed(bag), write(bag, RECORD)),
            {MANIFEST: "disputed", RECORD: "altered", "data/ghost": "missing"},  # no record says otherwise
        ),
        (lambda bag: (more_listed(bag), write(bag, TWO)), {MANIFEST: "disputed", TWO: "altered"}),
        (said_otherwise, {RECORD: "altered"}),  # so it is not asked about others
        (lambda bag: (write(bag, ONE), listed(bag, ONE)), {ONE: "altered"}),  # the record remembers it
        (lambda bag: (remove(bag, ONE), listed(bag, ONE)), {ONE: "missing"}),
        (lambda bag: (remove(bag, RECORD), listed(bag, RECORD)), {}),  # a bag of somebody else's may have no record
        (lambda bag: unlisted(bag, RECORD), {RECORD: "added"}),  # whoever put it there
        (lambda bag: (write(bag, "data/x"), listed(bag, "data/x"), remove(bag, "data/x")), {"data/x": "missing"}),
        (lambda bag: (write(bag, "data/x"), listed(bag, "data/x")), {"data/x": "added"}),
    ],
)
def test_each_file_that_is_not_as_it_was_is_named(
    bag: StoredBag, damage: Callable[[StoredBag], object], expected: dict[str, str]
) -> None:
    damage(bag)
    assert wrong(bag) == expected


def test_a_record_that_is_as_it_was_archived_and_cannot_be_used_is_said(bag: StoredBag) -> None:
    write(bag, RECORD)
    listed(bag, RECORD)
    with pytest.raises(ArchiveError):
        verify_bag(bag)


@links
@pytest.mark.parametrize("path", [ONE, RECORD, "bagit.txt", MANIFEST, TAGS])
def test_a_link_is_no_file_of_a_bag_and_is_not_followed(bag: StoredBag, path: str, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes((bag.folder / path).read_bytes())
    remove(bag, path)
    (bag.folder / path).symlink_to(tmp_path / "elsewhere")
    assert wrong(bag)[path] == "unreadable"


@links
def test_a_folder_that_is_a_link_is_named_and_not_followed(bag: StoredBag, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x").touch()
    (bag.folder / "data" / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert wrong(bag) == {"data/link": "added"}


@links
def test_a_payload_behind_a_link_is_missing(bag: StoredBag, tmp_path: Path) -> None:
    (bag.folder / "data").rename(tmp_path / "elsewhere")
    (bag.folder / "data").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert wrong(bag) == {"data": "added", ONE: "missing", TWO: "missing", RECORD: "missing"}
    assert {each.original for each in verify_bag(bag).discrepancies} == {""}  # a record behind a link is not read


@links
def test_a_record_that_is_a_link_is_not_read(bag: StoredBag, tmp_path: Path) -> None:
    (bag.folder / RECORD).rename(tmp_path / "elsewhere")
    (bag.folder / RECORD).symlink_to(tmp_path / "elsewhere")
    write(bag, ONE)
    assert {each.path: each.original for each in verify_bag(bag).discrepancies} == {ONE: "", RECORD: ""}


def test_an_accented_name_that_a_file_system_spells_apart_is_the_same(bag: StoredBag) -> None:
    write(bag, "data/\u00e9.txt")
    listed(bag, "data/\u00e9.txt")
    (bag.folder / "data/\u00e9.txt").rename(bag.folder / "data/e\u0301.txt")
    assert wrong(bag) == {"data/\u00e9.txt": "added"}  # the record has none such


def test_a_line_that_is_none_of_a_manifest_is_passed_over(bag: StoredBag) -> None:
    text = (bag.folder / MANIFEST).read_bytes()
    write(bag, MANIFEST, b"# a remark\n\xff\n" + text)
    listed(bag, MANIFEST, TAGS)
    assert wrong(bag) == {}


def test_a_file_is_named_as_it_was_called_before_it_was_archived(bag: StoredBag) -> None:
    write(bag, ONE)
    assert verify_bag(bag).discrepancies == (Discrepancy(Trouble.ALTERED, ONE, "甲局/001.xlsx"),)
