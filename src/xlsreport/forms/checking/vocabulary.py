"""Words of `[prose]` that count two cells alike: whoever uses them is understood of neither."""

from collections.abc import Iterator, Sequence
from itertools import islice, product

from xlsreport.forms.checking.inspected import Inspected
from xlsreport.model.form_finding import FormFault
from xlsreport.model.narrative import Phrase, Piece, Term, Wording

_MOST = 240  # ways of saying one phrase that are looked at
_DEEPEST = 6

Key = tuple[str, str, tuple[str, ...], int, bool, bool]


def vocabulary_faults(inspected: Inspected) -> Iterator[FormFault]:
    """Yield phrases whose words count another cell too, once for each two cells."""
    first: dict[tuple[Key, str], tuple[Term, ...]] = {}
    told: set[tuple[tuple[Term, ...], tuple[Term, ...]]] = set()
    for phrase in inspected.form.narrative.phrases:
        for key, unit in islice(_keys(phrase), _MOST):
            other = first.setdefault((key, unit), phrase.terms)
            pair = (other, phrase.terms)
            if other != phrase.terms and pair not in told:
                told.add(pair)
                yield _fault(inspected, f"{key[0]} # {unit} {key[1]}", pair)


def _fault(inspected: Inspected, words: str, pair: tuple[tuple[Term, ...], tuple[Term, ...]]) -> FormFault:
    one, other = (_said(terms) for terms in pair)
    place = inspected.settings.where.naming(pair[1][0].address, "prose")
    return FormFault("L602", place, {"words": " ".join(words.split()), "one": one, "other": other})


def _said(terms: Sequence[Term]) -> str:
    return "".join(f" {'+' if term.factor > 0 else '-'} {term.address}" for term in terms).removeprefix(" + ")


def _keys(phrase: Phrase) -> Iterator[tuple[Key, str]]:
    for before in islice(_ways(phrase.before), _MOST):
        for after in islice(_ways(phrase.after), _MOST):
            key = (before, after, phrase.topics, phrase.year, phrase.bounded, phrase.elliptic)
            for unit in phrase.units or ("",):
                yield key, unit


def _ways(wording: Wording, deep: int = 0) -> Iterator[str]:
    """Yield the ways of saying a wording, word for word."""
    parts = [list(islice(_choices(piece, deep), _MOST)) for piece in wording]
    for words in product(*parts):
        yield " ".join(filter(None, words))


def _choices(piece: Piece, deep: int) -> Iterator[str]:
    if piece.optional:
        yield ""
    for choice in piece.choices:
        if isinstance(choice, str):
            yield choice
        elif deep < _DEEPEST:
            yield from _ways(choice, deep + 1)
