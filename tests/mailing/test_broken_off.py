"""The line cut and the process killed at moments chosen by lot: no mail is lost, and none goes twice.

Every run draws eight moments of each kind; `XLSREPORT_MAIL_SEEDS=40 pytest tests/mailing/test_broken_off.py`
draws forty.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.cutting import KILLED, cut_line, in_child, lot_of
from kit.dovecot import PASSWORD, Dovecot, dovecot
from kit.mailroom import inbox_of, ledger_of, mailroom
from kit.mails import attached, mail
from kit.submission_server import Post, post
from kit.workspace import PERIOD
from xlsreport.cli.app import run
from xlsreport.mailing.passwords import VARIABLE
from xlsreport.mailing.sent import LetterFate, SentLedger

SEEDS = int(os.environ.get("XLSREPORT_MAIL_SEEDS", "8"))  # forty take a minute
USER = "lot@county.example"
LINES = 1500  # of the mail rooms that a whole run passes through, about
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a process that dies at a line is forked")


def of(number: int) -> bytes:
    head = f"From: czj@jkq.example\r\nSubject: m{number}\r\nMessage-ID: <{number}@x>\r\n"
    return mail([attached("report.xlsx", lot_of(number).randbytes(3000))], head.encode())


MAILS = [of(number) for number in range(12)]


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        running.deliver(USER, MAILS)
        yield running


@pytest.fixture(autouse=True)
def _account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    for module in ("collect", "send"):
        monkeypatch.setattr(f"xlsreport.pipeline.post.{module}._REST", 0.0)


@pytest.fixture(scope="module")
def whole(server: Dovecot, tmp_path_factory: pytest.TempPathFactory) -> object:
    """Return what comes of a run that nothing interrupts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, PASSWORD)
        address = f"imap+plain://127.0.0.1:{server.ports['imap']}"
        place = mailroom(tmp_path_factory.mktemp("whole") / "w", address, {"user": USER})
        assert run(["collect", "-C", str(place)]) == 0
    assert sorted(inbox_of(place).values()) == sorted(MAILS)
    return come_of(place)


def come_of(place: Path) -> object:
    """Return what came of collecting: the inbox, and the ledger without its times."""
    lines = [json.loads(line) for line in ledger_of(place).read_text(encoding="utf-8").splitlines()]
    return inbox_of(place), sorted((each["uid"], each["sha256"], each["file"], each["fate"]) for each in lines)


def test_collecting_over_lines_that_are_cut_ends_as_over_one_that_is_not(
    server: Dovecot, whole: object, tmp_path: Path
) -> None:
    for seed in range(SEEDS):
        lot = lot_of(seed)
        cuts = [lot.randrange(60_000) for _ in range(4)]
        with cut_line(server.ports["imap"], cuts) as port:
            place = mailroom(tmp_path / str(seed), f"imap+plain://127.0.0.1:{port}", {"user": USER})
            assert 0 in (run(["collect", "-C", str(place)]) for _ in range(3)), (seed, cuts)
        assert come_of(place) == whole, (seed, cuts)


def test_collecting_that_is_killed_goes_on_and_ends_as_if_it_had_not_been(
    server: Dovecot, whole: object, tmp_path: Path
) -> None:
    killed = 0
    for seed in range(SEEDS):
        address = f"imap+plain://127.0.0.1:{server.ports['imap']}"
        place = mailroom(tmp_path / str(seed), address, {"user": USER})
        dies_at = lot_of(seed).randrange(1, LINES)
        killed += in_child(lambda at=str(place): run(["collect", "-C", at]), dies_at) == KILLED  # type: ignore[misc]
        assert run(["collect", "-C", str(place)]) == 0
        assert come_of(place) == whole, (seed, dies_at)
    assert killed >= SEEDS // 2


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = mailroom(tmp_path_factory.mktemp("issued") / "w", "", {})
    assert run(["issue", "-C", str(place)]) == 0
    return place / str(PERIOD) / "outbox"


def test_sending_that_is_killed_or_cut_sends_no_letter_twice_and_leaves_out_none(
    issued: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is asked looks into the mailbox, as the program says, and answers by what is there."""
    killed = unsure = 0
    for seed in range(SEEDS):
        lot, server = lot_of(seed), Post()
        with post(server) as running:
            cuts = [lot.randrange(1200) for _ in range(2)]
            with cut_line(running.port, cuts if seed % 2 else []) as port:
                more = {"pause": 0, "send": f"smtp+plain://127.0.0.1:{port}"}
                place = mailroom(tmp_path / str(seed), "", more)
                shutil.copytree(issued, place / str(PERIOD) / "outbox")
                sending = ["send", "-C", str(place), "--yes"]
                dies_at = lot.randrange(1, 1000)
                killed += in_child(lambda sending=sending: run(sending), dies_at) == KILLED  # type: ignore[misc]
                run(sending)
                run(sending)
            unsure += answered(place, server, monkeypatch)
        assert sorted(to for to, _ in server.taken) == [
            ("czj@jkq.example",),
            ("jyj@jkq.example",),
            ("pa@jkq.example",),
        ], (seed, cuts, dies_at)
    assert killed >= SEEDS // 2
    assert unsure


def answered(place: Path, server: Post, monkeypatch: pytest.MonkeyPatch) -> int:
    """Send again what is asked about where it did not arrive; return about how many letters was asked."""
    ledger = SentLedger(ledger_of(place, "sent.jsonl"))
    settings = place / "xlsreport.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.rpartition("send = ")[0] + f"send = 'smtp+plain://127.0.0.1:{server.port}'\n", "utf-8")
    begun = [each for each in ledger.letters() if each.fate is LetterFate.BEGUN]

    def answer(question: str) -> str:
        draft = next((each for each in begun if each.path in question), None)
        return "n" if draft and any(draft.message_id.encode() in data for _, data in server.taken) else "y"

    monkeypatch.setattr("xlsreport.cli.send.asks", lambda _screen: answer)
    assert run(["send", "-C", str(place)]) == 0
    return len(begun)
