"""form.toml as its sections and keys are written; what is not written here is refused by its name."""

from dataclasses import MISSING, fields
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, defstruct

from xlsreport.model.form_parts import DETAILS_CELLS, FileNames

FILE = "form.toml"

Text = Annotated[str, Meta(min_length=1)]
Natural = Annotated[int, Meta(ge=0)]
Bounds = tuple[int | float, int | float]


class FormSection(Struct, frozen=True, forbid_unknown_fields=True):
    """`[form]`: how the form is named, by its folder where it has no `id`; `zone` is the time of its country.

    It is filled for each `period`; a fiscal year begins in the month `fiscal_start`.
    """

    edition: Text
    title: Text
    language: Text
    id: Text | None = None
    zone: Text | None = None
    period: Literal["year", "half", "quarter", "month", "fiscal"] = "year"
    fiscal_start: Annotated[int, Meta(ge=1, le=12)] = 1


class RolesSection(Struct, frozen=True, forbid_unknown_fields=True):
    """`[roles]`: the rules sheet, the ranges of prose, and this year's cells by last year's."""

    rules: Text
    prose: tuple[Text, ...] = ()
    carried: dict[str, Text] = {}
    prefilled: dict[str, Text] = {}


class RulesSection(Struct, frozen=True, forbid_unknown_fields=True):
    """`[rules]`: what the words of the rules sheet mean, and which rules are on `trial`, by number."""

    severity: dict[str, Text]
    passed: tuple[str, ...]
    not_applicable: tuple[str, ...] = ()
    departments: tuple[Text, ...] = ()
    whole: tuple[Text, ...] = ()
    trial: tuple[Text, ...] = ()


class IdentitySection(Struct, frozen=True, forbid_unknown_fields=True):
    """`[identity]`: where a workbook says whose it is and whom to ask; `cells` and `contact` are ranges."""

    name: Text
    code: Text
    period: Text
    level: Text | None = None
    cells: tuple[Text, ...] = ()
    contact: tuple[Text, ...] = ()
    person: Text | None = None
    telephone: Text | None = None


class MeasureTable(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of `[values]`."""

    unit: str = ""
    instead: str = ""
    factor: Natural | None = None
    decimals: Natural | None = None
    rounded: bool = False
    plausible: Bounds | dict[str, Bounds] | None = None
    kind: Literal["whole", "decimal"] | None = None
    least: int | float | None = None
    most: int | float | None = None
    words: dict[Text, Literal["left out", "unknown"] | int | float | Bounds] = {}


class MainFigureTable(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of `main` in `[summary]`."""

    cell: Text
    name: Text
    unit: str = ""


class ListTable(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of `[lists]`: its range, the columns of its key, how others are joined, those that must be filled."""

    rows: Text
    key: tuple[Text, ...] = ()
    columns: dict[str, Literal["sum", "max", "min", "same"]] = {}
    required: tuple[Text, ...] = ()


class SummarySection(Struct, frozen=True, forbid_unknown_fields=True):
    """`[summary]`: the figures that stand first, and the columns of the roster by which departments are added up.

    `details_cells` is how many cells the sheet of details may have; where it would have more they go to a CSV file.
    """

    main: tuple[MainFigureTable, ...] = ()
    subtotals: tuple[Text, ...] = ()
    details_cells: Annotated[int, Meta(ge=0)] = DETAILS_CELLS


class PublicationSection(Struct, frozen=True, forbid_unknown_fields=True):
    """`[publication]`: until when reports are published, of the `whole` and of a `department`; `address` is a cell."""

    whole: str = ""
    department: str = ""
    address: Text | None = None


class CheckSection(Struct, frozen=True, forbid_unknown_fields=True):
    """`[check]`: what `forms check` lets be, each with a reason."""

    mute: tuple[Text, ...] = ()


NamesSection = defstruct(
    "NamesSection",
    [(each.name, Text) if each.default is MISSING else (each.name, Text, each.default) for each in fields(FileNames)],
    frozen=True,
    forbid_unknown_fields=True,
)


class EditionTable(Struct, frozen=True, forbid_unknown_fields=True):
    """What an entry of `[editions]` says beside its marks: the form's id then, and its cells by ours."""

    form: str = ""
    cells: dict[str, Text] = {}


class FormFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. `names` and the entries of `values` are decoded one by one, `prose` has a reader of its own."""

    form: FormSection
    roles: RolesSection
    rules: RulesSection
    identity: IdentitySection
    names: dict[str, Any]
    values: dict[str, Any] = {}
    consolidate: dict[str, Any] = {}
    lists: dict[Text, ListTable] = {}
    summary: SummarySection = SummarySection()
    editions: dict[str, dict[str, Any]] = {}
    prose: dict[str, Any] = {}
    drafts: dict[str, tuple[str, ...]] = {}
    publication: PublicationSection = PublicationSection()
    check: CheckSection = CheckSection()


SECTIONS = ("form", "roles", "rules", "identity", "names")  # those that a form cannot do without
