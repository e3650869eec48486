"""The rule book and the code name the same findings, and each sentence takes the words that the code gives."""

import ast
import re
import string
from pathlib import Path

import pytest

from kit import submission
from kit.filled import disclosure
from kit.submission import formulas_hidden, nothing_stored, reviewed, sent
from kit.told import own
from xlsreport.checking import Submission, check_across
from xlsreport.language import catalogue, language_named
from xlsreport.model.finding import Finding

SOURCE = Path(catalogue.__file__).parents[1]
CODE = re.compile(r"[A-Z][0-9]{3}")
ENTRIES = language_named("zh").entries
HAN = re.compile(r"[\u4e00-\u9fff]")
OWN_WORDS = {"sheet"}  # put in by Case.sheet_finding itself


def used() -> set[str]:
    """Return every finding code that stands in the code as a text of its own."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in SOURCE.rglob("*.py")]
    texts = {n.value for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Constant)}
    return {text for text in texts if isinstance(text, str) and CODE.fullmatch(text)}


def placeholders(code: str, name: str) -> set[str]:
    parts = string.Formatter().parse(language_named(name).entries[code].message)
    return {field for _, field, _, _ in parts if field}


def test_every_code_in_the_program_is_in_the_rule_book() -> None:
    assert used() - ENTRIES.keys() == set()


def test_every_code_in_the_rule_book_is_used_by_the_program() -> None:
    assert ENTRIES.keys() - used() == {"T"}  # T stands for all rules of a form


def calls() -> list[tuple[str, set[str], str]]:
    """Return (code, words given, place) of every call of `finding` and `sheet_finding` with a code in it."""
    found = []
    for file in sorted((SOURCE / "checking").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                code, given = node.args[0], {k.arg or "" for k in node.keywords}
                if node.func.attr in ("finding", "sheet_finding") and isinstance(code, ast.Constant):
                    words = [arg for arg in node.args[2:] if isinstance(arg, ast.Dict)]
                    given |= {str(k.value) for each in words for k in each.keys if isinstance(k, ast.Constant)}
                    computed = any(isinstance(arg, ast.Name) for arg in node.args[1:]) or any(
                        None in each.keys for each in words
                    )
                    given |= {"*"} if computed else set()
                    found.append((str(code.value), given, f"{file.name}:{node.lineno}"))
    return found


@pytest.mark.parametrize(("code", "given", "place"), calls(), ids=lambda each: each if isinstance(each, str) else "")
def test_a_sentence_takes_only_words_that_the_code_gives(code: str, given: set[str], place: str) -> None:
    for name in catalogue.LANGUAGES:
        missing = placeholders(code, name) - given - OWN_WORDS
        assert not missing or "*" in given, f"{place}: {code} in {name} wants {missing}"


def test_calls_were_found() -> None:
    assert len(calls()) > 15


def damaged() -> list[Finding]:
    """Return the findings of submissions that together are wrong in every way that checking knows."""
    typed = """
    表二 | B  | C            | D
    5    | 无 | 3（含1件）   | "3"
    6    | -1 | #REF!        | TRUE
    9    |    |              |
    12   | =NOW()  |         |

    表三 | C                       | D                  | J
    8    | （一）予以公开公开      | 0                  | 5
    9    |                         | 0                  | 0
    10   | 1.属于国家秘秘密        | 0                  |
    11   | 2.其他法律行政法规禁止公开 | 0               | =SUM(D11:H11) -> 0
    12   | 3.危及“三安全一稳定”    | 0                  | =D12+E12+F12+G12+H12+I12 -> 0
    13   | 4.保护第三方合法权益    | 0                  | =SUM(D13:I13) -> #REF!
    14   | 5.属于三类内部事务信息  | 0                  | =SUM(D14:I14) -> 7
    15   | 6.属于四类过程性信息    | 0                  | =[1]A!A1 -> 0

    基本信息 | B
    6        | 县
    13       | 2024年1月30日2024年1月30日2024年1月30日2024年1月30日2024年1月30日

    封面 | B
    3    | 甲
    """
    edition = "表三 | B | C\n26 | （六）其他处理 |\n27 | （七）总计 |"
    books = [
        sent({"表四!A6": 1, "表三!D6": 1}, typed),
        sent({"文字!A6": None, "上年!D4": 1}, without=["表四"]),
        sent(typed=edition),
        sent(typed="表四 | A\n3 | 另一张表"),
        sent(without=list(sent().sheets)[1:]),
        nothing_stored(sent()),
        formulas_hidden(sent(typed="表三 | J\n8 | 5")),
    ]
    found = [finding for book in books for finding in reviewed(book, period=2023).findings]
    found += reviewed(sent({"上年!D4": 1}), {"上年!D4": 0}).findings
    found += reviewed(sent({"基本信息!B5": 2022}), period=2023).findings
    found += against_other_years_and_departments()
    return found


def against_other_years_and_departments() -> list[Finding]:
    """Return the findings of figures and texts that are unlike other years, or like other departments."""
    spoken = own(1) | {"表二!B16": 3_860_000, "表二!B9": 200000, "校验!I21": "核实无误", "表二!B6": 1, "表三!D6": 9487}
    spoken |= {"表三!D8": 9487, "补充!B16": "1.555元", "补充!B17": "5%"}
    years = [own(1) | {"表二!B16": 386, "表三!D6": 550, "表三!D8": 551, "表三!J6": 550}, {"表三!D6": 500}]
    found = [*reviewed(sent(spoken), years=years).findings]
    form, words = disclosure(), submission.language_named("zh")
    figures = {f"表三!{column}{row}": row * 10 for column in "DE" for row in (6, 8, 9)}
    reviews = [reviewed(sent(own(1) | figures | {"表二!B9": n if n < 20 else 10**6})) for n in range(9, 21)]
    alike = [Submission(f"{n}", f"{n}", f"{n}", each) for n, each in enumerate(reviews)]
    return [*found, *(each for several in check_across(form, words, alike).values() for each in several)]


def test_every_way_of_being_wrong_has_a_whole_sentence() -> None:
    found = damaged()
    assert not [f.message for f in found if re.search(r"[{}]|None|Decimal|ErrorValue", f.message)]
    assert len({f.code for f in found}) >= 36


def test_the_sentences_are_whole_in_english_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kit.submission.language_named", lambda _: language_named("en"))
    found = damaged()
    assert not [f.message for f in found if re.search(r"[{}]|None|Decimal|ErrorValue", f.message)]
    assert not [f.message for f in found if f.code in ("V201", "V206", "M308", "H402") and HAN.search(f.message)]
