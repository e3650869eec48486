"""What mail programs wrap files in: signatures, winmail.dat, lines of text, Apple's own forms."""

import struct
from binascii import b2a_uu
from collections.abc import Mapping

from asn1crypto import algos, cms

_OBJECT = bytes.fromhex("0703020000000000c000000000000046")


def signed(content: bytes | None) -> bytes:
    """Return a signed message around `content`, without any signer; None for a signature that stands beside."""
    inside = {"content_type": "data"} if content is None else {"content_type": "data", "content": content}
    algorithm = algos.DigestAlgorithm({"algorithm": "sha256"})
    body = {"version": "v1", "digest_algorithms": [algorithm], "encap_content_info": inside, "signer_infos": []}
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(body)}).dump())


def signed_openly(content: bytes) -> bytes:
    """Return the same as programs write it that know no length beforehand: in pieces, every length left open."""
    pieces = b"".join(_tagged(4, content[at : at + 1000]) for at in range(0, len(content), 1000))
    data = _object("2a864886f70d010701") + _open(0xA0, _open(0x24, pieces))
    body = _tagged(2, b"\1") + _tagged(0x31, b"") + _open(0x30, data) + _tagged(0x31, b"")
    return _open(0x30, _object("2a864886f70d010702") + _open(0xA0, _open(0x30, body)))


def sealed() -> bytes:
    """Return the beginning of what is encrypted for somebody's certificate."""
    return _tagged(0x30, _object("2a864886f70d010703") + _tagged(0xA0, bytes(40)))


def winmail(files: Mapping[str, "bytes | Mapping[str, bytes]"], *, wide: bool = True) -> bytes:
    """Return a winmail.dat of `files` by name; one that is a mapping is a mail that holds files itself."""
    out = b"\x78\x9f\x3e\x22\x01\x00" + _attribute(1, 0x00078008, b"IPM.Note\0")
    for name, content in files.items():
        out += _attribute(2, 0x00069002, bytes(14))
        short = name.encode("gbk") + b"\0"
        data = _OBJECT + winmail(content) if isinstance(content, Mapping) else content
        properties = [_long(0x1F, 0x3707, name.encode("utf-16-le") + b"\0\0")] if wide else []
        if isinstance(content, Mapping):
            properties.append(_long(0x0D, 0x3701, data))
        else:
            out += _attribute(2, 0x0006800F, data)
        properties.append(struct.pack("<HHI", 3, 0x3705, 1))
        out += _attribute(2, 0x00018010, short)
        out += _attribute(2, 0x00069005, struct.pack("<I", len(properties)) + b"".join(properties))
    return out


def uuencoded(name: str, data: bytes) -> bytes:
    """Return the lines of a file that is written into a mail's text."""
    lines = [b2a_uu(data[at : at + 45]) for at in range(0, len(data), 45)]
    return b"begin 644 " + name.encode("gbk") + b"\n" + b"".join(lines) + b"`\nend\n"


def apple_mail(mail: bytes) -> bytes:
    """Return a mail as Apple's Mail saves it."""
    return str(len(mail)).encode().ljust(10) + b"\n" + mail + b'<?xml version="1.0"?>\n<plist version="1.0"/>\n'


def beside() -> bytes:
    """Return how Apple keeps the look of a file beside it."""
    return b"\0\x05\x16\x07\0\x02\0\0Mac OS X        \0\x02" + bytes(60)


def _attribute(level: int, number: int, content: bytes) -> bytes:
    return struct.pack("<BII", level, number, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)


def _long(kind: int, number: int, content: bytes) -> bytes:
    return struct.pack("<HHII", kind, number, 1, len(content)) + content + bytes(-len(content) % 4)


def _object(identifier: str) -> bytes:
    return _tagged(6, bytes.fromhex(identifier))


def _tagged(tag: int, content: bytes) -> bytes:
    if len(content) < 128:
        return bytes((tag, len(content))) + content
    length = len(content).to_bytes(4, "big")
    return bytes((tag, 0x84)) + length + content


def _open(tag: int, content: bytes) -> bytes:
    return bytes((tag, 0x80)) + content + b"\0\0"
