"""Help in one language and eighty columns; usage errors that say whose help to read; how loud a command is."""

import re
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from kit.filled import saved, workbook
from kit.workspace import sent_by, workspace
from xlsreport.cli.app import app, run
from xlsreport.cli.global_options import taken
from xlsreport.cli.help_page import help_texts
from xlsreport.cli.speech import halves, in_language, language_of_system
from xlsreport.cli.wrapping import width, wrapped

PERIOD_HELP = "哪个年度，如 2023，默认为最近的一个。"
HAN = re.compile("[\u3400-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]{2,})+")  # in Chinese: a sentence that nobody translated
TYPED = re.compile(r"xlsreport(?: [a-z-]+)*")
PROGRAM = get_command(app)
assert isinstance(PROGRAM, TyperGroup)
NAMES = tuple(PROGRAM.commands)
PATHS = [  # every command, and those of a command
    (name, *part)
    for name, command in PROGRAM.commands.items()
    for part in ((), *((each,) for each in (command.commands if isinstance(command, TyperGroup) else ())))
]
each_language = pytest.mark.parametrize("name", ["zh", "en"])


def page(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(list(arguments)) == 0
    return capsys.readouterr().out


@each_language
@pytest.mark.parametrize("command", [(), *PATHS])
def test_a_page_of_help_is_in_one_language_and_fits_eighty_columns(
    capsys: pytest.CaptureFixture[str], command: tuple[str, ...], name: str
) -> None:
    lines = page(capsys, *command, "--lang", name, "-h").splitlines()

    assert [line for line in lines if width(line) > 80] == []
    *own, other = [line for line in lines if line]
    assert f"--lang {'en' if name == 'zh' else 'zh'}" in other
    if name == "en":
        assert [line for line in own if HAN.search(line)] == []
    else:
        assert [line for line in own if line.startswith(("Usage", "Options", "Examples"))] == []
    assert ("README.md" if name == "en" else "README.zh.md") in "\n".join(own)


@each_language
@pytest.mark.parametrize("command", NAMES)
def test_every_command_shows_examples_of_itself(command: str, name: str) -> None:
    examples = help_texts(name).lists[f"help_examples_{command.replace('-', '_')}"]

    assert [each for each in examples if not re.search(rf"\bxlsreport (--lang en )?{command}\b", each)] == []


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_text_of_help_says_the_same_in_both_languages(path: tuple[str, ...]) -> None:
    own: Any = PROGRAM
    for name in path:
        own = own.commands[name]
    texts = [own.help or "", *(each.help or "" for each in own.params if each.name != "help")]

    assert [text for text in texts if not all(halves(text))] == []
    assert [text for text in texts if HAN.search(halves(text)[1])] == []
    assert [text for text in texts if ENGLISH.search(TYPED.sub("", halves(text)[0]))] == []


def test_help_is_found_under_each_of_its_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert page(capsys, "-h") == page(capsys, "--help") == page(capsys, "help") == page(capsys)
    assert page(capsys, "check", "-h") == page(capsys, "check", "--help") == page(capsys, "help", "check")


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW"}, "zh"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zha_XX"}, "en"),
    ],
)
def test_the_language_is_that_of_the_system(environment: dict[str, str], name: str) -> None:
    assert language_of_system(environment) == name


def test_what_is_asked_for_wins_over_the_variable_and_that_over_the_system(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert page(capsys, "forms", "-h").startswith("List the built-in forms;")
    monkeypatch.setenv("XLSREPORT_LANG", "zh_CN")
    assert page(capsys, "forms", "-h").startswith("列出内置表样；")
    assert page(capsys, "--lang=en", "forms", "-h").startswith("List the built-in forms;")


def test_the_rule_book_is_told_in_the_language_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert page(capsys, "rules", "M301").startswith("M301  错误  公式被数字替换")
    assert page(capsys, "--lang", "en", "rules", "M301").startswith("M301  error")


def test_a_text_of_two_languages_is_parted_behind_the_last_chinese_letter() -> None:
    assert halves("代码，如 M301。A code such as M301.") == ("代码，如 M301。", "A code such as M301.")
    assert in_language("Only this.", "zh") == in_language("Only this.", "en") == "Only this."
    assert in_language("只有这个。", "en") == "只有这个。"


def test_no_line_begins_with_what_closes_a_sentence() -> None:
    lines = list(wrapped("把一个年度的输入、输出，和存档文件归档。", 10))

    assert "".join(lines) == "把一个年度的输入、输出，和存档文件归档。"
    assert [line for line in lines if line[0] in "，。、"] == []
    assert max(map(width, lines)) <= 12
    assert list(wrapped("one two  three", 7)) == ["one two", "three"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "没有命令“chek”。 是不是 check？ 用法见 xlsreport --help"),
        (["bogus"], "没有命令“bogus”。 用法见 xlsreport --help"),
        (["help", "chek"], "没有命令“chek”。 是不是 check？ 用法见 xlsreport --help"),
        (["issue", "--perod", "3"], "没有选项 --perod。 是不是 --period？ 用法见 xlsreport issue --help"),
        (["check"], "缺少 PATH...：填报表，或装有填报表的文件夹。 用法见 xlsreport check --help"),
        (["issue", "--period", "x"], f"--period 的值不能用。--period：{PERIOD_HELP} 用法见 xlsreport issue --help"),
        (
            ["rules", "--format", "xml"],
            "--format 的值不能用。--format：输出格式。 text|json 用法见 xlsreport rules --help",
        ),
        (["issue", "--period"], "选项 --period 后面缺少值。 用法见 xlsreport issue --help"),
        (["issue", "--blank=1"], "选项 --blank 不带值。 用法见 xlsreport issue --help"),
        (["demo", "a", "x", "y"], "多出来的参数：x y。 用法见 xlsreport demo --help"),
        (["forms", "bogus"], "没有命令“bogus”。 用法见 xlsreport forms --help"),
    ],
)
def test_what_is_not_understood_is_told_in_the_users_language_with_whose_help_to_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    monkeypatch.setenv("XLSREPORT_LANG", "zh")
    assert run(arguments) == 2
    assert capsys.readouterr().err == f"{said}\n"
    assert run(["--lang", "en", *arguments]) == 2
    assert not HAN.search(capsys.readouterr().err)


def test_a_language_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "fr", "forms"]) == 2
    assert "zh, en" in capsys.readouterr().err


def test_what_holds_for_every_command_stands_anywhere_but_behind_two_dashes() -> None:
    found = taken(["check", "-q", "--lang", "en", "a.xlsx", "--", "--quiet"])

    assert (found.rest, found.loudness.name, found.lang) == (("check", "a.xlsx", "--", "--quiet"), "QUIET", "en")
    assert taken(["forms", "--lang"]).lang == ""


def test_quiet_says_only_why_it_is_refused_and_what_is_asked_for_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path, "甲局.xlsx", workbook())
    code = run(["check", str(path)])
    capsys.readouterr()

    assert run(["check", "--quiet", str(path)]) == code
    assert capsys.readouterr() == ("", "")
    assert run(["check", "--quiet", str(path), "--format", "json"]) == code
    printed = capsys.readouterr()
    assert (printed.out[0], printed.err) == ("{", "")
    assert run(["check", "-q", str(tmp_path / "none.xlsx")]) == 2
    assert "none.xlsx" in capsys.readouterr().err


def test_verbose_names_all_that_is_found_and_where_it_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {f"{n}.xlsx": sent_by(f"A{n:02}", f"第{n}局", {"表二!B9": -n}) for n in range(1, 14)}
    folder = workspace(tmp_path / "w", files)

    run(["consolidate", "-C", str(folder)])
    plain = capsys.readouterr()
    run(["consolidate", "-v", "-C", str(folder)])
    verbose = capsys.readouterr()
    assert "另有" in plain.out
    assert "另有" not in verbose.out
    assert len(verbose.out.splitlines()) > len(plain.out.splitlines())
    assert str(folder) not in plain.err
    assert str(folder) in verbose.err


def test_who_has_chosen_a_language_is_refused_in_that_one_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("XLSREPORT_LANG", raising=False)
    assert run(["status", "-C", str(tmp_path)]) == 2
    both = capsys.readouterr().err
    assert "不是工作区" in both
    assert "Not a workspace" in both
    assert run(["--lang", "zh", "status", "-C", str(tmp_path)]) == 2
    assert "Not a workspace" not in capsys.readouterr().err
    monkeypatch.setenv("XLSREPORT_LANG", "en")
    assert run(["status", "-C", str(tmp_path)]) == 2
    assert "不是工作区" not in capsys.readouterr().err


def test_a_command_of_a_command_has_its_help_too(capsys: pytest.CaptureFixture[str]) -> None:
    asked = page(capsys, "--lang", "zh", "help", "forms", "check")
    assert asked == page(capsys, "--lang", "zh", "forms", "check", "-h")
    assert run(["--lang", "zh", "help", "forms", "chek"]) == 2
    assert "是不是 check？ 用法见 xlsreport forms --help" in capsys.readouterr().err
    assert run(["--lang", "zh", "help", "status", "check"]) == 2
    assert "多出来的参数：check。" in capsys.readouterr().err
