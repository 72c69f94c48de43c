"""Bringing in areas and borders from files: read and shown first, then written in one go, however large."""

import hashlib
import uuid
from collections.abc import Sequence

from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from meydan.journal.action import action, note
from meydan.places import rules
from meydan.places.actions.areas import hold_tree
from meydan.places.imports import areas, borders
from meydan.places.imports.areas import Node
from meydan.places.imports.planning import Plan, plan_of
from meydan.places.models import Area, Import
from meydan.places.rules import Official

WRITTEN = ["parent", "name", "name_en", "code", "path", "latitude", "longitude", "sort_key", "search_key"]


@action
def read_import(*, by: Official | None, kind: str, text: str) -> Import:
    """Keep a file until whoever brought it has seen what it would do."""
    plan = plan_of(kind, text, by=by)
    row = _row(by, kind, text, plan)
    row.text = text
    row.save()
    note("places.read_import", on=row, kind=str(kind), bad=row.bad)
    return row


@action
def apply_import(*, by: Official | None, brought: Import) -> Import:
    """Write what was shown. It is planned once more, for the tree may have changed since."""
    hold_tree()
    row = Import.objects.select_for_update().get(pk=brought.pk)
    if row.applied_at:
        return row
    plan = plan_of(row.kind, row.text, by=by)
    _write(plan, is_sample=False)
    row.added, row.changed, row.left, row.bad = _counts(plan)
    row.text, row.applied_at = "", timezone.now()
    row.save()
    _noted(row)
    return row


@action
def import_areas(*, by: Official | None, text: str, is_sample: bool = False) -> Import:
    """Read and write at once, as the command does."""
    return _at_once(by, Import.Kind.AREAS, text, is_sample=is_sample)


@action
def import_borders(*, by: Official | None, text: str) -> Import:
    return _at_once(by, Import.Kind.BORDERS, text, is_sample=False)


def _at_once(by: Official | None, kind: str, text: str, *, is_sample: bool) -> Import:
    hold_tree()
    plan = plan_of(kind, text, by=by)
    _write(plan, is_sample=is_sample)
    row = _row(by, kind, text, plan)
    row.applied_at = timezone.now()
    row.save()
    _noted(row)
    return row


def _row(by: Official | None, kind: str, text: str, plan: Plan) -> Import:
    added, changed, left, bad = _counts(plan)
    digest = hashlib.sha256(text.encode()).hexdigest()
    key = by.key if by else None
    return Import(kind=kind, digest=digest, brought_by=key, added=added, changed=changed, left=left, bad=bad)


def _counts(plan: Plan) -> tuple[int, int, int, int]:
    return len(plan.added), len(plan.changed), plan.left, len(plan.bad)


def _noted(row: Import) -> None:
    counts = {"added": row.added, "changed": row.changed, "left": row.left, "bad": row.bad}
    note("places.apply_import", on=row, kind=str(row.kind), digest=row.digest, **counts)


def _write(plan: Plan, *, is_sample: bool) -> None:
    if isinstance(plan, borders.Plan):
        _write_borders(plan)
    else:
        _write_areas(plan, is_sample=is_sample)


def _write_areas(plan: areas.Plan, *, is_sample: bool) -> None:
    """New ones first, level by level, for each needs its parent's number; then what changed; then the new paths."""
    token = f"new-{uuid.uuid4()}-"
    for kind in rules.ORDER:
        level = [node for node in plan.added if node.kind == kind]
        paths = (f"{token}{kind}-{number}" for number in range(len(level)))
        rows = [_area(node, path=path, is_sample=is_sample) for node, path in zip(level, paths, strict=True)]
        for node, row in zip(level, Area.objects.bulk_create(rows, batch_size=1000), strict=True):
            node.pk = row.pk
    changed = {id(node) for node in plan.changed}
    differing = [node for node in plan.nodes if id(node) in changed or (node.path and node.path != node.new_path)]
    _set_aside([node for node in plan.changed if {"name", "code", "parent"} & set(node.changed)])
    rows = [_area(node, path=node.new_path, pk=node.pk) for node in differing]
    Area.objects.bulk_create(rows, batch_size=1000, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN)
    above = Coalesce(Subquery(Area.objects.filter(pk=OuterRef("parent_id")).values("path")), Value("/"))
    for kind in rules.ORDER:
        new = Area.objects.filter(kind=kind, path__startswith=token)
        new.update(path=Concat(above, Cast("pk", CharField()), Value("/")))


def _area(node: Node, *, path: str, pk: int | None = None, is_sample: bool = False) -> Area:
    return Area(
        pk=pk,
        kind=node.kind,
        parent_id=node.parent.pk if node.parent else None,
        name=node.name,
        name_en=node.name_en,
        code=node.code or None,
        path=path,
        latitude=node.latitude,
        longitude=node.longitude,
        is_sample=is_sample,
    )


def _set_aside(nodes: Sequence[Node]) -> None:
    """Give up names and codes first that another row of the same file may take."""
    for start in range(0, len(nodes), 1000):
        rows = Area.objects.filter(pk__in=[node.pk for node in nodes[start : start + 1000]])
        rows.update(name=Concat(Value("-"), Cast("pk", CharField())), code=None)


def _write_borders(plan: borders.Plan) -> None:
    for found in plan.changed + plan.added:
        rows = Area.objects.filter(pk=found.area.pk)
        rows.update(border=found.border, outline=found.outline)
        if found.area.latitude is None:
            latitude, longitude = found.middle
            rows.update(latitude=latitude, longitude=longitude)
