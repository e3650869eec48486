"""All that the texts of one form are read with, made once."""

from dataclasses import dataclass
from functools import lru_cache

from xlsreport.checking.narrative.balance import BalanceReader
from xlsreport.checking.narrative.changed_figures import ChangeReader
from xlsreport.checking.narrative.lexicon import Lexicon
from xlsreport.checking.narrative.none_statements import NoneReader
from xlsreport.checking.narrative.percentages import RateReader
from xlsreport.checking.narrative.respective import RespectiveReader
from xlsreport.checking.narrative.years import YearReader
from xlsreport.language import language_named
from xlsreport.model.form import Form


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A form's words, and the readers of what is none, of which year, by how much, of figures in a row and of laws."""

    lexicon: Lexicon
    nones: NoneReader
    years: YearReader
    rates: RateReader
    rows: RespectiveReader
    changes: ChangeReader
    balance: BalanceReader


class _ByIdentity:
    """A form as a key: the same object, and nothing that is hashed anew for every text."""

    __slots__ = ("form",)

    def __init__(self, form: Form) -> None:
        self.form = form

    def __hash__(self) -> int:
        return id(self.form)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.form is self.form


@lru_cache(maxsize=8)
def _vocabulary(key: _ByIdentity) -> Vocabulary:
    lexicon = Lexicon(key.form, language_named(key.form.language))
    years = YearReader(lexicon, [word for word, _ in key.form.narrative.selves])
    changes = ChangeReader(lexicon)
    rates, rows = RateReader(lexicon, changes), RespectiveReader(lexicon)
    return Vocabulary(lexicon, NoneReader(lexicon), years, rates, rows, changes, BalanceReader(key.form))


def vocabulary(form: Form) -> Vocabulary:
    """Return the vocabulary of a form in its own language."""
    return _vocabulary(_ByIdentity(form))
