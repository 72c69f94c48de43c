"""Columns that are worked out: the path of an area, and the keys by which names are sorted and found."""

from typing import Any

from django.db import models
from django.db.models.lookups import Lookup

from meydan.engines import persian


class Path(models.CharField):
    """The ids from the root down: "/1/7/32/". `path__below="/1/7/"` is that area and everything under it."""


@Path.register_lookup
class Below(Lookup):
    """One prefix, asked so that both databases use their index: PostgreSQL's is made for LIKE, SQLite's for ranges."""

    lookup_name = "below"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        path, path_params = self.process_lhs(compiler, connection)
        prefix, prefix_params = self.process_rhs(compiler, connection)
        return f"{path} LIKE {prefix}", (*path_params, *(f"{each}%" for each in prefix_params))

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        path, path_params = self.process_lhs(compiler, connection)
        prefix, prefix_params = self.process_rhs(compiler, connection)
        after = [f"{str(each)[:-1]}0" for each in prefix_params]  # "0" is the character after "/"
        return f"({path} >= {prefix} AND {path} < {prefix})", (*path_params, *prefix_params, *path_params, *after)


class SortKey(models.CharField):
    """The name in the order of the Persian alphabet. Written with the row, never by hand."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 200, "editable": False, "default": "", **kwargs})

    def pre_save(self, row: models.Model, add: bool) -> str:  # noqa: ARG002 - Django's shape
        row.sort_key = sort_key(row)  # type: ignore[attr-defined]
        return row.sort_key  # type: ignore[attr-defined, no-any-return]


class SearchKey(models.TextField):
    """Both names as `engines.persian.search_key` spells them, a space around each word."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"editable": False, "default": "", **kwargs})

    def pre_save(self, row: models.Model, add: bool) -> str:  # noqa: ARG002 - Django's shape
        row.search_key = search_key(row)  # type: ignore[attr-defined]
        return row.search_key  # type: ignore[attr-defined, no-any-return]


def sort_key(row: Any) -> str:
    return persian.sort_key(row.name)[:200]


def search_key(row: Any) -> str:
    return f" {persian.search_key(f'{row.name} {row.name_en}')} "
