"""What the sentences of a submission's texts are known by: enough to say which others hold them too."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentences:
    """The different sentences of a text that are long enough to be telling, and how many words all of it has.

    Each is known by eight bytes that stand for it, one after the other in `known_by`; `sizes` are its words.
    """

    words: int
    known_by: bytes
    sizes: Sequence[int]
