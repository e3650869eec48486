"""A folder on a real SFTP server: read, written, and refused in sentences."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.needed import needed
from kit.sftp import Sftp, sftp
from xlsreport.archive.store import StoredBag
from xlsreport.errors import XlsreportError
from xlsreport.language import language_named
from xlsreport.pipeline.archiving.copy_bag import copy_bag
from xlsreport.stores.addresses import store_address
from xlsreport.stores.store import ChangedError, Store, StoredFile

needed("paramiko")
EN = language_named("en")


@pytest.fixture(scope="module")
def server() -> Iterator[Sftp]:
    with sftp() as running:
        yield running


@pytest.fixture
def home(server: Sftp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be the user who has the key, and knows the server."""
    home = tmp_path / "home"
    shutil.copytree(server.home, home)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    return home


def store(address: str) -> Store:
    return Store(store_address(address, EN), EN)


def test_files_with_any_name_are_listed_and_copied(server: Sftp, home: Path) -> None:
    names = ["东区/a#1?.xlsx", "甲局 1.xlsx"]
    for name in names:
        path = server.files / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    there = store(server.address("inbox"))
    files = there.files()
    assert [each.name for each in files] == names
    assert all(each.mark and each.size == len(each.name.encode()) for each in files)
    out = io.BytesIO()
    there.copy(files[0], out)
    assert out.getvalue() == names[0].encode()


def test_a_bag_lies_there_whole_and_is_read_back(server: Sftp, home: Path, tmp_path: Path) -> None:
    files = {"bagit.txt": b"1", "tagmanifest-sha256.txt": b"t", "data/表.csv": b"v" * 3_000_000}
    for name, data in files.items():
        path = tmp_path / "2023" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    said = copy_bag(StoredBag(tmp_path / "2023", 2023), server.address("bags"), EN)
    assert "files: 3" in said
    there = server.files / "bags" / "2023"
    assert {each.relative_to(there).as_posix() for each in there.rglob("*") if each.is_file()} == set(files)
    (there / "data" / "表.csv").write_bytes(b"changed")
    with pytest.raises(XlsreportError, match=r"data/表\.csv"):
        copy_bag(StoredBag(tmp_path / "2023", 2023), server.address("bags"), EN)


def test_a_server_whose_key_nobody_confirmed_is_not_spoken_with(server: Sftp, home: Path) -> None:
    (home / ".ssh" / "known_hosts").write_bytes(b"")
    with pytest.raises(XlsreportError, match="Nobody has confirmed the key"):
        store(server.address())


def test_a_server_with_another_key_than_the_one_confirmed_is_not_spoken_with(server: Sftp, home: Path) -> None:
    other = (server.home / ".ssh" / "id_ed25519.pub").read_text(encoding="ascii")
    (home / ".ssh" / "known_hosts").write_text(f"[127.0.0.1]:{server.port} {other}", encoding="ascii")
    with pytest.raises(XlsreportError, match="another key than the one that was confirmed"):
        store(server.address())


@pytest.mark.parametrize("password", ["", "wrong"])
def test_who_has_no_key_or_a_wrong_password_is_told_so(
    server: Sftp, home: Path, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    for key in (home / ".ssh").glob("id_*"):
        key.unlink()
    conf = needed("fsspec.config").conf
    monkeypatch.setitem(conf, "sftp", {"password": password} if password else {})
    with pytest.raises(XlsreportError, match="does not accept the login") as refusal:
        store(server.address())
    assert "wrong" not in str(refusal.value)


def test_a_folder_that_is_not_there_or_not_ours_is_a_sentence(server: Sftp, home: Path) -> None:
    with pytest.raises(XlsreportError, match="cannot be read or written"):
        store(server.address("nowhere")).files()


def test_a_port_on_which_nobody_listens_is_a_sentence(server: Sftp, home: Path) -> None:
    with pytest.raises(XlsreportError, match="cannot be read or written") as refusal:
        store(server.address().replace(f":{server.port}", ":1"))
    assert len(str(refusal.value).splitlines()) == 1


def test_a_line_that_is_cut_in_the_middle_is_a_sentence(server: Sftp, home: Path) -> None:
    (server.files / "cut.xlsx").write_bytes(b"x" * 3_000_000)
    there = store(server.address())
    (file,) = (each for each in there.files() if each.name == "cut.xlsx")

    class Cutting(io.BytesIO):
        def write(self, data: object, /) -> int:
            there._system.client.get_transport().sock.close()
            return 0

    with pytest.raises(XlsreportError, match="cannot be read or written"):
        there.copy(file, Cutting())


def test_a_file_that_is_gone_by_now_has_changed(server: Sftp, home: Path) -> None:
    with pytest.raises(ChangedError):
        store(server.address()).copy(StoredFile("gone.xlsx", 5, ""), io.BytesIO())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is full is a device of Linux")
def test_a_store_that_is_full_keeps_nothing_half_written(server: Sftp, home: Path, tmp_path: Path) -> None:
    (tmp_path / "whole").write_bytes(b"x" * 100_000)
    (server.files / "whole.part").symlink_to("/dev/full")
    with pytest.raises(XlsreportError, match="cannot be read or written"):
        store(server.address()).put(tmp_path / "whole", "whole")
    assert not (server.files / "whole").exists()
