"""The pages of the site that stand in the README and beside it: a hook of mkdocs, named in mkdocs.yml.

`mkdocs build` makes the site of `docs/`, in `site/`; open `site/index.html` from the disk. No text is written twice:
a page is some sections of a document at the root, and its links lead where these stand in the site.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[1]
_INSIDE = re.compile(r"(?<=[\u3001-\u9fff\uff00-\uffef”])\n(?=[\u3001-\u9fff\uff00-\uffef“])")
_LINK = re.compile(r"\]\(([^):#]+)(#[^)]*)?\)")


@dataclass(frozen=True, slots=True)
class Made:
    """A page made of `sections` of the document `source`; of the whole document where none is named."""

    title: str
    source: str
    sections: tuple[str, ...] = ()


PAGES: Mapping[str, Made] = {
    "start.zh.md": Made(
        "十分钟上手", "README.zh.md", ("先看一遍", "怎么看一条问题", "只查一份表", "某条规则是什么意思")
    ),
    "commands.zh.md": Made(
        "各步的命令和文件",
        "README.zh.md",
        ("一年怎么做", "领导问：这个数是怎么来的", "文件都在哪里", "退出码（供自动执行时判断）"),
    ),
    "start.en.md": Made("Ten minutes", "README.md", ("Try it", "Reading a finding")),
    "year.en.md": Made(
        "The year", "README.md", ("The year, from January to January", "Where things go", "At the terminal")
    ),
    "limits.en.md": Made(
        "How well, how fast, and its limits",
        "README.md",
        ("How well, and how fast", "Exit codes", "Its limits, and hostile files"),
    ),
    "contributing.md": Made("", "CONTRIBUTING.md"),
    "changes.md": Made("", "CHANGELOG.md"),
}
_STANDS = {"README.md": "start.en.md", "README.zh.md": "start.zh.md"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made of documents at the root."""
    for name, page in PAGES.items():
        files.append(File.generated(config, name, content=text_of(page)))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Return `markdown` without the line ends inside Chinese sentences, which a page would show as spaces."""
    parts = re.split(r"(^```.*?^```$)", markdown, flags=re.MULTILINE | re.DOTALL)
    return "".join(part if part.startswith("```") else _INSIDE.sub("", part) for part in parts)


def on_post_page(output: str, **_: object) -> str:
    """Return the page with a name for its search, which a screen reader says."""
    return output.replace(
        'data-md-component="search" role="dialog"',
        'data-md-component="search" role="dialog" aria-label="搜索 Search"',
        1,
    )


def text_of(page: Made) -> str:
    """Return the Markdown of `page`."""
    text = (ROOT / page.source).read_text(encoding="utf-8")
    if page.sections:
        sections = dict(sections_of(text))
        first, *others = (sections[name] for name in page.sections)
        rest = "".join(f"## {name}\n{section}" for name, section in zip(page.sections[1:], others, strict=True))
        text = f"# {page.title}\n{first}{rest}"
    return _LINK.sub(lambda found: f"]({_in_site(found[1])}{found[2] or ''})", text)


def sections_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield the heading of each section of the second level, and what stands under it."""
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        heading, _, body = section.partition("\n")
        yield heading, body


def _in_site(target: str) -> str:
    made = {page.source: name for name, page in PAGES.items() if not page.sections}
    return (_STANDS | made).get(target, target.removeprefix("docs/"))
