"""What a table of areas would do to the tree: which are added, changed and left, and which rows cannot be taken.

An area is the one of its kind with the same code; without a code, the one of its kind and name in the same parent. What
the file leaves empty stays as it is held.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.places import rules
from meydan.places.imports import table
from meydan.places.imports.table import Bad, Row, spelling
from meydan.places.models import Area

FACTS = ("name", "name_en", "code", "latitude", "longitude")


@dataclass(eq=False)
class Node:
    """An area as it will be: held already (`pk`) or to be made, in the parent it will have."""

    kind: str
    name: str
    parent: "Node | None"
    pk: int | None = None
    path: str = ""  # as it is held
    name_en: str = ""
    code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    line: int = 0  # of the file that tells of it
    changed: tuple[str, ...] = ()

    @property
    def new_path(self) -> str:
        return f"{self.parent.new_path if self.parent else '/'}{self.pk}/"


@dataclass
class Plan:
    """What is shown before anything is written, and what is written then."""

    nodes: list[Node] = field(default_factory=list)  # the whole tree as it will be, parents first
    added: list[Node] = field(default_factory=list)
    changed: list[Node] = field(default_factory=list)
    left: int = 0
    bad: list[Bad] = field(default_factory=list)
    rows: int = 0


def plan(text: str, *, reach: Iterable[Area] | None) -> Plan:
    """`reach` limits what may be touched to these areas and below; None is the house itself."""
    rows, bad = table.read(text)
    found = Plan(bad=bad, rows=len(rows) + len(bad))
    tree = _Tree(None if reach is None else tuple(area.path for area in reach))
    for row in sorted(rows, key=lambda row: rules.rank(row.kind)):  # stable: within a kind, in the order of the file
        try:
            node = tree.take(row)
        except _NotTaken as reason:
            found.bad.append(Bad(row.line, str(reason)))
            continue
        if node.pk is None:
            found.added.append(node)
        elif node.changed:
            found.changed.append(node)
        else:
            found.left += 1
    found.nodes = tree.nodes
    found.bad.sort()
    return found


class _NotTaken(Exception):  # noqa: N818 - the reason a row stays out
    pass


class _Tree:
    """The tree as it is held, and as the rows taken so far change it."""

    def __init__(self, reach: tuple[str, ...] | None) -> None:
        self.reach = reach
        self.nodes: list[Node] = []
        self.by_code: dict[tuple[str, str], Node] = {}
        self.by_loose_code: dict[tuple[str, str], list[Node]] = {}
        self.by_name: dict[tuple[int, str, str], Node] = {}  # parent, kind, name as it is written
        self.by_spelling: dict[tuple[int, str, str], Node] = {}  # … as it is read
        held: dict[int, Node] = {}
        columns = ("pk", "parent_id", "kind", "path", *FACTS)
        for area in sorted(Area.objects.values(*columns), key=lambda area: (rules.rank(area["kind"]), area["pk"])):
            node = Node(parent=held.get(area.pop("parent_id")), **{**area, "code": area["code"] or ""})
            held[area["pk"]] = node
            self._add(node)

    def take(self, row: Row) -> Node:
        node = self._same(row)
        parent = self._parent(row, node)
        if node is not None and node.line:
            raise _NotTaken(_("Line %(line)s tells of the same area already.") % {"line": wording.number(node.line)})
        if parent is not None and not rules.may_lie_in(row.kind, parent.kind):
            kinds = {"kind": Area.Kind(row.kind).label, "parent_kind": Area.Kind(parent.kind).label}
            raise _NotTaken(_("%(kind)s cannot lie in %(parent_kind)s.") % kinds)
        if node is None:
            node = self._spelled_alike(row, parent)
        facts = self._facts(row, node)
        if node is None:
            return self._made(row, parent, facts)
        changed = [name for name, value in facts.items() if getattr(node, name) != value]
        if parent is not node.parent:
            changed.append("parent")
        self._change(node, facts, parent, tuple(changed))
        node.line = row.line
        return node

    def _facts(self, row: Row, node: Node | None) -> dict[str, Any]:
        facts: dict[str, Any] = {"name": row.name}
        if row.name_en:
            facts["name_en"] = row.name_en
        if row.code and not (node and _loose(node.code) == _loose(row.code)):
            facts["code"] = row.code
        if row.point:
            facts["latitude"], facts["longitude"] = row.point
        return facts

    def _same(self, row: Row) -> Node | None:
        """The area with the row's code. Excel drops zeros before a number; then the name must agree as well."""
        if not row.code:
            return None
        exact = self.by_code.get((row.kind, row.code))
        if exact is not None:
            return exact
        alike = self.by_loose_code.get((row.kind, _loose(row.code)), [])
        return next((node for node in alike if spelling(node.name) == spelling(row.name)), None)

    def _spelled_alike(self, row: Row, parent: Node | None) -> Node | None:
        node = self.by_spelling.get((id(parent), row.kind, spelling(row.name)))
        if node is None or (row.code and node.code):
            return None
        if node.line:
            raise _NotTaken(_("Line %(line)s tells of the same area already.") % {"line": wording.number(node.line)})
        return node

    def _parent(self, row: Row, node: Node | None) -> Node | None:
        if not row.parent_code:
            if node is not None:
                return node.parent
            if row.kind == Area.Kind.COUNTRY:
                return None
            raise _NotTaken(_("The code of what it lies in is missing."))
        if row.kind == Area.Kind.COUNTRY:
            raise _NotTaken(_("A country lies in nothing: leave parent_code empty."))
        kinds = [row.parent_kind] if row.parent_kind else [kind for kind in rules.ORDER if kind != row.kind]
        found = [self.by_code[kind, row.parent_code] for kind in kinds if (kind, row.parent_code) in self.by_code]
        if not found:
            found = [each for kind in kinds for each in self.by_loose_code.get((kind, _loose(row.parent_code)), [])]
        fitting = [each for each in found if rules.may_lie_in(row.kind, each.kind)] or found
        if not fitting:
            raise _NotTaken(
                _("There is no area with the code %(code)s for it to lie in.") % {"code": row.parent_code[:40]}
            )
        if len(fitting) > 1:
            raise _NotTaken(
                _("Several areas have the code %(code)s: say in parent_kind which is meant.")
                % {"code": row.parent_code[:40]}
            )
        return fitting[0]

    def _made(self, row: Row, parent: Node | None, facts: dict[str, Any]) -> Node:
        if not self._reaches(parent):
            raise _NotTaken(_("It lies outside the areas you look after."))
        node = Node(kind=row.kind, parent=parent, line=row.line, **facts)
        self._free(node, facts, parent)
        self._add(node)
        return node

    def _change(self, node: Node, facts: dict[str, Any], parent: Node | None, changed: tuple[str, ...]) -> None:
        if not changed:
            return
        if not self._reaches(node) or (parent is not node.parent and not self._reaches(parent)):
            raise _NotTaken(_("It lies outside the areas you look after."))
        self._free(node, facts, parent)
        self._drop(node)
        for name, value in facts.items():
            setattr(node, name, value)
        node.parent, node.changed = parent, changed
        self._add(node, known=True)

    def _free(self, node: Node, facts: dict[str, Any], parent: Node | None) -> None:
        if self.by_name.get((id(parent), node.kind, facts["name"]), node) is not node:
            raise _NotTaken(_("There already is an area of this kind with this name here."))
        if "code" in facts and self.by_code.get((node.kind, facts["code"]), node) is not node:
            raise _NotTaken(_("Another area of this kind has this code."))

    def _reaches(self, node: Node | None) -> bool:
        if self.reach is None:
            return True
        while node is not None and node.pk is None:
            node = node.parent
        return node is not None and node.path.startswith(self.reach)

    def _add(self, node: Node, *, known: bool = False) -> None:
        if not known:
            self.nodes.append(node)
        place = (id(node.parent), node.kind)
        self.by_name[*place, node.name] = node
        self.by_spelling.setdefault((*place, spelling(node.name)), node)
        if node.code:
            self.by_code[node.kind, node.code] = node
            self.by_loose_code.setdefault((node.kind, _loose(node.code)), []).append(node)

    def _drop(self, node: Node) -> None:
        place = (id(node.parent), node.kind)
        self.by_name.pop((*place, node.name), None)
        self.by_spelling.pop((*place, spelling(node.name)), None)
        if node.code:
            self.by_code.pop((node.kind, node.code), None)
            self.by_loose_code[node.kind, _loose(node.code)].remove(node)


def _loose(code: str) -> str:
    return code.lstrip("0") or "0" if code.isascii() and code.isdigit() else code
