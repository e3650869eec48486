"""Where the program itself fails at a file nobody else is blamed, the rest is done, and the exit code is 3."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest

from kit.bags import consistent_again
from kit.filled import saved
from kit.mails import attached, mail
from kit.sabotage import Fault, rule_fails, sabotage
from kit.workspace import PERIOD, everything, roster, sent_by, workspace
from xlsreport.cli.app import run

pytestmark = pytest.mark.processes  # who fails are the workers

Capture = pytest.CaptureFixture[str]
NAMES = (("A01", "甲局"), ("A02", "乙局"))
WRONG = {"表三!D6": "很多"}
INBOX = {"a.xlsx": sent_by("A01", "甲局"), "b.xlsx": sent_by("A02", "乙局", WRONG)}
MAILED = mail([attached("a.xlsx", INBOX["a.xlsx"])])
RULE = rule_fails("甲局")
REPORT = Fault("xlsreport.pipeline.output.report_each", "report_bytes", "'甲局' in given[1].values.values()")
MAIL = Fault("xlsreport.pipeline.review.unpack", "unpacked", "True")
COMPARING = Fault("xlsreport.pipeline.archiving.compare_outputs", "difference", "given[0].name == '汇总表.xlsx'")
LOG = re.compile(r"详情见 (.+?\.log)。")


@pytest.fixture(autouse=True)
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that logs go to."""
    monkeypatch.setenv("XLSREPORT_CACHE", "")  # what an earlier run kept would not be reviewed again
    folder = tmp_path / "logs"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with everything that is made where nothing fails: outputs, a bag and reports."""
    folder = workspace(tmp_path_factory.mktemp("u") / "w", INBOX, roster(NAMES))
    assert run(["consolidate", "-C", str(folder)]) == 1
    assert run(["archive", "-C", str(folder), "--draft", "--reason", "试", "--today", "2024-03-31"]) == 0
    assert run(["report", "--each", "-C", str(folder)]) == 0
    return folder


@pytest.fixture
def place(undisturbed: Path, tmp_path: Path, capsys: Capture) -> Path:
    capsys.readouterr()
    return Path(shutil.copytree(undisturbed, tmp_path / "w"))


@pytest.fixture
def fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what has the workers fail from now on."""
    return lambda fault: sabotage(fault, tmp_path / "sabotage", monkeypatch)


def log_of(capsys: Capture) -> tuple[str, str, str]:
    """Return what was printed on stdout and stderr, and the one log that stderr names."""
    printed = capsys.readouterr()
    (named,) = LOG.findall(printed.err)
    return printed.out, printed.err, Path(named).read_text(encoding="utf-8")


def document(place: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((place / str(PERIOD) / "output/findings.json").read_bytes())
    return found


def of_file(found: Mapping[str, Any], file: str) -> list[Any]:
    return [each for each in found["findings"] if each["file"] == file]


def own(findings: list[Any]) -> list[Any]:
    """Return what is wrong with a file by itself, without what it has in common with others."""
    return [each for each in findings if not each["code"].startswith("A")]


def texts_of(folder: Path) -> Iterator[bytes]:
    for path in (each for each in folder.rglob("*") if each.is_file()):
        yield path.read_bytes()
        if is_zipfile(path):
            with ZipFile(path) as package:
                yield from (package.read(name) for name in package.namelist())


def test_consolidate_blames_us_and_does_the_rest(place: Path, fails: Any, capsys: Capture, logs: Path) -> None:
    before = document(place)
    fails(RULE)
    assert run(["consolidate", "-C", str(place)]) == 3
    out, err, log = log_of(capsys)
    found = document(place)
    assert [(each["code"], each["department"]) for each in of_file(found, "a.xlsx")] == [("X902", "甲局")]
    assert [(each["department"], each["standing"]) for each in found["standings"]] == [
        ("甲局", "unreadable"),
        ("乙局", "held"),
    ]
    assert own(of_file(found, "b.xlsx")) == own(of_file(before, "b.xlsx")) != []
    assert "X902" in out
    assert err.splitlines()[-1].startswith("程序出错，详情见 ")
    assert "a.xlsx" in log
    assert "KeyError: 'a fault of ours'" in log


def test_no_output_tells_where_the_log_lies_or_what_is_in_it(place: Path, fails: Any, logs: Path) -> None:
    fails(RULE)
    assert run(["consolidate", "-C", str(place)]) == 3
    first = everything(place / str(PERIOD) / "output")
    told = b"".join(texts_of(place / str(PERIOD) / "output"))
    assert b"X902" in told
    assert not [word for word in (str(logs), "KeyError", "fault of ours", "Traceback") if word.encode() in told]
    assert run(["consolidate", "-C", str(place)]) == 3
    assert everything(place / str(PERIOD) / "output") == first


def test_many_faults_have_one_log(tmp_path: Path, fails: Any, capsys: Capture, logs: Path) -> None:
    inbox = {f"{n}.xlsx": sent_by("A01", "甲局", {"表三!D6": n}) for n in range(3)}
    place = workspace(tmp_path / "w", inbox, roster(NAMES))
    fails(RULE)
    assert run(["check", str(place / str(PERIOD) / "inbox")]) == 3
    assert log_of(capsys)[2].count("KeyError: 'a fault of ours'") == 3
    assert len(list(logs.iterdir())) == 1


def test_what_we_failed_at_is_not_final(place: Path, fails: Any, capsys: Capture) -> None:
    fails(RULE)
    before = everything(place / str(PERIOD) / "output")
    assert run(["consolidate", "-C", str(place), "--final"]) == 3
    assert "定稿" in log_of(capsys)[1]
    assert everything(place / str(PERIOD) / "output") == before


def test_the_death_of_a_worker_is_the_file_s_and_no_fault_of_ours(place: Path, fails: Any, capsys: Capture) -> None:
    fails(Fault(RULE.place, RULE.name, RULE.where, "raise MemoryError"))
    assert run(["consolidate", "-C", str(place)]) == 1
    assert [each["code"] for each in of_file(document(place), "a.xlsx")] == ["F115"]
    assert not LOG.findall(capsys.readouterr().err)


def test_check_prints_its_findings_and_gives_3(place: Path, fails: Any, capsys: Capture) -> None:
    fails(RULE)
    inbox = place / str(PERIOD) / "inbox"
    assert run(["check", str(inbox), "--format", "json"]) == 3
    out, _, log = log_of(capsys)
    found = json.loads(out)
    assert [each["code"] for each in of_file(found, "a.xlsx")] == ["X902"]
    assert [each["code"] for each in of_file(found, "b.xlsx")] == ["V204"]
    assert "a.xlsx" in log


@pytest.mark.parametrize("fault", [RULE, REPORT])
def test_report_each_writes_the_other_reports(fault: Fault, place: Path, fails: Any, capsys: Capture) -> None:
    before = everything(place / str(PERIOD) / "reports")
    assert len(before) == 2
    fails(fault)
    assert run(["report", "--each", "-C", str(place)]) == 3
    err = log_of(capsys)[1]
    others = {name: data for name, data in before.items() if "乙局" in name}
    assert everything(place / str(PERIOD) / "reports") == others
    assert "甲局（程序自身出错）" in err


@pytest.mark.parametrize("fault", [RULE, COMPARING])
def test_reproduce_goes_on_and_gives_3(
    fault: Fault, place: Path, tmp_path: Path, fails: Any, capsys: Capture, logs: Path
) -> None:
    if fault is COMPARING:
        bag = place / "archive" / str(PERIOD)
        (bag / "data/output/summary.xlsx").write_bytes(b"altered")
        consistent_again(bag)
    fails(fault)
    assert run(["reproduce", str(PERIOD), "-C", str(place), "-o", str(tmp_path / "kept")]) == 3
    out, _, log = log_of(capsys)
    assert "汇总表.xlsx" in out
    assert "程序自身出错" in out
    assert "fault of ours" in log
    assert (tmp_path / "kept" / "汇总表.xlsx").is_file()
    assert {each.suffix for each in logs.iterdir()} == {".log"}


def test_no_letter_tells_a_department_what_we_failed_at(place: Path, fails: Any, capsys: Capture) -> None:
    (place / str(PERIOD) / "inbox/甲局旧.xlsx").write_bytes(sent_by("A01", "甲局", WRONG))
    fails(Fault(RULE.place, RULE.name, RULE.where + " and '很多' not in repr(given[0].book)"))
    assert run(["send-back", "-C", str(place)]) == 3
    out, err, _ = log_of(capsys)
    assert "乙局" in out
    assert "甲局" not in out
    assert "没有给它们写信：甲局" in err
    assert not [path for path in (place / str(PERIOD) / "outbox").rglob("*") if "甲局" in path.name]


def test_who_sent_what_we_failed_at_is_not_reminded(tmp_path: Path, fails: Any, capsys: Capture) -> None:
    place = workspace(tmp_path / "w", {"a.xlsx": INBOX["a.xlsx"]}, roster(NAMES))
    fails(RULE)
    assert run(["remind", "-C", str(place)]) == 3
    assert "甲局" not in log_of(capsys)[0]
    assert {path.name[:3] for path in (place / str(PERIOD) / "outbox/催报-第1次").iterdir()} == {"A02", "电话联"}


def test_nobody_is_reminded_where_what_we_failed_at_may_be_anybodys(
    tmp_path: Path, fails: Any, capsys: Capture
) -> None:
    place = workspace(tmp_path / "w", {"来信.eml": MAILED}, roster(NAMES))
    fails(MAIL)
    assert run(["remind", "-C", str(place)]) == 3
    assert "来信.eml" in log_of(capsys)[1]
    assert not (place / str(PERIOD) / "outbox").exists()


def test_last_year_s_workbook_that_we_failed_at_is_named(place: Path, fails: Any, capsys: Capture) -> None:
    saved(place / str(PERIOD - 1) / "inbox", "去年.xlsx", sent_by("A01", "甲局", {"基本信息!B5": PERIOD - 1}))
    fails(Fault(RULE.place, RULE.name, RULE.where + f" and '{PERIOD - 1}' in repr(given[0].book)"))
    assert run(["consolidate", "-C", str(place)]) == 3
    assert "上年的 去年.xlsx：处理时程序自身出错" in log_of(capsys)[1]
    assert "X902" not in str(document(place))


def test_a_year_with_a_workbook_that_we_failed_at_is_not_imported(place: Path, fails: Any, capsys: Capture) -> None:
    for name, code in (("甲局", "A01"), ("乙局", "A02")):
        saved(place / "old", f"{name}.xlsx", sent_by(code, name, {"基本信息!B5": PERIOD - 1}))
    fails(RULE)
    assert run(["archive", "-C", str(place), "--import", str(place / "old"), "--period", str(PERIOD - 1)]) == 3
    assert "没有归档：处理 甲局.xlsx 时程序自身出错" in log_of(capsys)[1]
    assert [path.name for path in (place / "archive").iterdir()] == [str(PERIOD)]
