"""Texts for the prose of the disclosure form that repeat nothing of each other."""

from kit.filled import disclosure

PARTS = [str(field.address) for field in disclosure().prose if field.required]


def prose(seed: int, length: int = 120) -> str:
    """Return a text of characters that repeats nothing of one with another seed."""
    signs = (chr(0x4E00 + (seed * 7919 + n * 31 + n * n * 17) % 20000) for n in range(length))
    return "".join(sign + ("，" if n % 11 == 10 else "") for n, sign in enumerate(signs)) + "。"


def own(seed: int, length: int = 120) -> dict[str, str]:
    """Return a text of its own for every required part."""
    return {part: prose(seed * 100 + n, length) for n, part in enumerate(PARTS)}
