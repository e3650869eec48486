"""Full-width characters are halved, and no other is touched."""

import sys
import unicodedata

from xlsreport.checking.cells.typed_numbers import half_width, has_invisible


def test_of_all_characters_the_wide_ones_are_halved_and_those_that_nobody_sees_left_out() -> None:
    for each in map(chr, range(sys.maxunicode + 1)):
        wide = unicodedata.decomposition(each).startswith("<wide>")
        seen = unicodedata.normalize("NFKC", each) if wide else each
        assert half_width(f"甲{each}") == ("甲" if has_invisible(each) else f"甲{seen}")
