"""Templates compile, each is used, and nothing in them runs or styles inline (the content policy would block it)."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import views as auth_views
from django.template import Engine
from django.template.loader import get_template

from tests.sources import ROOT, all_sources

FOLDER = ROOT / "templates"
NAMES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file())
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
QUOTED = re.compile(r"""["']([\w./-]+\.(?:html|svg|txt))["']""")
COMPONENT = re.compile(r"""\{% component ["'](\w+)["']""")
INLINE = {
    "script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "handler": re.compile(r"\s(?:hx-)?on[a-z:-]*\s*=|javascript:", re.IGNORECASE),
}


def inline_parts(text: str) -> list[str]:
    """Kinds of inline script or style in the markup, the template's own tags left out."""
    markup = TAG.sub("", text)
    return [kind for kind, pattern in INLINE.items() if pattern.search(markup)]


def names_in_use() -> set[str]:
    """Names written in Python or in another template, those Django's sign-in views ask for, and overrides."""
    nodes = [node for source in all_sources() for node in ast.walk(source.tree)]
    used = {n.value.partition("#")[0] for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            used |= {name for name in NAMES if re.fullmatch(pattern_of(node), name)}
    for name in NAMES:
        text = (FOLDER / name).read_text()
        found = {*QUOTED.findall(text), *(f"components/{part}.html" for part in COMPONENT.findall(text))}
        used |= found - {name}
    used |= {view.template_name for view in vars(auth_views).values() if hasattr(view, "template_name")}
    folders = [Path(app.path) / "templates" for app in apps.get_app_configs()] + [Path(Engine.__module__)]
    return used | {name for name in NAMES if any((folder / name).exists() for folder in folders)}


def pattern_of(words: ast.JoinedStr) -> str:
    """A name put together ("plans/_correct_{kind}.html") stands for all that it may become."""
    return "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"\w+" for p in words.values)


def test_name_put_together_stands_for_all_it_may_become():
    (statement,) = ast.parse("f'plans/_correct_{kind}.html'").body
    assert pattern_of(statement.value) == r"plans/_correct_\w+\.html"


def test_there_are_templates():
    assert "base.html" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(name):
    assert get_template(name).origin.name == str(FOLDER / name)


def test_no_template_is_unused():
    assert set(NAMES) - names_in_use() == set()


def test_nothing_is_inline():
    assert {name: found for name in NAMES if (found := inline_parts((FOLDER / name).read_text()))} == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<script>go()</script>", ["script"]),
        ('<script type="module">go()</script>', ["script"]),
        ('<p style="color: red">', ["style"]),
        ("<style>p {}</style>", ["style"]),
        ('<p onclick="go()">', ["handler"]),
        ('<p hx-on:click="go()">', ["handler"]),
        ('<a href="javascript:go()">', ["handler"]),
        ('<script src="/static/js/app.js" defer></script>', []),
        ('{% include "a.html" with once="1" style="x" %}<p class="on">', []),
    ],
)
def test_inline_parts_are_found(text, found):
    assert inline_parts(text) == found
