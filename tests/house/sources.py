"""The files of the house, for the tests that read them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ("server", "tests", "migrations")
TEMPLATES = ROOT / "web" / "templates"
STATIC = ROOT / "web" / "static"
NOT_OURS = (ROOT / "web" / "static" / "vendor",)
SKIPPED = {"__pycache__", "node_modules"}


def files(*folders: str, ends: tuple[str, ...]) -> list[Path]:
    """Every file of ours below the folders whose name ends so."""
    found = sorted(path for folder in folders for path in (ROOT / folder).rglob("*"))
    return [path for path in found if path.name.endswith(ends) and _ours(path)]


def _ours(path: Path) -> bool:
    return not (SKIPPED & set(path.parts) or any(path.is_relative_to(f) for f in NOT_OURS))


def python(*folders: str) -> list[tuple[Path, ast.Module]]:
    """Parsed."""
    return [(path, ast.parse(path.read_text())) for path in files(*folders, ends=(".py",))]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def called(node: ast.Call) -> str:
    """The last word of what is called: `append` in `log.append(…)`."""
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def imports(tree: ast.AST) -> set[str]:
    """The dotted names a module imports."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


MIGRATION_FILES = [path.name for path in files("migrations/versions", ends=(".py",))]
