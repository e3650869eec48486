"""V217: texts that no reader can read: a picture in a cell, a formula, an error value, nothing but signs."""

import re

from xlsreport.model.form import Field, Role

_PICTURE = re.compile(r"\bDISPIMG\s*\(", re.IGNORECASE)  # how WPS stores a picture that is put into a cell
_FORMULA = re.compile(r"=\s*(?:[A-Za-z_][\w.]*\(|\$?[A-Za-z]{1,3}\$?[0-9]+|'?[^\s'!=]+'?!\$?[A-Za-z]{1,3}\$?[0-9])")
_ERROR = re.compile(r"#(?:REF!|NAME\?|VALUE!|DIV/0!|N/A|NUM!|NULL!)")
_NO_WORD = re.compile(r"[\W_]+")


def is_unusable(field: Field, text: str, formula: str = "") -> bool:
    """Whether the text of a report's field holds a picture or a formula's leftover, or is required and only signs.

    `formula` is the one that its cell computes the text by, if any.
    """
    if field.role is not Role.PROSE:
        return False
    bare = text.strip()
    if _PICTURE.search(formula) or _PICTURE.search(bare) or _ERROR.fullmatch(bare) or _FORMULA.match(bare):
        return True
    return field.required and _NO_WORD.fullmatch(bare) is not None
