"""Words the house does not use, places it does not name, and who alone may commit."""

import ast
import base64
import hashlib
import json
import re
import subprocess

import pytest

from tests.house.sources import CODE, ROOT, STATIC, called, files, functions, python, short

COMMITS = {"server/foundation/database.py", "server/foundation/schema.py"}
EMPTY_NOUNS = r"(Manager|Helper|Service|Processor|Handler|Util|Utils|Wrapper|Factory)$"
EMPTY_VERBS = r"^_?(do|process|handle|perform)_"
EMPTY_FILES = {"utils", "util", "helpers", "helper", "common", "core", "misc", "kit", "base"}

# Put together from halves, or this file would name them itself.
NOWHERE = [
    one + other
    for one, other in [
        ("/wo", "rk/"),
        ("../sha", "red"),
        ("py", "pi.org"),
        ("python", "hosted"),
        ("npm", "js.org"),
        ("TO", "DO"),
        ("FIX", "ME"),
        ("XX", "X "),
        ("pytest.mark.", "skip"),
        ("pytest.", "skip("),
        ("pytest.import", "orskip"),
        ("mark.", "xfail"),
    ]
]


def committing(tree: ast.AST) -> list[int]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call.lineno for call in calls if called(call) in ("commit", "begin_nested")]


def test_only_the_database_commits() -> None:
    found = {short(path) for path, tree in python("server") if committing(tree)}
    assert found <= COMMITS
    assert "server/foundation/database.py" in found


def test_a_commit_elsewhere_would_be_noticed() -> None:
    assert committing(ast.parse("def adopt(db):\n    db.add(1)\n    db.commit()")) == [3]


def test_names_say_something() -> None:
    for path, tree in python(*CODE):
        assert path.stem not in EMPTY_FILES, short(path)
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                assert not re.search(EMPTY_NOUNS, node.name), f"{short(path)}: {node.name}"
        for function in functions(tree):
            if function.name not in given(tree):
                assert not re.search(EMPTY_VERBS, function.name), f"{short(path)}: {function.name}"


def given(tree: ast.Module) -> set[str]:
    """Methods of classes that extend another: often a library chose the name."""
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.bases]
    return {function.name for one in classes for function in functions(one)}


def ours() -> list[str]:
    """What is, or would be, committed."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    gone = ("web/static/vendor/",)
    return [n for n in listed.stdout.splitlines() if not n.startswith(gone) and (ROOT / n).exists()]


@pytest.mark.parametrize("word", NOWHERE)
def test_nothing_names_what_is_not_part_of_it(word: str) -> None:
    naming = []
    for name in ours():
        content = (ROOT / name).read_bytes()
        if word.encode() in content:
            naming.append(name)
    assert naming == []


def test_every_vendored_file_is_the_one_that_was_chosen() -> None:
    vendor = STATIC / "vendor"
    chosen = json.loads((vendor / "vendor.json").read_text())
    for one in chosen:
        digest = hashlib.sha384((vendor / one["file"]).read_bytes()).digest()
        assert one["sha384"] == "sha384-" + base64.b64encode(digest).decode(), one["file"]
    scripts = {path.name for path in vendor.glob("*.js")}
    assert scripts == {one["file"] for one in chosen}


def test_sockets_of_the_page_and_its_scripts_never_evaluate_text() -> None:
    for path in files("web/static/js", ends=(".js", ".mjs")):
        script = path.read_text()
        for word in ("eval(", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"):
            assert word not in script, f"{short(path)}: {word}"
