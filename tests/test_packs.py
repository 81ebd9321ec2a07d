"""Every language folder holds what the sections ask for, in a form that their readers can use."""

import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rashomon.lang.brief import brief_words
from rashomon.lang.check import check
from rashomon.lang.interface import Interface
from rashomon.lang.language import language_of
from rashomon.lang.pack import FALLBACK, ROOT, Section, codes

FILES = sorted(p.relative_to(ROOT).with_suffix("").as_posix() for p in ROOT.glob("*/*.toml"))


def _raw(file: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / f"{file}.toml").read_text("utf-8"))


def _struct(name: str) -> type[Section]:
    """Return the struct of a file: the last one in the module of its name."""
    held = vars(import_module(f"rashomon.lang.{name}")).values()
    return [s for s in held if isinstance(s, type) and issubclass(s, Section) and s is not Section][-1]


def _lists(value: Any, where: str) -> Iterator[tuple[str, list[str]]]:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        yield where, value
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _lists(inner, f"{where}.{key}") if key != "quotation_marks" else ()


@pytest.mark.parametrize("code", ["../lang/ru", "sub/ru", "x" * 3000, "a\0b"])
def test_only_the_packs_folders_are_read(code: str, tmp_path: Path) -> None:
    (tmp_path / "language.toml").write_text('name = "Evil"')
    for one in (code, str(tmp_path)):
        assert language_of(one) == language_of(FALLBACK)


@pytest.mark.parametrize("file", FILES)
def test_a_file_decodes_and_each_term_can_match_once(file: str) -> None:
    msgspec.toml.decode((ROOT / f"{file}.toml").read_bytes(), type=_struct(file.split("/")[1]))
    for where, terms in _lists(_raw(file), file):
        assert all(term == term.strip() and term.strip("*") for term in terms), where
        assert sorted(set(terms)) == sorted(terms), where


@pytest.mark.parametrize("code", codes())
def test_a_language_has_every_list_that_english_has_or_says_that_it_does_without(code: str) -> None:
    found = check(code)
    assert not found.lacking, "\n".join(found.lines())
    assert not [told for told in found.suspicious if told.startswith("language.without")]


@pytest.mark.parametrize("code", [*codes(), FALLBACK])
def test_quotation_marks_are_pairs_and_the_first_is_what_a_brief_uses(code: str) -> None:
    pairs = language_of(code).quotation_marks
    assert brief_words(code).quotation_marks == pairs[0]
    assert all(len(mark) == 1 and not mark.isalnum() for pair in pairs for mark in pair)


def _phrases(table: dict[str, Any], where: str = "") -> Iterator[tuple[str, str]]:
    """Yield all phrases of a file, those of its tables too."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _phrases(value, f"{where}{key}.")
        else:
            yield f"{where}{key}", value


@pytest.mark.parametrize("file", [f for f in FILES if f.endswith(("/interface", "/report", "/web"))])
def test_phrases_are_all_there_with_their_placeholders(file: str) -> None:
    own, english = (dict(_phrases(_raw(f))) for f in (file, f"{FALLBACK}/{file.split('/')[1]}"))
    holes = re.compile(r"{\w*}").findall
    assert {k: set(holes(v)) for k, v in own.items() if v} == {k: set(holes(v)) for k, v in english.items()}


def test_every_phrase_that_code_names_can_be_said() -> None:
    """A key that no catalogue has would only fail when somebody reads what it says."""
    code = "".join(p.read_text("utf-8") for p in (ROOT.parent / "compare").rglob("*.py"))
    named = set(re.findall(r'Phrase\(key="(\w+)"', code)) | {"differ_parties", "differ_place", "differ_name"}
    held = {key for key in Interface.__struct_fields__ if key.startswith("differ_")}
    assert named == held
