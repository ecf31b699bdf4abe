"""The rules of the house, each a function from parsed files to the places where it is broken."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from tests.sources import Source

APPS = ("cchc", "cchc.orgs", "plans", "tasks", "indices", "reports")
ROOM_LEVELS = {
    "enums": 0,
    "models": 1,
    "rules": 2,
    "queries": 3,
    "actions": 4,
    "jobs": 5,
    "forms": 5,
    "filters": 5,
    "tables": 5,
    "views": 6,
    "urls": 7,
    "admin": 7,
    "management": 7,
}
CLOSED_ROOMS = {"views", "forms", "filters", "tables", "jobs", "urls", "admin", "management", "middleware", "context"}
PURE = {
    "cchc": {"labels", "numbers", "paper", "text"},
    "cchc.orgs": {"becoming", "enums", "passwords", "refusals", "reminding", "spans", "telling", "working_days"},
    "plans": {"enums", "reading", "versions"},
    "tasks": {
        "enums",
        "evidence_files",
        "exchange",
        "obligations",
        "periods",
        "realigning",
        "regime_words",
        "regimes",
        "register",
        "reminders",
        "staff",
        "statements",
        "states",
        "tallies",
        "tying",
    },
    "indices": {
        "achievements",
        "eligibility",
        "enums",
        "grading",
        "improving",
        "looks",
        "next_steps",
        "papers",
        "resulting",
        "scoring",
        "sheets",
        "surveying",
        "transitions",
    },
    "reports": {
        "enums",
        "facts",
        "figures",
        "drawing",
        "letters",
        "differences",
        "district_map",
        "lists",
        "matrices",
        "naming",
        "outline",
        "paragraphs",
        "provenance",
        "reminders",
        "rereading",
        "roundtrip",
        "searching",
        "side_by_side",
        "signatures",
        "spots",
        "statistics",
        "windows",
    },
}
STORE_ROOMS = {"models", "queries", "actions", "scope", "audit", "admin", "management", "demo", "prepare"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
EDGE_ROOMS = {"views", "jobs", "middleware", "context", "management", "prepare"}
CLOCK_FILE = "cchc/web/clock.py"
CLOCKS = {
    ("date", "today"),
    ("datetime", "today"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("timezone", "now"),
    ("timezone", "localdate"),
    ("timezone", "localtime"),
    ("time", "time"),
}
SENDERS = {"delay", "apply_async", "send_task"}
SENDING_FILE = "cchc/queue.py"
FILE_LINES = 400
FUNCTION_LINES = 40

Broken = Iterator[str]


def apps_import_down(sources: Sequence[Source]) -> Broken:
    """An application imports only those below it, and never their pages, forms or jobs."""
    for source in sources:
        for item in source.imports:
            app, room = place(item.module)
            if app not in APPS or app == source.app:
                continue
            if APPS.index(app) > APPS.index(source.app):
                yield source.at(item.line, f"{item.module} lies above {source.app}")
            elif room in CLOSED_ROOMS and app != "cchc":
                yield source.at(item.line, f"{item.module} belongs to {app} alone")


def files_import_down(sources: Sequence[Source]) -> Broken:
    """Inside an application a file imports only from the levels above its own."""
    levels = levels_of(sources)
    for source in sources:
        level = ROOM_LEVELS.get(source.room)
        for item in inner_imports(source, levels):
            if level is not None and levels[item] > level:
                yield source.at(1, f"{source.room} must not import {item}")


def imports_have_no_circles(sources: Sequence[Source]) -> Broken:
    modules = {source.module: source for source in sources}
    graph = {
        source.module: {
            found
            for item in source.imports
            if not item.only_types and (found := owner(item.module, modules)) and found != source.module
        }
        for source in sources
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield " → ".join(error.args[1])


def pure_files_stay_pure(sources: Sequence[Source]) -> Broken:
    """Pure code imports no Django, no Celery, and of ours only pure code."""
    for source in sources:
        if not is_pure(source.app, source.room):
            continue
        for item in source.imports:
            app, room = place(item.module)
            if app in {"django", "celery", "environ"} or (app in APPS and not is_pure(app, room)):
                yield source.at(item.line, f"pure code imports {item.module}")


def imports_stand_on_top(sources: Sequence[Source]) -> Broken:
    for source in sources:
        for function in source.functions:
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield source.at(node.lineno, f"import inside {function.name}")


def imports_name_what_they_take(sources: Sequence[Source]) -> Broken:
    for source in sources:
        for item in source.imports:
            if item.module.endswith(".*"):
                yield source.at(item.line, "import *")


def only_stores_touch_managers(sources: Sequence[Source]) -> Broken:
    """Rows are reached in models, queries, actions and commands; elsewhere somebody would forget the tenant."""
    for source in sources:
        if source.room not in STORE_ROOMS:
            yield from (source.at(n.lineno, f".{n.attr}") for n in attributes(source) if n.attr in MANAGERS)


def clock_is_read_at_the_edge(sources: Sequence[Source]) -> Broken:
    for source in sources:
        if source.room in EDGE_ROOMS or source.path == CLOCK_FILE or source.path.startswith("cchc/web/"):
            continue
        for node in attributes(source):
            if (last_name(node.value), node.attr) in CLOCKS:
                yield source.at(node.lineno, f"reads the clock: {ast.unparse(node)}")
        for item in source.imports:
            if item.module.startswith("cchc.web.clock"):
                yield source.at(item.line, "reads the clock")


def only_the_queue_sends(sources: Sequence[Source]) -> Broken:
    for source in sources:
        if source.path != SENDING_FILE:
            yield from (source.at(n.lineno, f".{n.attr}") for n in attributes(source) if n.attr in SENDERS)


def actions_name_their_actor(sources: Sequence[Source]) -> Broken:
    """A public action takes keywords only, one of them its actor, and is one transaction.

    What only other files of the same `actions` package use is a part of an action, not one.
    """
    for source in sources:
        if source.room != "actions":
            continue
        parts = parts_of_actions(source.app, sources)
        for node in source.tree.body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            if f"{source.module}.{node.name}" in parts:
                continue
            if node.args.args or node.args.posonlyargs or node.args.vararg:
                yield source.at(node.lineno, f"{node.name} takes positional arguments")
            if "actor" not in {argument.arg for argument in node.args.kwonlyargs}:
                yield source.at(node.lineno, f"{node.name} names no actor")
            if not is_atomic(node):
                yield source.at(node.lineno, f"{node.name} is not atomic")


def nothing_is_long(sources: Sequence[Source]) -> Broken:
    for source in sources:
        lines = source.text.count("\n")
        if lines > FILE_LINES:
            yield source.at(1, f"{lines} lines")
        for function in source.functions:
            height = (function.end_lineno or function.lineno) - function.lineno + 1
            if height > FUNCTION_LINES:
                yield source.at(function.lineno, f"{function.name} has {height} lines")


def nothing_happens_behind_the_back(sources: Sequence[Source]) -> Broken:
    """No signals, no overridden save, no thread-locals: what is written is written by an action that says so."""
    for source in sources:
        for item in source.imports:
            if item.module.startswith(("django.dispatch", "django.db.models.signals", "threading.local")):
                yield source.at(item.line, item.module)
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ClassDef):
                for method in node.body:
                    if isinstance(method, ast.FunctionDef) and method.name == "save":
                        yield source.at(method.lineno, f"{node.name}.save")
            if isinstance(node, ast.Attribute) and (last_name(node.value), node.attr) == ("threading", "local"):
                yield source.at(node.lineno, "threading.local")


def parts_of_actions(app: str, sources: Sequence[Source]) -> set[str]:
    """Dotted names that files inside the `actions` package import and nobody outside does."""
    inside, outside = set(), set()
    for source in sources:
        is_inside = (source.app, source.room) == (app, "actions") and not source.path.endswith("__init__.py")
        (inside if is_inside else outside).update(item.module for item in source.imports)
    return inside - outside


def place(module: str) -> tuple[str, str]:
    """The application and the room of a dotted name; ("django", …) for what is not ours."""
    parts = module.split(".")
    app = "cchc.orgs" if parts[:2] == ["cchc", "orgs"] else parts[0]
    rest = parts[app.count(".") + 1 :]
    return app, rest[0] if rest else ""


def owner(module: str, known: Iterable[str]) -> str | None:
    """The file behind an imported name: "plans.enums" for "plans.enums.Every"."""
    return next((name for name in (module, module.rpartition(".")[0]) if name in known), None)


def is_pure(app: str, room: str) -> bool:
    return room in PURE.get(app, ())


def inner_imports(source: Source, known: Iterable[str]) -> Iterator[str]:
    for item in source.imports:
        found = owner(item.module, known)
        if found and place(found)[0] == source.app and not item.only_types and found != source.module:
            yield found


def levels_of(sources: Sequence[Source]) -> dict[str, int]:
    """The level of each file; one with a name of its own stands as low as the lowest file it builds on."""
    levels = {source.module: ROOM_LEVELS.get(source.room, 0) for source in sources}
    for _ in sources:
        before = dict(levels)
        for source in sources:
            if source.room not in ROOM_LEVELS:
                levels[source.module] = max([0, *(levels[item] for item in inner_imports(source, levels))])
        if levels == before:
            break
    return levels


def attributes(source: Source) -> Iterator[ast.Attribute]:
    return (node for node in ast.walk(source.tree) if isinstance(node, ast.Attribute))


def last_name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def is_atomic(function: ast.FunctionDef) -> bool:
    enclosing = [item.context_expr for node in function.body if isinstance(node, ast.With) for item in node.items]
    heads = (node.func if isinstance(node, ast.Call) else node for node in [*function.decorator_list, *enclosing])
    return any(last_name(head) == "atomic" for head in heads)


RULES = (
    apps_import_down,
    files_import_down,
    imports_have_no_circles,
    pure_files_stay_pure,
    imports_stand_on_top,
    imports_name_what_they_take,
    only_stores_touch_managers,
    clock_is_read_at_the_edge,
    only_the_queue_sends,
    actions_name_their_actor,
    nothing_is_long,
    nothing_happens_behind_the_back,
)
