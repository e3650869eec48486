"""A document that is written piece by piece is the one that is written whole."""

import json
from typing import Any

import simplejson
from hypothesis import given
from hypothesis import strategies as st

from xlsreport.writing.files.json_document import json_document, json_pieces, without_stamp

_PLAIN = st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False)
_TEXT = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs"]) | st.just("\n"), max_size=4)
_VALUES = st.recursive(
    _PLAIN | _TEXT, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3), max_leaves=8
)


@given(st.dictionaries(_TEXT, _VALUES, max_size=4), st.lists(_VALUES, max_size=4))
def test_it_is_indented_as_its_library_indents_it(content: dict[str, Any], items: list[Any]) -> None:
    whole = json_document("x", {**content, "items": items})
    document = {**json.loads(b"".join(whole.splitlines(keepends=True)[:3]) + b' "end": 0}')}
    stamp = {key: document[key] for key in ("schema", "program")}
    expected = simplejson.dumps({**stamp, **content, "items": items}, ensure_ascii=False, indent=1, use_decimal=True)
    assert whole.decode() == expected + "\n"
    assert b"".join(json_pieces("x", {**content, "items": iter(items)})) == whole
    assert without_stamp(whole) != whole
