"""What is printed, on a terminal and elsewhere."""

import io
import os
import subprocess
import sys

import pytest
from rich.console import Console
from rich.text import Text

from xlsreport.cli.console import READING, Advance, Screen
from xlsreport.cli.wrapping import printable
from xlsreport.language import language_named


def shown(name: str, *, terminal: bool) -> str:
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=120, markup=False, highlight=False)
    with Advance(console, language_named("zh"), READING) as step:
        step(1, 2, "甲.xlsx")
        step(2, 2, name)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("甲[定稿].xlsx", "甲[定稿].xlsx"),
        ("[/bold][link=x].xlsx", "[/bold][link=x].xlsx"),
        ("\x1b]0;红\u202e.xlsx", "]0;红.xlsx"),
    ],
)
def test_a_bar_on_a_terminal_shows_names_as_they_are(name: str, expected: str) -> None:
    drawn = shown(name, terminal=True)
    assert "正在读取" in drawn
    assert "2/2" in drawn
    assert f" {expected}" in drawn


def test_a_plain_line_elsewhere() -> None:
    assert shown("乙.xlsx", terminal=False) == "已读取 2 个文件。\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一\n二\r\n三\t四", "一 二  三 四"),
        ("\x1b]8;;http://x\x07点\x1b[0m", "]8;;http://x点[0m"),
        ("\u202e逆\u2066\u200b", "逆"),
        ("\x9b31m", "31m"),
        ("\ud800\ue000甲", "甲"),
        ("全　角 é 👍", "全　角 é 👍"),
    ],
)
def test_printable(text: str, expected: str) -> None:
    assert printable(text) == expected


@pytest.mark.parametrize(
    "text", ["", "a  b", "表三!J29：全　角 é 👍 …", "\x1b[31m红\t色", "[bold]:smile:[/bold]", "一" * 300]
)
def test_a_line_in_a_pipe_is_what_rich_prints_there(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    screen = Screen()
    screen.line(text, "bold")
    screen.complain(text)
    plain = capsys.readouterr()
    screen._out.print(Text(printable(text), style="bold"))
    screen._err.print(Text(printable(text)))
    assert plain == capsys.readouterr()


def test_who_stops_reading_is_no_fault_of_the_program() -> None:
    command = [sys.executable, "-m", "xlsreport", "rules"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        (120, ["单位", "错误", "联系人", "手机"]),
        (40, ["单位", "错误", "联系人", "手机"]),
        (30, ["单位", "错误", "联系人"]),
        (12, ["单位", "错误"]),
    ],
)
def test_a_terminal_does_without_empty_columns_and_a_narrow_one_without_those_it_can_spare(
    columns: int, shown: list[str]
) -> None:
    out, screen = io.StringIO(), Screen()
    screen.__dict__["_out"] = Console(file=out, force_terminal=True, width=columns, color_system=None)
    heads = ("单位", "错误", "退回", "联系人", "手机")
    screen.table(heads, [("甲局", "1", "", "张三", "13800000000")], (0, 3, 4), spare=(4, 2, 3))
    assert out.getvalue().splitlines()[0].split() == shown


def test_a_long_line_breaks_between_words_on_a_terminal_and_what_follows_hangs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out, screen = io.StringIO(), Screen()
    screen.__dict__["_out"] = Console(file=out, force_terminal=True, width=30, color_system=None, soft_wrap=True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    screen.line("  Region 01.xlsx: pending at the end of the year")
    screen.line("  财政局：应填数字，实为文字，不能确定是多少；请改。")
    assert out.getvalue().splitlines() == [
        "  Region 01.xlsx: pending",
        "    at the end of the year",
        "  财政局：应填数字，实为文",
        "    字，不能确定是多少；请",
        "    改。",
    ]
