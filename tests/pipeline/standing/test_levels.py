"""Nodes' consolidated workbooks beside what came from under them: whatever comes, every unit counts once."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kit.filled import disclosure
from xlsreport.consolidation import Values, consolidate
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.contents import Contents, JoinedUnit, Membership
from xlsreport.model.finding import Severity
from xlsreport.model.outcome import Entry, Standing
from xlsreport.model.review import Review
from xlsreport.model.roster import Department, Roster
from xlsreport.model.source import SourceFile
from xlsreport.model.tree import Tree
from xlsreport.pipeline.review.examined import ExaminedFile
from xlsreport.pipeline.standing.context import StandingContext
from xlsreport.pipeline.standing.levels import arrivals_by_kind, levelled, nothing_came
from xlsreport.pipeline.standing.roster_remarks import several_tops
from xlsreport.pipeline.standing.standings import standings

CELL, OTHER = Address.parse("表二!B9"), Address.parse("表三!D6")
PARENTS = {"P": "", "A": "P", "B": "P", "A1": "A", "A2": "A", "x1": "A1", "x2": "A1", "y1": "A2", "z1": "B", "z2": "B"}
TREE = Tree(PARENTS)
UNITS = [code for code in PARENTS if code not in TREE.children]
FIGURES: Mapping[str, Values] = {
    code: {CELL: Decimal(10**number), OTHER: Decimal(number)} for number, code in enumerate(UNITS)
}
ROSTER = Roster(tuple(Department(code, f"名{code}", parent=parent) for code, parent in PARENTS.items()))
CONTEXT = StandingContext(disclosure(), language_named("zh"), ROSTER, period=2023)


def file_of(code: str, what: str = "") -> SourceFile:
    return SourceFile(f"{what}{code}.xlsx", Path("nowhere"), f"{what}{code}".encode().hex().ljust(64, "0"))


def own(code: str, values: Values | None = None) -> ExaminedFile:
    """Return what a unit, or a node's own office, sent."""
    given_values = FIGURES[code] if values is None else values
    return ExaminedFile(file_of(code), ROSTER.by_code(code), Review(values=given_values))


def whole(node: str, units: list[str], values: Values | None = None, *, final: bool = True) -> ExaminedFile:
    """Return a node's consolidated workbook of `units`; its figures are theirs unless it says others."""
    members = tuple(
        JoinedUnit(code, f"名{code}", PARENTS.get(code, node), "2023", file_of(code).sha256, Membership.FINAL)
        for code in units
    )
    form = CONTEXT.form
    inside = Contents(node, f"名{node}", form.id, form.edition, "2023", final, members)
    total = consolidate(form, [FIGURES[code] for code in units]).values if values is None else values
    return ExaminedFile(file_of(node, "汇总"), ROSTER.by_code(node), Review(values=total, contents=inside))


def judged(*examined: ExaminedFile) -> tuple[Entry, ...]:
    came = arrivals_by_kind(examined, TREE)
    return levelled(standings(came.others, CONTEXT), came.wholes, CONTEXT)


def total_of(entries: tuple[Entry, ...]) -> Decimal | None:
    """Return what `entries` come to in one cell, those held counted too."""
    parts = [e.review.values for e in entries if e.joins and e.standing in (Standing.ACCEPTED, Standing.HELD)]
    found = consolidate(CONTEXT.form, parts).values.get(CELL)
    return found if isinstance(found, Decimal) else None


def codes(entries: tuple[Entry, ...], of: str) -> list[str]:
    return [each.code for entry in entries if entry.code == of for each in entry.review.findings]


def under(node: str) -> list[str]:
    return [code for code in UNITS if code in TREE.under(node)]


@settings(deadline=None, max_examples=60)
@given(st.sets(st.sampled_from(UNITS)), st.sets(st.sampled_from(sorted(TREE.children))))
def test_each_unit_that_is_anywhere_counts_once(came: set[str], nodes: set[str]) -> None:
    entries = judged(*(own(code) for code in sorted(came)), *(whole(node, under(node)) for node in sorted(nodes)))
    known = came.union(*(under(node) for node in nodes))
    assert (total_of(entries) or 0) == sum(FIGURES[code][CELL] for code in known)  # type: ignore[misc]
    assert not [each for each in entries if each.standing is Standing.HELD]
    waited = {each.code for each in entries if each.standing is Standing.MISSING and each.joins}
    assert waited == set(UNITS) - known


def test_a_node_without_a_file_of_its_own_is_waited_for_by_nobody() -> None:
    entries = judged(*map(own, UNITS))
    assert [each.code for each in entries] == UNITS
    assert [each.code for each in nothing_came(CONTEXT)] == UNITS


def test_a_nodes_own_office_counts_beside_its_units() -> None:
    entries = judged(*map(own, UNITS), own("A", {CELL: Decimal(7)}))
    assert total_of(entries) == 7 + sum(FIGURES[code][CELL] for code in UNITS)  # type: ignore[misc]
    inside = whole("A", [*under("A")]).review.contents
    assert inside is not None
    sums = {CELL: Decimal(7) + sum(FIGURES[code][CELL] for code in under("A")), OTHER: Decimal(3)}  # type: ignore[misc]
    office = JoinedUnit("A", "名A", "A", "2023", file_of("A").sha256, Membership.FINAL)
    told = Contents("A", "名A", inside.form, inside.edition, "2023", True, (office, *inside.units))
    sent = ExaminedFile(file_of("A", "汇总"), ROSTER.by_code("A"), Review(values=sums, contents=told))
    assert not [e for e in judged(*map(own, UNITS), own("A", {CELL: Decimal(7)}), sent) if e.standing is Standing.HELD]


def test_a_whole_without_a_word_of_who_is_in_it_must_not_count_again() -> None:
    """Two agencies' published wholes were exactly twice their components."""
    plain = own("B", consolidate(CONTEXT.form, [FIGURES[code] for code in under("B")]).values)
    entries = judged(*map(own, UNITS), plain)
    assert codes(entries, "B") == ["A621"]
    assert next(each for each in entries if each.code == "B").standing is Standing.HELD


def test_one_unit_counted_twice_is_one_finding_that_names_it() -> None:
    twice = consolidate(CONTEXT.form, [FIGURES[code] for code in [*under("B"), "z2"]]).values
    entries = judged(*map(own, UNITS), whole("B", under("B"), twice))
    (found,) = [f for e in entries if e.code == "B" for f in e.review.findings if f.code == "A621"]
    assert "名z2" in found.message
    assert found.address == CELL


def test_one_unit_left_out_of_the_figures_alone_is_named() -> None:
    entries = judged(*map(own, UNITS), whole("B", under("B"), FIGURES["z1"]))
    (found,) = [f for e in entries if e.code == "B" for f in e.review.findings if f.code == "A623"]
    assert "名z2" in found.message


def test_a_cell_that_no_unit_explains_names_the_children_with_their_figures() -> None:
    figures = {**consolidate(CONTEXT.form, [FIGURES[code] for code in under("B")]).values, OTHER: Decimal(1)}
    entries = judged(*map(own, UNITS), whole("B", under("B"), figures))
    (found,) = [f for e in entries if e.code == "B" for f in e.review.findings if f.code == "A620"]
    assert (found.address, found.found, found.expected, found.difference) == (OTHER, 1, 7, -6)
    assert "名z2 4、名z1 3" in found.message


def test_a_whole_with_a_unit_too_much_is_told_so_and_not_cell_by_cell() -> None:
    entries = judged(*map(own, UNITS), whole("A1", ["x1", "x2", "z1"]))
    assert codes(entries, "A1") == ["A622", "D821"]
    (found,) = [f for e in entries if e.code == "A1" for f in e.review.findings if f.code == "A622"]
    assert "“名B”" in found.message
    assert "名z1" in found.letter
    assert "名B" not in found.letter


def test_a_unit_whose_parent_was_forgotten_is_the_coordinators_and_its_cell_is_named() -> None:
    departments = tuple(replace(each, parent="") if each.code == "x1" else each for each in ROSTER.departments)
    roster = Roster(departments, {"x1": Address.parse("名单!D8"), "P": Address.parse("名单!D2")})
    context, sent = replace(CONTEXT, roster=roster), whole("A1", ["x1", "x2"])
    entries = levelled(standings(tuple(map(own, UNITS)), context), (sent,), context)
    (found,) = [f for e in entries if e.code == "A1" for f in e.review.findings if f.severity is Severity.ERROR]
    assert found.code == "D823"
    assert "名单!D8" in found.message
    (said,) = several_tops(roster, context.language)
    assert "名x1（名单!D8）、名P（名单!D2）" in said
    assert not list(several_tops(ROSTER, context.language))


def test_of_a_unit_that_is_in_a_workbook_twice_both_nodes_under_it_are_named() -> None:
    sent = whole("A", under("A"))
    assert sent.review.contents is not None
    again = JoinedUnit("x1", "名x1", "A2", "2023", "f" * 64, Membership.FINAL)
    twice = replace(sent.review.contents, units=(*sent.review.contents.units, again))
    entries = judged(replace(sent, review=replace(sent.review, contents=twice)))
    (found,) = [f for e in entries if e.code == "A" for f in e.review.findings if f.code == "A621"]
    assert found.message == "汇总表里把 名x1（在 名A1、名A2 名下各一次） 算了两次。"


def test_two_nodes_with_one_strange_unit_are_both_told() -> None:
    inside = {node: whole(node, under(node)).review for node in ("A1", "A2")}
    files = []
    for node, review in inside.items():
        assert review.contents is not None
        both = JoinedUnit("q9", "新设局", node, "2023", "f" * 64, Membership.FINAL)
        told = Contents(node, "", CONTEXT.form.id, CONTEXT.form.edition, "2023", True, (*review.contents.units, both))
        files.append(
            ExaminedFile(file_of(node, "汇总"), ROSTER.by_code(node), Review(values=review.values, contents=told))
        )
    entries = judged(*files)
    assert [codes(entries, node).count("A622") for node in ("A1", "A2")] == [1, 1]


def test_without_levels_one_unit_in_two_workbooks_and_one_of_another_edition_are_told() -> None:
    flat = Roster(tuple(Department(code, f"名{code}") for code in ("A", "B", "x1")))
    context = StandingContext(disclosure(), language_named("zh"), flat, period=2023)
    files = [whole("A", ["x1", "z1"]), whole("B", ["z1", "z2"]), own("x1")]
    files = [ExaminedFile(f.file, flat.by_code(f.department.code if f.department else ""), f.review) for f in files]
    entries = levelled(standings(files, context), (), context)
    found = {each.code: [f.code for f in each.review.findings] for each in entries}
    assert found == {"A": ["A622", "A621"], "B": ["A622"], "x1": []}


def test_another_edition_and_one_file_under_two_codes_are_told() -> None:
    sent = whole("B", under("B"))
    inside = sent.review.contents
    assert inside is not None
    one_file = tuple(
        JoinedUnit(unit.code, unit.name, unit.parent, unit.period, "e" * 64, unit.part) for unit in inside.units
    )
    told = Contents("B", "名B", inside.form, "2019", "2023", True, one_file)
    odd = ExaminedFile(sent.file, sent.department, Review(values=sent.review.values, contents=told))
    entries = judged(*map(own, UNITS), odd)
    assert codes(entries, "B") == ["A626", "A621", "A625", "D821"]
    assert next(each for each in entries if each.code == "B").standing is Standing.HELD


def said(entries: tuple[Entry, ...], of: str, code: str) -> list[str]:
    return [
        each.message for entry in entries if entry.code == of for each in entry.review.findings if each.code == code
    ]


def standing(entries: tuple[Entry, ...], code: str) -> Standing:
    return next(each.standing for each in entries if each.code == code)


def everybody() -> Decimal:
    return sum((FIGURES[code][CELL] for code in UNITS), Decimal(0))  # type: ignore[misc]


def with_office(node: str, figure: int) -> ExaminedFile:
    """Return a node's whole with its own office in it, whose file is nowhere else."""
    return whole(node, [node, *under(node)], {CELL: figure + total_under(node), OTHER: Decimal(7)})


def total_under(node: str) -> Decimal:
    return sum((FIGURES[code][CELL] for code in under(node)), Decimal(0))  # type: ignore[misc]


def test_a_whole_with_an_office_of_its_own_that_did_not_come_stands_for_all_in_it() -> None:
    entries = judged(*map(own, UNITS), with_office("B", 50))
    assert total_of(entries) == everybody() + 50
    assert standing(entries, "B") is Standing.ACCEPTED
    (note,) = said(entries, "B", "D822")
    assert "名B本级（1 个）" in note


def test_a_whole_stands_for_a_child_whose_file_gave_no_figures_and_names_it() -> None:
    nothing = Review(findings=(CONTEXT.language.finding("F101", {"reason": "ZIP"}),))
    torn = ExaminedFile(file_of("z1", "坏"), ROSTER.by_code("z1"), nothing, readable=False)
    entries = judged(*(own(code) for code in UNITS if code != "z1"), torn, whole("B", under("B")))
    assert total_of(entries) == everybody()
    assert codes(entries, "B") == ["A626", "D822"]
    assert "合计里是汇总表的数：名z1" in said(entries, "B", "A626")[0]
    assert "名z1（1 个）" in said(entries, "B", "D822")[0]
    assert "F101" in codes(entries, "z1")


def test_a_whole_stands_for_a_child_of_whom_a_sheet_was_not_read() -> None:
    lost = CONTEXT.language.finding("S102", {"sheet": OTHER.sheet}, sheet=OTHER.sheet)
    half = ExaminedFile(file_of("z1"), ROSTER.by_code("z1"), Review(values={CELL: Decimal(1000)}, findings=(lost,)))
    entries = judged(*(own(code) for code in UNITS if code != "z1"), half, whole("B", under("B")))
    assert codes(entries, "B") == ["D822"]
    assert total_of(entries) == everybody()


def test_no_sum_is_compared_in_a_cell_where_a_childs_figure_could_not_be_read() -> None:
    unsure = CONTEXT.language.finding("V201", {"found": "约4"}, address=OTHER)
    odd = ExaminedFile(
        file_of("z1"), ROSTER.by_code("z1"), Review(values={CELL: FIGURES["z1"][CELL]}, findings=(unsure,))
    )
    entries = judged(*(own(code) for code in UNITS if code != "z1"), odd, whole("B", under("B")))
    assert codes(entries, "B") == ["D821"]


def test_units_typed_into_the_totals_by_hand_make_no_difference() -> None:
    late = whole("A", ["x1", "x2"], consolidate(CONTEXT.form, [FIGURES[code] for code in under("A")]).values)
    entries = judged(*map(own, UNITS), late)
    assert codes(entries, "A") == ["A623", "D821"]
    assert standing(entries, "A") is Standing.ACCEPTED


def test_what_one_unit_explains_is_named_and_only_the_rest_is_the_difference() -> None:
    figures = dict(consolidate(CONTEXT.form, [FIGURES[code] for code in ("z1", "z2", "z2")]).values)
    figures[OTHER] = Decimal(10)  # 3, 4 and again 4, less 1
    entries = judged(*map(own, UNITS), whole("B", ["z1", "z2", "z2"], figures))
    (found,) = [f for e in entries if e.code == "B" for f in e.review.findings if f.code == "A620"]
    assert (found.address, found.found, found.expected, found.difference) == (OTHER, 10, 11, -1)
    assert "少 1；其中已算上另外指出的 名z2 多 4" in found.message


def test_a_whole_that_is_held_or_in_another_is_not_said_to_count() -> None:
    entries = judged(whole("B", ["z1", "z2", "z2"]))
    assert standing(entries, "B") is Standing.HELD
    assert "更正或认可以前不计入合计" in said(entries, "B", "D822")[0]
    entries = judged(whole("A1", under("A1")), whole("A", under("A")))
    assert codes(entries, "A1") == ["D820"]
    assert codes(entries, "A") == ["D822"]


def test_a_whole_of_which_nobody_can_tell_who_is_in_it_never_counts() -> None:
    words = {"sheets": "汇总构成", "version": "9"}
    later = Review(
        values=consolidate(CONTEXT.form, [FIGURES["z1"], FIGURES["z2"]]).values,
        findings=(CONTEXT.language.finding("S129", words),),
    )
    entries = judged(own("z1"), ExaminedFile(file_of("B", "汇总"), ROSTER.by_code("B"), later))
    assert total_of(entries) == FIGURES["z1"][CELL]
    assert standing(entries, "B") is Standing.HELD


def test_a_stranger_under_a_parent_whom_nobody_knows_is_told_unless_a_leaf_has_units() -> None:
    for parents, expected in (({}, ["A624"]), ({"w1": "z2"}, []), ({"w1": "z2", "q9": "A"}, ["A624"])):
        sent = whole("B", ["z1", "z2"])
        inside = sent.review.contents
        assert inside is not None
        odd = {"q9": "nobody", **parents}
        more = (JoinedUnit(code, code, parent, "2023", "", Membership.FINAL) for code, parent in odd.items())
        review = replace(sent.review, contents=replace(inside, units=(*inside.units, *more)))
        entries = judged(replace(sent, review=review))
        assert [code for code in codes(entries, "B") if code != "D822"] == expected


def test_a_list_of_anothers_units_is_asked_about_and_the_letter_does_not_name_the_other() -> None:
    sent = whole("B", under("B"))
    assert sent.review.contents is not None
    entries = judged(replace(sent, review=replace(sent.review, contents=replace(sent.review.contents, code="A"))))
    (found,) = [each for entry in entries for each in entry.review.findings if each.code == "A629"]
    assert "名A" in found.message
    assert found.letter
    assert "名A" not in found.letter


def test_a_sheet_of_a_whole_that_was_not_read_is_not_compared() -> None:
    lost = CONTEXT.language.finding("S102", {"sheet": OTHER.sheet}, sheet=OTHER.sheet)
    sent = whole("B", under("B"), {CELL: total_under("B")})
    entries = judged(*map(own, UNITS), replace(sent, review=sent.review.with_more(lost)))
    assert codes(entries, "B") == ["S102", "D821"]
