"""Catalogues of papers on disk: records of them by arXiv number, for `digestkit.with_metadata`.

    from digestkit import metadata
    records = metadata.read_records("arxiv-metadata-oai-snapshot.json")   # an iterator, a record at a time
    with metadata.Index("arxiv.sqlite") as index:                         # made by `digestkit metadata index`
        digest = digestkit.with_metadata(digest, index)

Nothing here opens a connection.
"""

from __future__ import annotations

from digestkit.metadata.completing import by_number, with_metadata
from digestkit.metadata.index import Index
from digestkit.metadata.reading import read_records
from digestkit.metadata.record import Record, merged

__all__ = ["Index", "Record", "by_number", "merged", "read_records", "with_metadata"]
