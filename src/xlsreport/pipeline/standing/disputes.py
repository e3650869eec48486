"""Why a version does not count though dates or names make it the latest: whose mail it is, and what it says it is."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from xlsreport.intake.match import named_instead, sender_of
from xlsreport.language import Language
from xlsreport.model.roster import Department, Roster
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.standing.context import StandingContext

_ON_THE_WAY = timedelta(days=1)  # a clock may be wrong by a zone; a mail cannot be received before it is sent
_YEARS = (0, 1)  # a period is reported while it lasts, and in the year after it


def dispute(
    latest: SourceFile | None, versions: Sequence[SourceFile], own: Department, silent: Roster, context: StandingContext
) -> str:
    """Return why none of `versions` counts until somebody chooses, whatever is the latest; empty where one may.

    `silent` are the departments that sent nothing.
    """
    language, found = context.language, []
    undated = [each for each in versions if not has_likely_date(each, context.period)]
    if len(versions) > 1 and undated:
        found += [language.text("misdated", file=each.name, date=each.received_at or "") for each in undated]
    if latest is not None and _is_strangers(latest, versions, own, context.roster):
        said = (_sent_by(each, own, context) for each in versions)
        found.append(language.text("senders_differ", each=language.text("comma").join(said)))
    if latest is not None and len(versions) > 1:
        found += _misnamed(latest, own, silent, language)
    return "".join(found)


def has_likely_date(file: SourceFile, period: int | None) -> bool:
    """Whether a mail's date can be true: not later than its arrival, or else in a year in which the period is reported.

    No clock is asked: the last server on the way is, and the period.
    """
    if file.received_at is None:
        return True
    if file.arrived_at is not None:
        sent, arrived = map(datetime.fromisoformat, (file.received_at, file.arrived_at))
        return sent <= arrived + _ON_THE_WAY
    return period is None or int(file.received_at[:4]) - period in _YEARS


def _is_strangers(latest: SourceFile, versions: Sequence[SourceFile], own: Department, roster: Roster) -> bool:
    """Whether `latest` comes from an address that is not the department's, while another version does not."""
    others = [each for each in versions if each.senders[:1] != latest.senders[:1]]
    if not latest.senders or not others or sender_of(latest, roster) == own:
        return False
    if sender_of(latest, roster) is not None:
        return True
    return any(not each.senders if own.mailboxes else False for each in others) or any(
        sender_of(each, roster) is not None for each in others
    )


def _sent_by(file: SourceFile, own: Department, context: StandingContext) -> str:
    text = context.language.text
    if not file.senders:
        return text("sent_by_nobody", file=file.name)
    sender, words = sender_of(file, context.roster), {"file": file.name, "address": file.senders[0]}
    if sender is None:
        return text("sent_by_stranger", **words)
    return text("sent_by_own", **words) if sender == own else text("sent_by_another", **words, name=sender.name)


def _misnamed(latest: SourceFile, own: Department, silent: Roster, language: Language) -> Iterator[str]:
    other = named_instead(latest, own, silent)
    if other is not None:
        yield language.text("named_instead", file=latest.name, name=other.name, own=own.name)
