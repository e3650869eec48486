"""N515: shares and changes, against the figures that they are of, and what follows from one wrong figure."""

import pytest

from kit.told_prose import asked

FORTY = {"表三!D6": 40, "表三!D8": 40}
LAST = {"表三!J6": 32, "表三!J29": 30}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到政府信息公开申请40件，其中网上提交30件，占75%。", None),
        ("收到政府信息公开申请40件，其中网上提交30件，占76%。", "正文写 76，按有关数字计算为 75"),
        ("收到政府信息公开申请40件，其中网上提交27件，占67.5%。", None),
        ("收到政府信息公开申请40件，其中网上提交27件，占67%。", None),  # half of a digit either way
        ("收到政府信息公开申请40件，其中网上提交27件，占68%。", None),
        ("收到政府信息公开申请40件，其中网上提交27件，占66%。", "正文写 66，按有关数字计算为 68"),
        ("收到政府信息公开申请40件，其中网上提交13件，占32.50%。", None),
        ("收到政府信息公开申请40件，其中网上提交13件，占32.6%。", "正文写 32.6，按有关数字计算为 32.5"),
        ("收到政府信息公开申请40件，其中网上提交13件，约占33%。", None),
        ("收到政府信息公开申请40件，其中网上提交13件，占35%左右。", None),
        ("收到政府信息公开申请40件，其中网上提交30件（75%）、信函提交10件（25%）。", None),
        ("收到政府信息公开申请40件，其中网上提交30件（80%）、信函提交10件（25%）。", "正文写 80，按有关数字计算为 75"),
        ("公开信息80条，收到政府信息公开申请40件，其中网上提交30件，占37.5%。", "按有关数字计算为 75"),
        ("办结40件，其中予以公开40件，占收到政府信息公开申请的90%。", None),  # of a figure that is not in the text
        ("收到政府信息公开申请40件，其中自然人申请40件，占政府信息公开申请总数的90%。", "按有关数字计算为 100"),
        ("收到政府信息公开申请40件。其中自然人申请40件，占收到政府信息公开申请的100%。", None),
        ("发布信息1.2万条，其中图片3000条，占25%。", None),  # the whole is itself rounded
        ("发布信息1.2万条，其中图片3000条，占26%。", None),
        ("发布信息1.2万条，其中图片3000条，占28%。", "正文写 28，按有关数字计算为 25"),
        ("发布信息60条，其中公告30条，占50%，通知30条，占50%。", None),
    ],
)
def test_a_share_is_of_the_whole_that_its_words_are_about(text: str, expected: str | None) -> None:
    said = asked(text, FORTY)
    assert said == [] if expected is None else (len(said) == 1 and said[0].startswith("N515") and expected in said[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到政府信息公开申请40件，同比增长25%。", None),
        ("收到政府信息公开申请40件，同比增长25.0%。", None),
        ("收到政府信息公开申请40件，同比增长24%。", "正文写 24，按有关数字计算为 25"),
        ("收到政府信息公开申请40件，较上年减少25%。", "正文写 25，按有关数字计算为 -25"),
        ("收到政府信息公开申请40件，比去年增加8件。", None),
        ("收到政府信息公开申请40件，比去年增加7件。", "正文写 7，按有关数字计算为 8"),
        ("收到政府信息公开申请40件，较上年度增长约26%。", None),
        ("收到政府信息公开申请40件，同比增长25%左右。", None),
        ("收到政府信息公开申请40件（同比增长30%），办结40件，同比增长33.3%。", "正文写 30，按有关数字计算为 25"),
        ("收到政府信息公开申请40件，办结40件，同比增长33%。", None),  # of the figure right before it
        ("收到政府信息公开申请40件，办结40件，同比增长25%。", "正文写 25，按有关数字计算为 33"),
        ("发布信息60条，比上年的48条增长25%。", None),  # last year's stands beside it
        ("发布信息60条，比上年的48条增长20%。", "正文写 20，按有关数字计算为 25"),
        ("发布信息60条，同比增长20%。", None),  # nobody knows last year's
    ],
)
def test_a_change_is_against_last_years_figure(text: str, expected: str | None) -> None:
    said = asked(text, FORTY, LAST)
    assert said == [] if expected is None else (len(said) == 1 and said[0].startswith("N515") and expected in said[0])


def test_where_last_year_is_not_known_no_change_is_judged() -> None:
    assert asked("收到政府信息公开申请40件，同比增长24%。", FORTY) == []


def test_what_follows_from_a_wrong_figure_is_not_said_again() -> None:
    text = "收到政府信息公开申请44件，同比增长25%，其中自然人申请40件，占100%。"
    assert [each[:4] for each in asked(text, FORTY, LAST)] == ["N501"]


def test_how_much_more_it_was_than_last_year_is_neither_a_whole_nor_a_part() -> None:
    assert asked("公开信息20条，比上年增加5条，其中政策8条、动态12条。") == []
    assert asked("公开信息20条，其中政策8条，同比增加30条，动态12条。") == []
    (said,) = asked("公开信息20条，比上年增加5条，其中政策8条、动态19条。")
    assert said.startswith("N502")
    assert "所列分项 8 + 19 = 27，总数为 20" in said
    assert asked("公开信息12条，同比增加9条，通知8条，合计20条。") == []


def test_none_that_the_table_denies_is_said_once_and_not_as_an_imbalance_too() -> None:
    text = "新收政府信息公开申请8件，无上年结转申请，办结7件，结转下年度3件。"
    table = {"表三!D6": 8, "表三!D7": 2, "表三!D8": 7, "表三!D30": 3}
    assert [each[:4] for each in asked(text, table)] == ["N513"]
