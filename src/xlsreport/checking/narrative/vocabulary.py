"""All that the texts of one form are read with, made once."""

from dataclasses import dataclass
from functools import lru_cache

from xlsreport.checking.narrative.changed_figures import ChangeReader
from xlsreport.checking.narrative.lexicon import Lexicon
from xlsreport.checking.narrative.none_statements import NoneReader
from xlsreport.checking.narrative.percentages import RateReader
from xlsreport.checking.narrative.respective import RespectiveReader
from xlsreport.checking.narrative.years import YearReader
from xlsreport.language import language_named
from xlsreport.model.by_identity import ByIdentity
from xlsreport.model.form import Form


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A form's words, and the readers of what is none, of which year, by how much, and of figures in a row."""

    lexicon: Lexicon
    nones: NoneReader
    years: YearReader
    rates: RateReader
    rows: RespectiveReader
    changes: ChangeReader


@lru_cache(maxsize=8)
def _vocabulary(key: ByIdentity[Form]) -> Vocabulary:
    lexicon = Lexicon(key.it, language_named(key.it.language))
    years = YearReader(lexicon, [word for word, _ in key.it.narrative.selves])
    changes = ChangeReader(lexicon)
    rates, rows = RateReader(lexicon, changes), RespectiveReader(lexicon)
    return Vocabulary(lexicon, NoneReader(lexicon), years, rates, rows, changes)


def vocabulary(form: Form) -> Vocabulary:
    """Return the vocabulary of a form in its own language."""
    return _vocabulary(ByIdentity(form))
