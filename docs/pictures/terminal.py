"""Pictures of a terminal: commands are run, and what they print is drawn as it is, in its colours.

The text that a picture shows lies in the PNG itself, as its description, so that a test can hold it against the
document that shows it, whose commands are run by a test too.
"""

import base64
import html
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

COLUMNS = 120
_KEYWORD = "Description"
_COLOURS = 128  # a terminal has few, and a small file is soon loaded
_OTHERS = [(97, 175, 239), (198, 120, 221), (86, 182, 194), (220, 223, 228)]
_THEME = TerminalTheme(
    (30, 33, 39),
    (220, 223, 228),
    [(30, 33, 39), (255, 118, 117), (152, 195, 121), (229, 192, 123), *_OTHERS],
)
_PAGE = """<!doctype html><meta charset="utf-8"><style>
@font-face { font-family: lines; src: local("DejaVu Sans Mono"); unicode-range: %s; size-adjust: 83.05%%; }
body { margin: 0; background: #fff; }
pre { margin: 0; padding: 14px 18px 16px; width: %dch; background: #1e2127; color: #dcdfe4; border-radius: 7px;
  font: 16px/1.35 lines, "Noto Sans Mono CJK SC", monospace;
  white-space: pre-wrap; word-break: break-all; line-break: anywhere; }
b { color: #98c379; }
</style><pre>%s</pre>"""
_LATIN, _LINES = "U+0000-2FFF", "U+2500-259F"  # what the font of Chinese draws too wide: all signs, or lines alone
_BOX = "(({x, y, width, height}) => ({x, y, width, height}))(document.querySelector('pre').getBoundingClientRect())"


def printed(command: str, folder: Path) -> str:
    """Return what `command` prints on a terminal with colours, run in `folder`; `; echo $?` adds the exit code."""
    call, _, after = command.partition(";")
    terminal = {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": str(COLUMNS), "PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, "-m", *call.split()],
        cwd=folder,
        env={**os.environ, **terminal},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if run.returncode > 1:
        raise RuntimeError(f"{command}: {run.stderr}")
    shown = re.sub(rf"{re.escape(str(folder.resolve()))}[\\/]", "", run.stdout)
    return shown + (f"{run.returncode}\n" if after else "")


def plain(coloured: str) -> str:
    """Return `coloured` without its colours."""
    return f"{Text.from_ansi(coloured).plain.rstrip()}\n"


def draw(page: Any, told: Mapping[str, str], file: Path) -> None:
    """Write the picture of the commands of `told`, with what each printed, as `page` of Chromium shows it."""
    drawn = file.with_suffix(".html")
    signs = _LATIN if ".en." in file.name else _LINES
    drawn.write_text(_PAGE % (signs, COLUMNS, "\n".join(_lines(told))), encoding="utf-8")
    page.open(drawn.resolve().as_uri())
    drawn.unlink()
    box = page.run(_BOX)
    size = {"width": 1100, "height": int(box["height"]) + 10, "deviceScaleFactor": 1, "mobile": False}
    page.call("Emulation.setDeviceMetricsOverride", **size)
    shot = page.call("Page.captureScreenshot", format="png", clip={**box, "scale": 1})["data"]
    described = PngInfo()
    described.add_itxt(_KEYWORD, shown(told))
    few = Image.open(io.BytesIO(base64.b64decode(shot))).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    few.save(file, optimize=True, pnginfo=described)


def shown(told: Mapping[str, str]) -> str:
    """Return the text of a terminal with these commands and what they printed."""
    return "".join(f"$ {command}\n{plain(output)}" for command, output in told.items())


def text_of(picture: Path) -> str:
    """Return the text that a picture says it shows; none for a picture that is not of a terminal."""
    with Image.open(picture) as image:
        return str(image.info.get(_KEYWORD, ""))


def _lines(told: Mapping[str, str]) -> Iterator[str]:
    for command, output in told.items():
        yield f"<b>$</b> {html.escape(command)}"
        yield _html(output).rstrip("\n")


def _html(coloured: str) -> str:
    console = Console(record=True, width=10_000, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi(coloured), soft_wrap=True)
    return console.export_html(theme=_THEME, code_format="{code}", inline_styles=True)
