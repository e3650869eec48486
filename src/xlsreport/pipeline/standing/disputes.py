"""Why a version does not count though dates or names make it the latest: whose mail it is, and what it says it is."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from xlsreport.intake.match import is_from, named_instead, sender_of
from xlsreport.language import Language
from xlsreport.model.period import year_of
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
    if latest is not None and _senders_differ(latest, versions, own, context.roster):
        found.append(_differing(versions, own, context))
    if len(versions) > 1:
        for each in versions if latest is None else (latest,):
            found += _misnamed(each, own, silent, language)
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
    return period is None or int(file.received_at[:4]) - year_of(period) in _YEARS


def _senders_differ(latest: SourceFile, versions: Sequence[SourceFile], own: Department, roster: Roster) -> bool:
    """Whether several have sent `versions`, or somebody else the latest beside one that did not come by mail.

    All addresses that the roster has for the department are one sender. One that it does not have is another,
    though it may be the same person's: only the coordinator can know.
    """
    parties = {_party(each, own, roster) for each in versions if each.senders}
    others_by_hand = bool(own.mailboxes) and not all(each.senders for each in versions)
    is_own = not latest.senders or _party(latest, own, roster) == own.code
    return len(parties) > 1 or (others_by_hand and not is_own)


def _party(file: SourceFile, own: Department, roster: Roster) -> str:
    """Return who sent a file: the department itself, another of the roster, or an address that is nobody's."""
    if is_from(file, own):
        return own.code
    sender = sender_of(file, roster)
    return sender.code if sender else file.senders[0]


def _differing(versions: Sequence[SourceFile], own: Department, context: StandingContext) -> str:
    text = context.language.text
    said = text("comma").join(_sent_by(each, own, context) for each in versions)
    unknown = any(each.senders and _party(each, own, context.roster) == each.senders[0] for each in versions)
    return text("senders_differ", each=said) + (text("senders_unknown") if unknown else "")


def _sent_by(file: SourceFile, own: Department, context: StandingContext) -> str:
    text = context.language.text
    if not file.senders:
        return text("sent_by_nobody", file=file.name)
    words = {"file": file.name, "address": file.senders[0]}
    if is_from(file, own):
        return text("sent_by_own", **words)
    sender = sender_of(file, context.roster)
    return text("sent_by_another", **words, name=sender.name) if sender else text("sent_by_stranger", **words)


def _misnamed(latest: SourceFile, own: Department, silent: Roster, language: Language) -> Iterator[str]:
    other = named_instead(latest, own, silent)
    if other is not None:
        yield language.text("named_instead", file=latest.name, name=other.name, own=own.name)
