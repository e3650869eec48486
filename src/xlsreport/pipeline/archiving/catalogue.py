"""The catalogue of a period's bag, from its record."""

from xlsreport.archive.record import Record
from xlsreport.pipeline.archiving.publication import publication_line
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.writing.tables.bag_contents import Catalogue, ContentsLine, catalogue_bytes


def catalogue_path(workspace: PeriodWorkspace) -> str:
    """Return where the catalogue lies in a bag of `workspace`."""
    return f"data/{workspace.form.names.catalogue}".replace(
        "%", "_"
    )  # % would have to be written otherwise in a manifest


def catalogue_of(workspace: PeriodWorkspace, record: Record) -> bytes:
    """Return the catalogue of the bag of `record`."""
    return catalogue_bytes(_catalogue(workspace, record), workspace.language)


def _catalogue(workspace: PeriodWorkspace, record: Record) -> Catalogue:
    files = tuple(
        ContentsLine(each.role.value, each.path, each.original, each.note, each.sha256, each.path == record.published)
        for each in record.files
    )
    web = tuple(
        ContentsLine("address", "", each.url, each.note, "", each.url == record.published) for each in record.addresses
    )
    made_by = record.made_by
    return Catalogue(
        title=record.form.title,
        period=record.period,
        name=record.name,
        bag=record.identifier,
        form=f"{record.form.id} {record.form.edition}".strip(),
        made_by=f"xlsreport {made_by.toolkit} · Python {made_by.python}",
        imported=record.imported,
        draft=record.draft,
        replaces=record.revision.replaces or "",
        correction=record.revision.reason,
        source=record.source or "",
        publication=publication_line(workspace, record.publication) if record.publication else "",
        lines=(*web, *files),
        changes=tuple((e.name, e.sheet, e.cell, e.label, e.before, e.after) for e in record.revision.changes),
    )
