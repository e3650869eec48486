"""The XML of a Word document: names, switches and texts of its elements."""

from xml.etree import ElementTree as ET

WORDML = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIPS_A_MM, TWIPS_A_POINT = 1440 / 25.4, 20


def w(name: str) -> str:
    """Return the qualified name of a WordprocessingML element or attribute; a path with / is one of them each."""
    return "/".join(WORDML + part for part in name.split("/"))


def attribute(element: ET.Element | None, name: str = "val") -> str | None:
    """Return an attribute of `element`, None where either is missing."""
    return None if element is None else element.get(w(name))


def switched_on(element: ET.Element | None) -> bool:
    """Whether an element that is a switch is there and not off."""
    return element is not None and attribute(element) not in ("0", "false", "off")


def text_of(element: ET.Element) -> str:
    """Return the text within `element`: a line break is ⏎, a field the name of what it shows."""
    shown = {w("t"): lambda e: e.text or "", w("br"): lambda _: "⏎", w("instrText"): lambda e: f"{{{e.text}}}"}
    skipping, parts = False, []
    for each in element.iter():
        if each.tag == w("fldChar"):
            skipping = attribute(each, "fldCharType") == "separate"
        elif each.tag in shown and not skipping:
            parts.append(shown[each.tag](each))
    return "".join(parts)
