"""What was measured of reports read back, as the Markdown table of the documentation."""

from collections.abc import Mapping

_HEADS = ("read from", "reports", "read wholly", "figures", "read", "read wrong", "seconds a report")


def table(formats: Mapping[str, Mapping[str, float]]) -> str:
    """Return the table of `formats`, the content of `reports_in.json`."""
    lines = [_HEADS, ["---"] * len(_HEADS), *(_line(kind, score) for kind, score in formats.items())]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _line(kind: str, score: Mapping[str, float]) -> list[str]:
    share = f"{score['read'] / score['figures']:.1%}"
    counted = (score["reports"], score["whole"], score["figures"])
    return [kind, *(f"{count:,}" for count in counted), share, f"{score['wrong']:,}", f"{score['seconds']:.2f}"]
