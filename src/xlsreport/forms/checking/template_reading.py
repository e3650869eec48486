"""The Word template read as far as it can be read: every tag of every passage, and what is wrong with it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import nodes

from xlsreport.errors import FormError
from xlsreport.forms.checking.collected import TEMPLATE, Collected, in_template
from xlsreport.forms.checking.toml_text import halfwidth
from xlsreport.forms.tag_names import bound_names, check_references
from xlsreport.forms.tags import Passage, Tag, check_blocks, opened_template, parsed_tag, passages_of, tags_of
from xlsreport.language import Language
from xlsreport.language.catalogue import Said
from xlsreport.model.form import Form
from xlsreport.model.form_finding import FormPlace, Saying
from xlsreport.model.template import tag_name

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_WIDE = re.compile(r"[{｛]\s?[{｛%％].*?[}｝%％]\s?[}｝]")
_LONELY = re.compile(r"[{｛][{｛%％]|[}｝%％][}｝]")
_STRINGS = re.compile(r"""("[^"]*"|'[^']*'|“[^”]*”|‘[^’]*’)""")
_SIGNS = str.maketrans("｛｝％｜（）．，＝　", "{}%|().,= ")
_WORDS = ("for", "endfor", "if", "elif", "else", "endif", "set", "endset", "raw", "endraw", "with", "endwith")
_BLOCKS = ("for", "endfor", "if", "elif", "else", "endif")
CODES = {
    "form_tag_partner": "L503",
    "form_tag_alone": "L504",
    "form_tag_unbegun": "L505",
    "form_tag_crossed": "L505",
    "form_tag_unended": "L505",
    "form_tag_invalid": "L506",
    "form_name": "L507",
    "form_cell": "L508",
    "form_part": "L509",
    "form_filter": "L509",
    "form_test": "L509",
}


@dataclass(frozen=True, slots=True)
class ReadTemplate:
    """The template, its passages by place, and the trees of the tags that could be read."""

    document: "WordDocument"
    passages: tuple[Passage, ...]
    trees: tuple[nodes.Template, ...] = ()


def read_template(path: Path, form: Form, language: Language, found: Collected) -> ReadTemplate | None:
    """Read the template at `path` and tell what cannot be filled from `form`; None where it is no document."""
    try:
        document = opened_template(path)
    except FormError:
        found.add("L501", FormPlace(TEMPLATE), {"said": Saying("form_no_template")})
        return None
    stories = [list(story) for story in passages_of(document, language)]
    tags: list[Tag] = []
    for story in stories:
        told = [tag for passage in story for tag in _tags(passage, found)]
        _check_story(told, found)
        tags += told
    trees = _checked(tags, form, found)
    return ReadTemplate(document, tuple(passage for story in stories for passage in story), tuple(trees))


def straightened_tags(text: str) -> str:
    """Return `text` with the signs inside its tags as a template has them, its quoted words as they are."""
    return _WIDE.sub(lambda tag: _narrow(tag[0]), text)


def _narrow(tag: str) -> str:
    parts = _STRINGS.split(tag)
    return "".join(part if number % 2 else part.translate(_SIGNS) for number, part in enumerate(parts))


def _tags(passage: Passage, found: Collected) -> list[Tag]:
    """Return the tags of a passage, those that cannot be read told and left out."""
    place, paragraphs = passage
    text = "\n".join(each.text for each in paragraphs)
    straight = straightened_tags(text)
    if straight != text:
        signs = "".join(dict.fromkeys(one for one, other in zip(text, straight, strict=True) if one != other))
        found.add("L502", in_template(place), {"signs": signs, "instead": signs.translate(_SIGNS)})
    try:
        return [tag for tag in tags_of([(place, straight)]) if _is_known(tag, found)]
    except FormError as error:
        _tell(error, place, found)
        return []


def _is_known(tag: Tag, found: Collected) -> bool:
    """Whether a tag says to do something that there is; of a word that was meant the rest is judged as if it stood."""
    if not tag.word or tag.word in _WORDS:
        return True
    near = get_close_matches(tag.word, _BLOCKS, n=1)
    advice = Saying("lint_nearest", {"name": near[0]}) if near else Saying("lint_none_near")
    found.add("L510", in_template(tag.place), {"tag": tag.written, "word": tag.word, "advice": advice})
    return False


def _check_story(tags: Sequence[Tag], found: Collected) -> None:
    """Tell blocks that are not closed; where a word was misspelt, its own finding stands for what follows from it."""
    if any(each.code in ("L503", "L504", "L510") for each in found.faults):
        return
    try:
        check_blocks(tags)
    except FormError as error:
        tag = error.args[0].at if isinstance(error.args[0], Said) else None
        _tell(error, tag.place if isinstance(tag, Tag) else "", found)


def _checked(tags: Sequence[Tag], form: Form, found: Collected) -> Iterator[nodes.Template]:
    """Yield the trees of the tags; what each names and the form has not is told."""
    parsed: list[tuple[Tag, nodes.Template]] = []
    for tag in tags:
        try:
            parsed.append((tag, parsed_tag(tag)))
        except FormError as error:
            _tell(error, tag.place, found)
    own = frozenset[str]().union(*(bound_names(tree) for _, tree in parsed))
    if any(each.code in ("L506", "L510") for each in found.faults):  # a loop that could not be read binds names too
        own |= _loop_names(tags)
    for tag, tree in parsed:
        try:
            check_references(str(tag), tree, own, form)
        except FormError as error:
            _tell(error, tag.place, found, _near(error, form), tag.written)
        yield tree


def _loop_names(tags: Sequence[Tag]) -> frozenset[str]:
    return frozenset(word for tag in tags if tag.word == "for" for word in re.findall(r"for\s+(\w+)", tag.text))


def _near(error: FormError, form: Form) -> Saying:
    """Return the sheet that was meant, where a name is like one."""
    said = error.args[0]
    name = str(said.words.get("name", "")) if isinstance(said, Said) and said.key == "form_name" else ""
    near = get_close_matches(halfwidth(name), [tag_name(sheet) for sheet in form.layouts], n=1) if name else []
    return Saying("lint_nearest", {"name": near[0]}) if near else Saying("lint_none_near")


def _tell(error: FormError, place: str, found: Collected, near: Saying | None = None, tag: str = "") -> None:
    said = error.args[0]
    if not isinstance(said, Said):
        found.add("L500", in_template(place), {"said": str(said)})
        return
    tag = tag or (said.at.written if isinstance(said.at, Tag) else "")
    words = {"said": Saying(said.key, said.words), "tag": tag, "advice": near or Saying("lint_none_near")}
    found.add(CODES.get(said.key, "L500"), in_template(place), words)
