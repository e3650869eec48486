"""What an author lets be: `[check] mute` of form.toml, each entry a code, a place and a reason."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlsreport.forms.checking.settings_reading import ReadSettings
from xlsreport.forms.checking.telling import told
from xlsreport.language import Language
from xlsreport.model.address import Address, cell_range
from xlsreport.model.finding import Severity
from xlsreport.model.form_finding import FormFault, FormFinding

_ENTRY = re.compile(r"(L\d{3})\b\s*(.*?)\s*[:：](?!\s*\$?[A-Z]{1,3}\$?\d)\s*(.+)", re.DOTALL)  # no colon of a range


@dataclass(frozen=True, slots=True)
class Mute:
    """One entry: what it mutes, where (everywhere where empty), and why."""

    code: str
    place: str
    reason: str
    written: str


@dataclass(frozen=True, slots=True)
class Muted:
    """The findings that stay, and those that the author has a reason for."""

    findings: tuple[FormFinding, ...]
    muted: tuple[FormFinding, ...]


def muted(findings: Sequence[FormFinding], settings: ReadSettings, language: Language) -> Muted:
    """Return `findings` parted by what form.toml mutes; an entry that mutes nothing, or has no reason, is told."""
    entries = _entries(settings)
    mutes = [mute for text in entries if (mute := _mute(text)) is not None]
    stay, silent, used = [], [], set()
    for each in findings:
        mute = next((mute for mute in mutes if _is_meant(mute, each)), None)
        if mute is None:
            stay.append(each)
        else:
            used.add(mute.written)
            silent.append(replace(each, muted=mute.reason))
    unused = [_fault("L190", mute.written, settings) for mute in mutes if mute.written not in used]
    if any(each.severity is Severity.ERROR for each in findings):  # what is muted may not have been looked for
        unused = []
    unread = [_fault("L191", text, settings) for text in entries if _mute(text) is None]
    return Muted((*told((*unused, *unread), language, {}), *stay), tuple(silent))


def _entries(settings: ReadSettings) -> Sequence[str]:
    return settings.settings.mutes if settings.settings else ()


def _fault(code: str, written: str, settings: ReadSettings) -> FormFault:
    return FormFault(code, settings.where.naming_text(written, ("check", "mute")), {"entry": written})


def _mute(text: str) -> Mute | None:
    match = _ENTRY.fullmatch(text.strip())
    return Mute(match[1], match[2], match[3].strip(), text) if match else None


def _is_meant(mute: Mute, finding: FormFinding) -> bool:
    if mute.code != finding.code or finding.severity is Severity.ERROR:
        return False
    if not mute.place:
        return True
    place = finding.place
    if place.address is None:
        return mute.place in (place.inside, place.file, str(place))
    return mute.place == place.address.sheet or _covers(mute.place, place.address, place.until or place.address)


def _covers(text: str, first: Address, last: Address) -> bool:
    try:
        cells = cell_range(text)
    except ValueError:
        return False
    return first in cells and last in cells
