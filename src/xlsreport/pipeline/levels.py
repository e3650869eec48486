"""Every node of the tree consolidated from what came from under it, beside the whole: one review, many outputs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from xlsreport.checking import Case
from xlsreport.errors import WorkspaceError
from xlsreport.language import Language
from xlsreport.model.outcome import Entry, NodeOutcome, Outcome, Standing
from xlsreport.model.roster import Roster
from xlsreport.model.tree import Tree
from xlsreport.model.workbook import Workbook
from xlsreport.pipeline.consolidate import (
    ConsolidationResult,
    Options,
    Progress,
    Received,
    consolidated,
    outcome_of,
)
from xlsreport.pipeline.standing.open_matters import open_matters
from xlsreport.pipeline.standing.still_out import still_out
from xlsreport.pipeline.whole_case import identity_typed, untouched_form
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.workers import Crew

_NAMED = 10  # nodes that a note names


def consolidated_with_nodes(
    workspace: PeriodWorkspace, options: Options, progress: Progress | None = None, prepared: Crew | None = None
) -> ConsolidationResult:
    """Do what `consolidated` does and, where `options.tree` asks for it, consolidate every node below the whole too.

    Raises `WorkspaceError` as that does, and where nodes are asked for and the roster names no parent.
    """
    tree = workspace.roster.tree
    if options.tree and tree is None:
        raise WorkspaceError(workspace.language.text("no_tree", file=workspace.form.names.roster))
    done = consolidated(workspace, options, progress, prepared)
    if not options.tree or tree is None:
        return done
    nodes = tuple(_nodes(workspace, done, options, tree))
    outcome = with_final_nodes(replace(done.outcome, nodes=nodes), workspace.language)
    return replace(done, outcome=replace(outcome, notes=(*outcome.notes, *_notes(outcome, tree, workspace))))


def _notes(outcome: Outcome, tree: Tree, workspace: PeriodWorkspace) -> Iterator[str]:
    """Yield which nodes remain drafts where the whole is final, and which have no outputs: nothing came under them."""
    text, made = workspace.language.text, {each.code for each in outcome.nodes}
    drafts = [each.outcome.whole.identity.name for each in outcome.nodes if outcome.final and not each.outcome.final]
    if drafts:
        yield text("nodes_not_final", names=text("comma").join(drafts))
    below = tree.children.keys() - made - {tree.root}
    without = [each.name for each in workspace.roster.departments if each.code in below]
    if without:
        more = text("and_more", count=len(without) - _NAMED) if len(without) > _NAMED else ""
        yield text("nodes_without", count=len(without), names=text("comma").join(without[:_NAMED]) + more)


def with_final_nodes(outcome: Outcome, language: Language) -> Outcome:
    """Return `outcome` with those nodes final that have nothing open, where the whole is final."""
    if not outcome.final:
        return outcome
    nodes = (
        replace(node, outcome=replace(node.outcome, final=not open_matters(node.outcome, language)))
        for node in outcome.nodes
    )
    return replace(outcome, nodes=tuple(nodes))


def _nodes(
    workspace: PeriodWorkspace, done: ConsolidationResult, options: Options, tree: Tree
) -> Iterator[NodeOutcome]:
    """Yield the nodes below the whole under which anything came, from the bottom up, as drafts."""
    older = tuple(replace(each, whole=None, summed=None) for each in done.previous.older)
    before = replace(done.previous, whole=None, summed=None, older=older, notes=())
    for code in tree.nodes:
        if code == tree.root:
            continue
        own, under = _workspace_of(workspace, code, tree), tree.under(code)
        entries = tuple(_at_home(each, under) for each in done.outcome.entries if each.code in under)
        if not any(each.file for each in entries):
            continue
        received = Received(entries, (), (), ())
        found = outcome_of(own, options, received, _case(own, code, entries, options), before).outcome
        yield NodeOutcome(code, workspace.file_stems[code], replace(found, notes=(), final=False))


def _workspace_of(workspace: PeriodWorkspace, code: str, tree: Tree) -> PeriodWorkspace:
    """Return the workspace as a node has it: with those under it alone, itself on top."""
    under = tree.under(code)
    departments = (each for each in workspace.roster.departments if each.code in under)
    own = tuple(replace(each, parent="") if each.code == code else each for each in departments)
    return replace(workspace, roster=Roster(own), notes=())


def _at_home(entry: Entry, under: frozenset[str]) -> Entry:
    """Return an entry as its own node has it: what a node further up stands for counts here."""
    return entry if not entry.aside or entry.aside in under else replace(entry, aside="")


def _case(workspace: PeriodWorkspace, code: str, entries: Sequence[Entry], options: Options) -> Case:
    """Return the node's own workbook for its whole: the texts of the one that it sent, if it did, else the form.

    Last year's figures in it are the sum of those of whoever counts, where all are known.
    """
    standings = (Standing.ACCEPTED, Standing.HELD) if options.include_held else (Standing.ACCEPTED,)
    counting = [each for each in entries if each.joins and each.standing in standings]
    carried = still_out(workspace.context, entries, counting).carried if counting else {}
    return Case(workspace.form, workspace.language, _book(workspace, code, entries), carried or None, workspace.period)


def _book(workspace: PeriodWorkspace, code: str, entries: Sequence[Entry]) -> Workbook:
    figures = {field.address for field in workspace.form.figures}
    sent = next((each.review for each in entries if each.code == code and each.review.contents), None)
    texts = {cell: value for cell, value in sent.values.items() if cell not in figures} if sent else {}
    return untouched_form(workspace.form, workspace.period, {**texts, **identity_typed(workspace, code)})
