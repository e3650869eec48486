"""How a cell of the form is named in a Word template: `{{ Data.J6 }}`, and what may be done with it there."""

import re

# The filters by the names that they have in every language; each has one more in the form's own.
FILTERS = (
    "change",
    "trend",
    "share",
    "shares",
    "largest",
    "listed",
    "total",
    "thousands",
    "numeral",
    "official",
)
# What a cell has beside its text: `{{ Data.J6.number }}`.
PARTS = ("before", "drafts", "last_year", "lines", "number")
# All departments in the report of the whole, one after another; it has one more name in the form's own language.
DEPARTMENTS = "departments"
_NOT_A_NAME = re.compile(r"\W")


def tag_name(sheet: str) -> str:
    """Return the name that stands for `sheet` in a tag: what is no letter, digit or _ becomes _."""
    name = _NOT_A_NAME.sub("_", sheet)
    return f"_{name}" if name[:1].isdigit() else name
