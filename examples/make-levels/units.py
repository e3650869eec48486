"""A unit's workbook: the form filled with small figures that differ from unit to unit and hold all its rules."""

from decimal import Decimal
from typing import TYPE_CHECKING

from places import Place

from xlsreport.forms import find_form, load_form
from xlsreport.model.address import Address

if TYPE_CHECKING:
    from xlsreport.model.workbook import Value

PARTICULARS = {
    "基本信息!B7": "{name}办公楼",
    "基本信息!B8": "0999-{code}",
    "基本信息!B9": "999999",
    "基本信息!B10": "办公室",
}
TEXTS = {
    "文字!A6": "{name}通过政府网站和政务新媒体主动公开信息，及时更新机构职能、预决算等内容。",
    "文字!A8": "{name}严格按照规定办理依申请公开事项，做到程序规范、答复及时。",
    "文字!A10": "{name}健全信息发布审核机制，落实先审查、后公开的要求。",
    "文字!A12": "{name}做好公开专栏的日常维护，方便群众查询。",
    "文字!A14": "{name}明确专人负责，接受社会监督。",
    "文字!A16": "公开的内容还不够丰富。{name}将在下一年度改进。",
    "文字!A18": "{name}无其他需要报告的事项。",
}


def unit_bytes(place: Place, form_id: str) -> bytes:
    """Return the workbook of `place`; its figures follow from its code."""
    form = load_form(find_form(form_id))
    who = form.identity
    values: dict[Address, Value] = {each.address: Decimal(0) for each in form.figures if each.required}
    values |= {who.code: place.code, who.name: place.name, who.period: Decimal(2023)}
    values |= {who.level: place.level} if who.level else {}
    texts = PARTICULARS | TEXTS
    values |= {Address.parse(cell): text.format(name=place.name, code=place.code) for cell, text in texts.items()}
    values |= dict.fromkeys(form.carried, Decimal(0))
    county, unit = int(place.code[-4:-2]), int(place.code[-2:])
    opened, partly = Decimal(3 * unit + county), Decimal(unit % 3)
    figures = {"表三!D6": opened + partly, "表三!D8": opened, "表三!D9": partly, "表二!B9": Decimal(40 * unit + county)}
    values |= {Address.parse(cell): figure for cell, figure in figures.items()}
    return form.engine.fill(values)
