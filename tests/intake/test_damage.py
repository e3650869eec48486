"""Whatever damage a container has: it is taken apart or told, and nothing escapes."""

import io
import zipfile
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.mails import attached, forwarded, mail, text
from kit.outlook import compound, message
from xlsreport.intake.gather import source_file
from xlsreport.intake.unpacking import unpacked
from xlsreport.language import language_named

ZH = language_named("zh")
PDF = b"%PDF-1.4 stands for any file"


@lru_cache(maxsize=8)
def whole(kind: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.pdf", PDF * 20)
        archive.writestr("镇/b.pdf", PDF)
    inner = mail([text("x"), attached("a.zip", packed.getvalue())], mark=b"in")
    forwarded_mail = message("y", "b@b.cn", {"b.pdf": PDF}, inside=True)
    made = {
        "zip": packed.getvalue(),
        "eml": mail([text("x"), forwarded(inner), attached("财政局.pdf", PDF)]),
        "msg": compound(message("x", "a@b.cn", {"a.pdf": PDF, "m": forwarded_mail})),
    }
    return made[kind]


def damaged(data: bytes, flips: list[tuple[float, int]], kept: float) -> bytes:
    out = bytearray(data[: max(8, int(len(data) * kept))])
    for place, bits in flips:
        out[int(place * (len(out) - 1))] ^= bits
    return bytes(out)


@pytest.mark.parametrize("kind", ["zip", "eml", "msg"])
@settings(deadline=None, max_examples=150)
@given(
    flips=st.lists(st.tuples(st.floats(0, 1), st.integers(1, 255)), max_size=6),
    kept=st.one_of(st.just(1.0), st.floats(0, 1)),
)
def test_damage_never_escapes(kind: str, flips: list[tuple[float, int]], kept: float) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        path.write_bytes(damaged(whole(kind), flips, kept))
        found = unpacked(source_file(path), Path(folder) / "into", ZH)
        assert found  # something is said of it in any case
        assert all(each.name == "a" or each.name.startswith("a!") for each in found)
        assert all(each.path.is_file() for each in found)
        into = Path(folder) / "into"
        assert {each.parent for each in Path(folder).rglob("*") if each.is_file()} <= {Path(folder), into}


def test_the_same_bytes_give_the_same_answer() -> None:
    answers = []
    for _ in range(2):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "a"
            path.write_bytes(whole("eml"))
            found = unpacked(source_file(path), Path(folder) / "into", ZH)
            answers.append([(each.name, each.sha256, each.received_at, each.source, each.problem) for each in found])
    assert answers[0] == answers[1]
    assert len(answers[0]) == 3
