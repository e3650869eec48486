"""What a coordinator should look at in the roster before a year begins."""

from collections import Counter
from collections.abc import Iterable, Iterator

from xlsreport.language import Language
from xlsreport.model.form import Form
from xlsreport.model.roster import Department, Roster

_NAMED = 10  # departments that a sentence names


def unreadable_dues(roster: Roster, form: Form, period: int, language: Language) -> Iterator[str]:
    """Yield one sentence that names the departments whose day due is no day that can be read for certain."""
    lost = [each for each in roster.departments if each.due.strip() and form.periods.due_day(each.due, period) is None]
    if lost:
        said = (language.text("roster_due_said", name=each.name, due=each.due.strip()) for each in lost)
        yield language.text("roster_due_unreadable", names=language.text("comma").join(said))


def several_tops(roster: Roster, language: Language) -> Iterator[str]:
    """Yield one sentence that names those without a parent, where several have none beside others that have one.

    Those with the fewest under them stand first: whose parent was forgotten is among them.
    """
    tree = roster.tree
    if tree is None or len(tree.tops) < 2:
        return
    tops = sorted(tree.tops, key=lambda code: len(tree.under(code)))
    named = [(roster.by_code(code), roster.parent_cells.get(code)) for code in tops[:_NAMED]]
    said = (language.text("roster_top", name=each.name, cell=cell or each.code) for each, cell in named if each)
    names = language.text("comma").join(said)
    if len(tops) > _NAMED:
        names += language.text("and_more", count=len(tops) - _NAMED)
    yield language.text("roster_several_tops", count=len(tops), names=names)


def roster_remarks(roster: Roster, form: Form, period: int, language: Language) -> tuple[str, ...]:
    """Return how many departments there are, and what is missing, doubtful or left from another year, with names."""
    departments = roster.departments
    counted = sum(each.counted for each in departments)
    remarks = [language.text("roster_counts", count=len(departments), counted=counted)]
    for key, found in (
        ("roster_no_mailbox", [each for each in departments if not each.recipients]),
        ("roster_no_contact", [each for each in departments if not each.contact or not each.mobile]),
        ("roster_no_due", [each for each in departments if not each.due.strip()]),
        ("roster_due_over", [each for each in departments if _is_over(each, form, period)]),
        ("roster_mailbox_shared", list(_sharing(departments))),
    ):
        if found:
            remarks.append(language.text(key, count=len(found), names=_names(found, language)))
    return (*remarks, *several_tops(roster, language), *unreadable_dues(roster, form, period, language))


def _is_over(department: Department, form: Form, period: int) -> bool:
    """Whether the day due lies in the period itself or before: it was typed for an earlier one."""
    due = form.periods.due_day(department.due, period)
    return due is not None and due <= form.periods.last_day(period)


def _sharing(departments: Iterable[Department]) -> Iterator[Department]:
    departments = tuple(departments)
    counts = Counter(box for department in departments for box in department.mailboxes)
    return (department for department in departments if any(counts[box] > 1 for box in department.mailboxes))


def _names(departments: Iterable[Department], language: Language) -> str:
    return language.text("comma").join(each.name for each in departments)
