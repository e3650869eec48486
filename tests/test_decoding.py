"""A document is decoded into types, and what does not fit is named by its key."""

import json
from typing import Annotated, Any

import pytest
from msgspec import Meta, Struct

from xlsreport.decoding import Misfit, MisfitError, decoded


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1)] = "n"
    many: Annotated[int, Meta(gt=0)] = 1
    share: float = 0.5
    sure: bool = True


class Word(Struct, frozen=True):
    word: str


class Whole(Struct, frozen=True, forbid_unknown_fields=True):
    part: Part
    parts: tuple[Part, ...] = ()
    words: dict[str, str] = {}
    nested: dict[str, dict[str, int]] = {}
    by_name: dict[str, Part] = {}
    needing: dict[str, Word] = {}


def misfit(data: Any, kind: Any = Whole, at: tuple[str, ...] = ()) -> MisfitError:
    with pytest.raises(MisfitError) as caught:
        decoded(data, kind, at)
    return caught.value


def test_what_fits_is_decoded() -> None:
    data = {"part": {"name": "a", "many": 3, "share": 1}, "parts": [{}], "words": {"x": "y"}}
    assert decoded(data, Whole) == Whole(Part("a", 3, 1.0), (Part(),), {"x": "y"})


@pytest.mark.parametrize(
    ("data", "kind", "key", "value"),
    [
        ({}, Misfit.MISSING, "part", None),
        ({"part": 3}, Misfit.TABLE, "part", 3),
        ({"part": {"name": 3}}, Misfit.TEXT, "[part] name", 3),
        ({"part": {"name": ""}}, Misfit.TEXT, "[part] name", ""),
        ({"part": {"many": 1.5}}, Misfit.WHOLE, "[part] many", 1.5),
        ({"part": {"many": 0}}, Misfit.WHOLE, "[part] many", 0),
        ({"part": {"many": True}}, Misfit.WHOLE, "[part] many", True),
        ({"part": {"share": "half"}}, Misfit.NUMBER, "[part] share", "half"),
        ({"part": {"sure": 1}}, Misfit.FLAG, "[part] sure", 1),
        ({"part": {}, "parts": {}}, Misfit.LIST, "parts", {}),
        ({"part": {}, "parts": [{}, {"many": "x"}]}, Misfit.WHOLE, "[parts] 2.many", "x"),
        ({"part": {}, "words": {"a": "b", "c d": 4}}, Misfit.TEXT, "[words] c d", 4),
        ({"part": {}, "nested": {"a": {"b": 1}, "c": {"d": 1, "e": "f"}}}, Misfit.WHOLE, "[nested] c.e", "f"),
        ({"part": {}, "needing": {"a": {"word": ""}, "b": {}}}, Misfit.MISSING, "[needing] b.word", None),
        ({"part": {}, "nested": {"a": {"b": True}}}, Misfit.WHOLE, "[nested] a.b", True),
        ([], Misfit.TABLE, "", []),
    ],
    ids=lambda each: json.dumps(each) if isinstance(each, dict) else None,
)
def test_what_does_not_fit_is_named_by_its_key(data: Any, kind: Misfit, key: str, value: object) -> None:
    found = misfit(data)
    assert (found.misfit, found.key, found.value) == (kind, key, value)
    assert str(found) == key


@pytest.mark.parametrize(
    ("data", "key", "nearest"),
    [
        ({"part": {}, "wrods": {}}, "wrods", "words"),
        ({"prat": {}}, "prat", "part"),
        ({"part": {"nmae": ""}}, "[part] nmae", "name"),
        ({"part": {}, "parts": [{"mnay": 1}]}, "[parts] 1.mnay", "many"),
        ({"part": {}, "by_name": {"a": {"many": 2}, "x": {"shares": 1}}}, "[by_name] x.shares", "share"),
        ({"part": {"colour": 1}}, "[part] colour", ""),
        ({"part": {"a`b - at `$.words`": 1}}, "[part] a`b - at `$.words`", ""),
    ],
    ids=str,
)
def test_a_key_that_is_not_known_comes_with_the_nearest_known_one(data: Any, key: str, nearest: str) -> None:
    found = misfit(data)
    assert (found.misfit, found.key, found.nearest) == (Misfit.UNKNOWN, key, nearest)


def test_a_part_decoded_by_itself_is_named_from_the_top() -> None:
    assert misfit({"many": "x"}, Part, ("values", "S!B2")).key == "[values] S!B2.many"
    assert misfit("x", Part, ("values", "S!B2")).key == "[values] S!B2"
    assert misfit({"mnay": 1}, Part, ("values", "S!B2")).nearest == "many"
