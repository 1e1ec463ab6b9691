"""What can be set, said or asked for is written down, and what is written down exists."""

import re
from enum import StrEnum
from importlib import import_module
from typing import TypeGuard

import pytest
from typer.main import get_command

from server.__main__ import main
from server.settings import Settings
from tests.house.sources import ROOT, python, short

README = (ROOT / "README.md").read_text()
WORDS = ROOT / "docs" / "words.md"
DOCS = README + "".join(page.read_text() for page in (ROOT / "docs").rglob("*.md"))


def commands(node: object, before: str = "ffwg") -> list[str]:
    inner: dict[str, object] = getattr(node, "commands", {})
    if not inner:
        return [before]
    return [full for name, one in inner.items() for full in commands(one, f"{before} {name}")]


def test_every_setting_is_in_the_readme_and_every_setting_there_exists() -> None:
    told = set(re.findall(r"`(FFWG_(?!TEST)[A-Z_]+)`", README))
    assert told == {f"FFWG_{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize("command", commands(get_command(main)))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`{command}" in README


def test_every_command_in_the_documents_exists() -> None:
    real = commands(get_command(main))
    for told in re.findall(r"`(ffwg [a-z-]+)", DOCS):
        assert any(one.startswith(told) for one in real), told


def test_every_make_task_in_the_documents_exists() -> None:
    tasks = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", DOCS)) <= tasks


def stages() -> list[type[StrEnum]]:
    """Every enumeration of stages in the rules of a part."""
    rules = [short(path) for path, _ in python("server/group") if "rules" in short(path)]
    names = [one.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for one in rules]
    found = [value for name in names for value in vars(import_module(name)).values()]
    return list({one: None for one in found if _is_stage(one)})


def _is_stage(value: object) -> TypeGuard[type[StrEnum]]:
    return isinstance(value, type) and issubclass(value, StrEnum) and "Stage" in value.__name__


def test_every_stage_of_a_things_life_is_among_the_words() -> None:
    words = WORDS.read_text().lower()
    assert stages()
    for stage in stages():
        for value in stage:
            assert value.value.replace("_", " ") in words, f"{stage.__module__}: {value.value}"


def test_every_part_is_among_the_words_or_on_the_map() -> None:
    parts = {path.parent.name for path, _ in python("server/group") if path.name == "__init__.py"}
    for part in parts - {"group", "actions", "routes", "forms", "rules", "queries"}:
        assert part in DOCS, part
