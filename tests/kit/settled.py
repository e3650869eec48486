"""A small workspace that is ready to be archived: two departments, the whole, and a final consolidation."""

from pathlib import Path

from kit.filled import workbook
from kit.workspace import roster, sent_by, workspace
from xlsreport.cli.app import run

OWN = {
    "文字!A6": "本单位围绕群众关心的事项及时更新网站栏目，全年未出现迟发漏发。",
    "文字!A8": "接收渠道保持畅通，答复文书一律经法制人员审核后送达申请人。",
    "文字!A10": "制作文件时同步确定公开属性，每半年清理一回存量文件。",
    "文字!A14": "主要负责人听取专题汇报，考核结果计入科室评分。",
    "文字!A12": "门户网站专栏由办公室专人维护，每周更新，全年没有发生差错。",
    "文字!A16": "工作人员业务培训偏少，明年每季度组织一次集中学习，并向群众公开进展。",
}
INBOX = {
    "甲局/填报表.xlsx": sent_by("A01", "甲局", {"表三!D6": 1, "表三!D8": 1}),
    "乙局.xlsx": sent_by("A02", "乙局", {"表三!D6": 2, "表三!D8": 2, **OWN}),
}


def settled_workspace(folder: Path) -> Path:
    """Make the workspace in `folder`, consolidate it and return it."""
    workspace(folder, INBOX, roster((("A01", "甲局"), ("A02", "乙局"))))
    (folder / "2023/汇总单位.xlsx").write_bytes(workbook({"基本信息!B3": "某区", "基本信息!B4": "W"}))
    assert run(["consolidate", "-C", str(folder), "--final"]) == 0
    return folder
