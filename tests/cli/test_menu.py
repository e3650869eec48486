"""The menu: each number comes to command lines that the program knows, and one walk at a terminal."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from kit.workspace import workspace
from xlsreport.cli.app import app
from xlsreport.cli.menu.entries import ENTRIES, Place, Question
from xlsreport.cli.menu.remembered import remember, remembered
from xlsreport.cli.menu.talk import GoneBackError, NoMoreAnswersError, Talk, plain_answer
from xlsreport.cli.menu.workspaces import chosen_workspace
from xlsreport.language import language_named

FORMS = ("disclosure-2021", "disclosure-2019")


def talk(typed: str) -> Talk:
    return Talk(language_named("zh"), answerer=io.StringIO(typed))


@pytest.mark.parametrize(
    ("number", "typed", "lines"),
    [
        ("1", "2024\n", (("start", "2024"),)),
        ("2", "\n", (("issue",),)),
        ("2", "2024-02-05\n", (("issue", "--due", "2024-02-05"),)),
        ("3", "\n", (("consolidate",),)),
        ("3", "n\n", ()),
        ("4", "1\n\n", (("send-back",),)),
        ("4", "\n2024-02-05\n", (("send-back", "--due", "2024-02-05"), ("remind", "--due", "2024-02-05"))),
        ("5", "", (("board",),)),
        ("6", "\n", ()),
        ("6", "是\n\n", (("consolidate", "--final"),)),
        ("6", "y\ny\n", (("consolidate", "--final"), ("report", "--each"))),
        ("7", "\n", ()),
        ("7", "ｙ\n", (("archive",),)),
        ("8", "", (("history",),)),
        ("9", "", (("collect",),)),
        ("10", "\n", (("send", "--what", "issue"),)),
        ("10", "2\n", (("send", "--what", "send-back"),)),
    ],
)
def test_the_answers_to_an_entry_come_to_its_command_lines(
    number: str, typed: str, lines: tuple[tuple[str, ...], ...]
) -> None:
    entry = ENTRIES[number]
    assert entry.commands({**talk(typed).answers(entry.questions, inbox="收件箱"), "opens": "y"}) == lines


def test_every_command_line_of_the_menu_is_one_that_the_program_parses() -> None:
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    answers = dict.fromkeys(("arrived", "final", "each", "archive"), "y") | {
        "which": "3",
        "letters": "3",
        "due": "2024-02-05",
    }
    for entry in ENTRIES.values():
        for name, *arguments in entry.commands({**answers, "period": "2024", "opens": "n"}):
            group.commands[name].make_context(name, [*arguments], resilient_parsing=True)


def test_where_nothing_may_be_opened_the_board_is_only_named() -> None:
    assert ENTRIES["5"].commands({"opens": "n"}) == (("board", "--print-path"),)


def test_what_is_not_among_the_choices_is_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert talk("9\n2\n").chosen("menu_ask_which", ("3", "1", "2")) == "2"
    assert "看不懂“9”" in capsys.readouterr().out


@pytest.mark.parametrize("typed", ["0", "０"])
def test_a_zero_at_any_question_leads_back(typed: str) -> None:
    for question in (Question("which", ("3", "1", "2")), Question("due")):
        with pytest.raises(GoneBackError):
            talk(typed).answers((question,))


def test_the_end_of_the_keyboard_is_no_answer() -> None:
    with pytest.raises(NoMoreAnswersError):
        talk("").ask("menu_ask_entry")


@pytest.mark.parametrize(("typed", "plain"), [("Ｙ ", "y"), ("是", "y"), ("No", "n"), ("３", "3"), ("", "")])
def test_answers_are_understood_as_they_are_typed_in_chinese(typed: str, plain: str) -> None:
    assert plain_answer(typed) == plain


def test_a_new_workspace_is_made_by_init(tmp_path: Path) -> None:
    chosen = chosen_workspace(talk("n\n我的区\n1\n2024\n"), (), FORMS, tmp_path)
    folder = tmp_path / "我的区"
    assert chosen == (folder, ("init", str(folder), "--form", "disclosure-2021", "--period", "2024"))


def test_enter_chooses_the_last_workspace_or_else_the_example(tmp_path: Path) -> None:
    assert chosen_workspace(talk("\n"), (tmp_path,), FORMS, tmp_path) == (tmp_path, ())
    example = tmp_path / "xlsreport-demo"
    assert chosen_workspace(talk("\n"), (), FORMS, tmp_path) == (example, ("demo", str(example)))


def test_a_folder_may_be_dropped_on_the_console_in_its_quotes(tmp_path: Path) -> None:
    dropped = tmp_path / "my year"
    dropped.mkdir()
    typed = f'nowhere\n"{dropped}"\n'
    assert chosen_workspace(talk(typed), (), FORMS, tmp_path) == (dropped.resolve(), ())


def test_the_last_workspace_is_remembered_first_and_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XLSREPORT_CONFIG", str(tmp_path / "settings"))
    first, second = tmp_path / "一", tmp_path / "二"
    for folder in (first, second):
        folder.mkdir()
    for folder in (first, second, first):
        remember(folder)
    assert remembered() == (first.resolve(), second.resolve())
    second.rmdir()
    assert remembered() == (first.resolve(),)


@pytest.mark.parametrize("text", ["", "{", "{}", "[1, null]", '["relative", "\\u0000"]', "[" * 100_000])
def test_a_damaged_list_of_workspaces_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("XLSREPORT_CONFIG", str(tmp_path))
    (tmp_path / "workspaces.json").write_text(text, encoding="utf-8")
    assert remembered() == ()


def test_every_entry_and_question_has_its_text() -> None:
    texts = language_named("zh").texts
    for entry in ENTRIES.values():
        assert f"menu_{entry.key}" in texts
        assert all(f"menu_ask_{each.key}" in texts for each in entry.questions)
        assert entry.opens in Place


def test_a_walk_at_a_terminal_issues_and_says_where(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    root = workspace(tmp_path)
    keyboard, terminal = pty.openpty()
    environment = {**os.environ, "XLSREPORT_CONFIG": str(tmp_path / "settings"), "PYTHONUTF8": "1", "COLUMNS": "300"}
    with subprocess.Popen(
        [sys.executable, "-m", "xlsreport", "--lang", "zh", "menu", "--no-open"],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        cwd=root,
        env=environment,
    ) as process:
        os.close(terminal)
        os.write(keyboard, b"1\n2\n\n0\n")
        shown = _read_to_the_end(keyboard)
    assert process.returncode == 0
    assert f"xlsreport issue -C {root.resolve()}" in shown
    assert f"请看：{root.resolve()}" in shown
    assert str(root.resolve()) in (tmp_path / "settings" / "workspaces.json").read_text(encoding="utf-8")


def _read_to_the_end(keyboard: int) -> str:
    read = b""
    try:
        while piece := os.read(keyboard, 65536):
            read += piece
    except OSError:  # how Linux says that nobody holds the terminal any more
        pass
    return read.decode()
