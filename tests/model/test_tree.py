"""Who stands under whom."""

from xlsreport.model.roster import Department, Roster
from xlsreport.model.tree import Tree

PROVINCE = Tree({"P": "", "A": "P", "B": "P", "A1": "A", "x": "A1", "y": "A1", "z": "B"})


def test_nodes_come_from_the_bottom_up() -> None:
    assert PROVINCE.nodes == ["A1", "A", "B", "P"]


def test_everybody_stands_under_the_root_at_whatever_depth() -> None:
    assert PROVINCE.root == "P"
    assert PROVINCE.under("P") == set(PROVINCE.parents)
    assert PROVINCE.under("A") == {"A", "A1", "x", "y"}
    assert PROVINCE.under("x") == {"x"}
    assert PROVINCE.above("x") == ["A1", "A", "P"]


def test_two_at_the_top_are_no_root() -> None:
    assert Tree({"P": "", "Q": "", "x": "P"}).root is None


def test_a_roster_without_parents_is_no_tree() -> None:
    assert Roster((Department("A", "甲"), Department("B", "乙"))).tree is None
    assert Roster((Department("A", "甲"), Department("B", "乙", parent="A"))).tree == Tree({"A": "", "B": "A"})
