"""The fonts that a report's template asks for, and those that this computer has."""

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

if sys.platform == "win32":
    import winreg

_TABLE = "word/fontTable.xml"
_NAME = re.compile(r'<w:font w:name="([^"]*)"')
_WRITTEN = re.compile(r"word/(?:document|styles|header\d*|footer\d*)\.xml")
_USED = re.compile(r'w:(?:ascii|hAnsi|eastAsia|cs)="([^"]*)"')
_PATIENCE = 20  # seconds


def fonts_of(template: Path) -> tuple[str, ...]:
    """Return the fonts that texts or styles of the Word document at `template` have, in the order of its table.

    The table alone names some that nothing is written in: Word puts those of its own theme there.
    """
    with zipfile.ZipFile(template) as package:
        if _TABLE not in package.namelist():
            return ()
        parts = {
            name: package.read(name).decode("utf-8", "replace") for name in package.namelist() if name.endswith(".xml")
        }
    used = {font for name, text in parts.items() if _WRITTEN.fullmatch(name) for font in _USED.findall(text)}
    return tuple(name for name in dict.fromkeys(_NAME.findall(parts[_TABLE])) if name in used)


if sys.platform == "win32":

    def installed_fonts() -> frozenset[str] | None:
        """Return the names of the fonts that are installed; None where the system does not say."""
        found, place = set[str](), r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
                for number in range(winreg.QueryInfoKey(key)[1]):
                    said = winreg.EnumValue(key, number)[0].partition("(")[0]
                    found.update(name.strip() for name in said.split("&"))
        except OSError:
            return None
        return frozenset(found)

else:

    def installed_fonts() -> frozenset[str] | None:
        """Return the names of the fonts that are installed; None where the system does not say."""
        program = shutil.which("fc-list")
        if program is None:
            return None
        command = [program, ":", "family"]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=True)  # noqa: S603 - our own
        except (OSError, subprocess.SubprocessError):
            return None
        names = done.stdout.decode("utf-8", "replace").replace("\\", "").splitlines()
        return frozenset(name.strip() for line in names for name in line.split(","))
