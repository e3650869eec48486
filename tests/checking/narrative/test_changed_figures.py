"""A figure that is told with what it was before: 由上年的3件增加到5件 counts five."""

import pytest

from kit.told_prose import asked

FORTY = {"表三!D6": 40, "表三!D8": 40}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到政府信息公开申请由上年的50件下降到40件。", []),
        ("收到政府信息公开申请由上年的50件下降到41件。", ["N501"]),
        ("收到政府信息公开申请从2022年的30件增加至44件。", ["N501"]),
        ("收到政府信息公开申请从2022年的30件增加到2023年的44件。", ["N501"]),
        ("收到政府信息公开申请从2021年的30件增加到2022年的44件。", []),
        ("收到政府信息公开申请从2023年的40件增加到50件。", []),
        ("收到政府信息公开申请由互联网30件到窗口44件。", []),
        ("收到政府信息公开申请由去年的50件，下降为40件。", []),
        ("收到政府信息公开申请由32件增加到40件，增长25%。", []),
        ("收到政府信息公开申请由32件增加到40件，增长20%。", ["N515"]),
        ("收到政府信息公开申请由32件增加到40件，增加8件。", []),
        ("收到政府信息公开申请由32件增加到40件，增加9件。", ["N515"]),
        ("公开信息由32条增加到40条，增长30%。", ["N515"]),
    ],
)
def test_the_later_figure_is_the_ones_that_the_words_before_both_count(text: str, expected: list[str]) -> None:
    assert [said.split("：")[0].split()[0] for said in asked(text, FORTY)] == expected
