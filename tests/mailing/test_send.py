"""Letters of the outbox handed in to a real server, aiosmtpd: each once, whatever breaks meanwhile."""

import shutil
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from kit.dovecot import PASSWORD, certify
from kit.mailroom import ledger_of, mailroom
from kit.submission_server import Post, post
from kit.workspace import PERIOD
from xlsreport.cli.app import run
from xlsreport.mailing.passwords import VARIABLE

CZJ, JYJ, PA = "czj@jkq.example", "jyj@jkq.example", "pa@jkq.example"


@pytest.fixture(scope="module")
def _issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = mailroom(tmp_path_factory.mktemp("issued") / "w", "", {})
    assert run(["issue", "-C", str(place)]) == 0
    return place


@pytest.fixture
def place(_issued: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace whose letters are laid out, and that may send them."""
    monkeypatch.setenv(VARIABLE, PASSWORD)
    monkeypatch.setattr("xlsreport.pipeline.post.send._REST", 0.0)
    made = mailroom(tmp_path / "w", "", {"pause": 0, "send": "smtp+plain://127.0.0.1:PORT"})
    shutil.copytree(_issued / str(PERIOD) / "outbox", made / str(PERIOD) / "outbox")
    return made


def at(place: Path, server: Post) -> str:
    """Return the workspace, whose account now sends by `server`."""
    settings = place / "xlsreport.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("PORT", str(server.port)), encoding="utf-8")
    return str(place)


def test_each_department_gets_its_letter_once(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with post(Post()) as server:
        assert run(["send", "-C", at(place, server), "--yes"]) == 0
        assert run(["send", "-C", str(place), "--yes"]) == 0
    assert sorted(to for to, _ in server.taken) == [(CZJ,), (JYJ,), (PA,)]
    letter = message_from_bytes(server.all_to(CZJ)[0], policy=default)
    assert letter["From"] == "zwgk@county.example"
    assert letter["Message-ID"].endswith("@county.example>")
    assert letter["Date"]
    assert letter["X-Unsent"] is None
    assert [part.get_filename() for part in letter.iter_attachments()] == ["A01-财政局.xlsx"]
    said = capsys.readouterr().out
    assert "财政局" in said
    assert "不再发的：3 封" in said


def test_a_letter_arrives_as_it_was_laid_out(place: Path) -> None:
    draft = next((place / str(PERIOD) / "outbox").rglob("A02*.eml")).read_bytes()
    with post(Post()) as server:
        run(["send", "-C", at(place, server), "--yes"])
    sent = server.all_to(JYJ)[0]
    assert sent.partition(b"\r\n\r\n")[2].rstrip() == draft.partition(b"\r\n\r\n")[2].rstrip()


@pytest.mark.parametrize("asked", [["--dry-run"], []], ids=["dry run", "nobody to ask"])
def test_nothing_goes_before_somebody_agrees(place: Path, asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with post(Post()) as server:
        assert run(["send", "-C", at(place, server), *asked]) == 0
    assert server.taken == []
    assert CZJ in capsys.readouterr().out
    assert not ledger_of(place, "sent.jsonl").exists()


def test_an_address_that_is_refused_stops_no_other(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with post(Post(refuses={JYJ: "550 no such user"})) as server:
        assert run(["send", "-C", at(place, server), "--yes"]) == 1
    assert sorted(to for to, _ in server.taken) == [(CZJ,), (PA,)]
    assert "no such user" in capsys.readouterr().out


def test_what_was_refused_goes_when_the_address_is_right(place: Path) -> None:
    refusing = Post(refuses={JYJ: "550 no such user"})
    with post(refusing) as server:
        run(["send", "-C", at(place, server), "--yes"])
        refusing.refuses.clear()
        assert run(["send", "-C", str(place), "--yes"]) == 0
    assert len(server.taken) == 3
    assert len(server.all_to(JYJ)) == 1


def test_a_line_that_breaks_before_the_letter_is_written_is_taken_up_again(place: Path) -> None:
    with post(Post(drops=lambda number, when: when == "rcpt" and number == 1)) as server:
        assert run(["send", "-C", at(place, server), "--yes"]) == 0
    assert sorted(to for to, _ in server.taken) == [(CZJ,), (JYJ,), (PA,)]


@pytest.mark.parametrize(("when", "arrived"), [("before", 2), ("after", 3)])
def test_a_letter_of_which_nobody_knows_is_not_sent_again_unless_somebody_says_so(
    place: Path, when: str, arrived: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with post(Post(drops=lambda number, at: at == when and number == 2)) as server:
        assert run(["send", "-C", at(place, server), "--yes"]) == 1
        assert len(server.taken) == arrived
        assert run(["send", "-C", str(place), "--yes"]) == 0
        assert len(server.taken) == arrived
        assert "可能已经发出" in capsys.readouterr().err
        assert run(["send", "-C", str(place), "--yes", "--resend"]) == 0
        assert len(server.taken) == arrived + 1
        assert run(["send", "-C", str(place), "--yes", "--resend"]) == 0
        assert len(server.taken) == arrived + 1


def test_a_letter_that_was_changed_after_it_went_is_told_and_not_sent(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with post(Post()) as server:
        run(["send", "-C", at(place, server), "--yes"])
        draft = next((place / str(PERIOD) / "outbox").rglob("A02*.eml"))
        draft.write_bytes(draft.read_bytes() + b"\r\n")
        assert run(["send", "-C", str(place), "--yes"]) == 0
    assert len(server.taken) == 3
    assert "之后内容改过" in capsys.readouterr().err


def test_a_server_that_asks_to_wait_is_left_and_gone_on_with(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    busy = Post(answer="451 too many letters, try later")
    with post(busy) as server:
        assert run(["send", "-C", at(place, server), "--yes"]) == 1
        assert "too many letters" in capsys.readouterr().out
        busy.answer = "250 OK"
        assert run(["send", "-C", str(place), "--yes"]) == 0
    assert len(server.taken) == 3


def test_a_wrong_password_stops_before_any_letter(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, "wrong-password")
    with post(Post()) as server:
        assert run(["send", "-C", at(place, server), "--yes"]) == 2
    assert server.taken == []
    told = capsys.readouterr()
    assert "不让 zwgk@county.example 登录" in told.err
    assert "wrong-password" not in told.err + told.out
    assert not ledger_of(place, "sent.jsonl").exists()


def test_letters_go_only_to_a_server_whose_certificate_somebody_vouches_for(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    certify(tmp_path)
    settings = place / "xlsreport.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("smtp+plain://127.0.0.1", "smtps://localhost"), "utf-8"
    )
    with post(Post(), tmp_path) as server:
        assert run(["send", "-C", at(place, server), "--yes"]) == 2
        assert "localhost 的证书不可信" in capsys.readouterr().err
        assert server.taken == []
        assert not ledger_of(place, "sent.jsonl").exists()
        with settings.open("a", encoding="utf-8") as more:
            more.write(f"authorities = '{tmp_path / 'cert.pem'}'\n")
        assert run(["send", "-C", str(place), "--yes"]) == 0
    assert len(server.taken) == 3


def test_no_password_is_written_down(place: Path) -> None:
    with post(Post()) as server:
        run(["send", "-C", at(place, server), "--yes"])
    found = [path for path in place.rglob("*") if path.is_file() and PASSWORD.encode() in path.read_bytes()]
    assert found == []
