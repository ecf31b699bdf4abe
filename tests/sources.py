"""The code under the rules: parsed once, with who imports whom."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("cchc", "plans", "tasks", "indices", "reports")


@dataclass(frozen=True)
class Import:
    module: str
    line: int
    only_types: bool


@dataclass(frozen=True)
class Source:
    """One file; `path` is from the root ("plans/reading/dates.py")."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def app(self) -> str:
        """The application it belongs to; "cchc" for the plumbing and the root."""
        return "cchc.orgs" if self.path.startswith("cchc/orgs/") else self.path.partition("/")[0].removesuffix(".py")

    @property
    def room(self) -> str:
        """Its place inside the application: "models" for models.py and for models/task.py."""
        return self.module.removeprefix(f"{self.app}.").partition(".")[0]

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        return tuple(self._imports())

    @property
    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

    def at(self, line: int, words: str) -> str:
        return f"{self.path}:{line}: {words}"

    def _imports(self) -> Iterator[Import]:
        types = {id(inner) for node in ast.walk(self.tree) if _is_type_checking(node) for inner in ast.walk(node)}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield Import(alias.name, node.lineno, id(node) in types)
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    yield Import(f"{node.module}.{alias.name}", node.lineno, id(node) in types)


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def all_sources() -> tuple[Source, ...]:
    """Every file of the program but its migrations, which Django writes."""
    paths = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return tuple(Source(str(p.relative_to(ROOT)), p.read_text()) for p in paths if p.parent.name != "migrations")
