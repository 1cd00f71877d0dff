"""Finding the table of a source that is known by its form and not by its name: the one with two variables of areas."""

import re

from ingest.catalogue import Source
from ingest.errors import SourceChanged
from ingest.readers.pxweb.client import Client
from ingest.readers.pxweb.metadata import Metadata
from ingest.readers.pxweb.resolve import area_variables

# Titles that may speak of who lives where and works where; only their tables are looked at.
_LIVES = re.compile("asuin|asuv|kotikun", re.IGNORECASE)
_WORKS = re.compile("työpai|työssäkäy|pendelöi", re.IGNORECASE)


def located(source: Source, client: Client) -> Source:
    """Return the source with the address of its table; as it is when its description names the table.

    `SourceChanged` when no table or several have the form, with what was looked at and what to write instead.
    """
    if not source.is_sought:
        return source
    client.limits()  # from here on the calls keep to the publisher's window
    titles = client.tables(source.table)
    looked_at = [name for name, title in titles.items() if _LIVES.search(title) and _WORKS.search(title)]
    found = [name for name in looked_at if _is_between_areas(client.metadata(f"{source.table}/{name}")[1])]
    if len(found) != 1:
        raise SourceChanged(
            f"{source.table}: expected one table with two variables of areas and one of time, found "
            f"{len(found)} ({', '.join(found) or 'none'}) of {len(titles)} tables; looked at "
            f"{', '.join(looked_at) or 'none, since no title fits'}. Write the address of the right one as the table "
            f"of {source.id}, without find."
        )
    return source.model_copy(update={"table": f"{source.table}/{found[0]}", "options": {}})


def _is_between_areas(metadata: Metadata) -> bool:
    return len(area_variables(metadata)) == 2 and any(variable.is_time for variable in metadata.variables)
