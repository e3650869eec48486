"""Texts one behind the other in bytes, each behind its length: all of a review's travel, and are kept, as one."""

HEAD = 4  # bytes that say how long a text is


class PackedTexts:
    """Texts by their places, in memory."""

    __slots__ = ("data",)

    def __init__(self, data: bytes = b"") -> None:
        """Begin with `data`, which another one came to."""
        self.data = bytearray(data)

    def put(self, text: str) -> int:
        """Keep `text` and return where it is."""
        place = len(self.data)
        self.data += packed_text(text)
        return place

    def text(self, place: int) -> str:
        """Return the text that was put at `place`."""
        return text_at(self.data, place)


def packed_text(text: str) -> bytes:
    """Return `text` as it lies among others."""
    data = text.encode("utf-8", "surrogatepass")
    return len(data).to_bytes(HEAD, "big") + data


def end_of_text(data: bytes | bytearray, place: int) -> int:
    """Return where the text at `place` in `data` ends, its head at least being there."""
    return place + HEAD + int.from_bytes(data[place : place + HEAD], "big")


def text_at(data: bytes | bytearray, place: int) -> str:
    """Return the text that lies at `place` in `data`."""
    return data[place + HEAD : end_of_text(data, place)].decode("utf-8", "surrogatepass")
