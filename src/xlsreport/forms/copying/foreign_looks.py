"""The looks of another workbook's cells, brought into this one's styles."""

from copy import deepcopy

from xlsreport.forms.copying.looks import FONT, Looks, appended_to
from xlsreport.forms.copying.parts import Element, in_order, main

_KINDS = {"font": "fonts", "fill": "fills", "border": "borders"}
_FIRST_OWN_FORMAT = 164  # the numbers before it are Excel's


class ForeignLooks:
    """Styles of another workbook by their numbers there; each is brought here once."""

    def __init__(self, own: Looks, theirs: Element) -> None:
        """Take our styles, and the root of theirs."""
        self._own, self._theirs = own, theirs
        self._styles: dict[int, int] = {}
        self._colours: dict[int, int] = {}

    def style(self, number: int) -> int:
        """Return our number of their style."""
        if number not in self._styles:
            self._styles[number] = appended_to(self._own.parts_of("cellXfs"), self._brought(number))
        return self._styles[number]

    def colours(self, number: int) -> int:
        """Return our number of what a conditional format of theirs changes."""
        if number not in self._colours:
            self._colours[number] = appended_to(self._own.parts_of("dxfs"), deepcopy(self._list("dxfs")[number]))
        return self._colours[number]

    def _list(self, name: str) -> Element:
        return next(self._theirs.iterchildren(main(name)))

    def _name(self, font: Element) -> None:
        """Have a font without a name of its own be the one that this workbook usually has."""
        usual = self._own.parts_of("fonts")[0].find(main("name"))
        if font.find(main("name")) is None and usual is not None:
            in_order(font, deepcopy(usual), FONT)

    def _brought(self, number: int) -> Element:
        xf = deepcopy(self._list("cellXfs")[number])
        xf.set("xfId", "0")
        for kind, name in _KINDS.items():
            element = deepcopy(self._list(name)[int(xf.get(f"{kind}Id") or 0)])
            if kind == "font":
                self._name(element)
            xf.set(f"{kind}Id", str(self._own.kept(name, element)))
            xf.set(f"apply{kind.capitalize()}", "1")
        if int(xf.get("numFmtId") or 0) >= _FIRST_OWN_FORMAT:
            codes = {each.get("numFmtId"): each.get("formatCode", "") for each in self._theirs.iter(main("numFmt"))}
            xf.set("numFmtId", self._own.format_number(codes[xf.get("numFmtId")]))
        return xf
