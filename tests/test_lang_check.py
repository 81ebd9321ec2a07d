"""What is said of a language pack that lacks something or contradicts itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.errors import UnsupportedLanguage
from rashomon.lang import attribution, check, contrast, pack
from rashomon.lang.check import SECTIONS


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Put three packs of invented languages in the place of the real ones."""
    for module in (pack, check):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    for code in ("qa", "qb", "qc"):
        (tmp_path / code).mkdir()
        for name in SECTIONS:
            (tmp_path / code / f"{name}.toml").write_text("", encoding="utf-8")
        write(tmp_path, code, "language", f'name = "{code.upper()}"\ntitles = ["ser"]')
        write(tmp_path, code, "attribution", 'say = ["lodde", "lodd"]\ndeny = ["nekt*"]')
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    for cached in (pack._load, check._lists, check._wanted, check._deepest):
        cached.cache_clear()


def write(root: Path, code: str, name: str, toml: str) -> None:
    (root / code / f"{name}.toml").write_text(toml, encoding="utf-8")


@pytest.mark.usefixtures("packs")
def test_a_full_pack_is_complete() -> None:
    found = check.check("qa")
    assert not found.lacking
    assert not found.suspicious
    assert list(found.lines()) == ["qa (QA): 5 terms; complete, suspicious 0"]


def test_a_missing_file_is_named_with_what_it_costs(packs: Path) -> None:
    (packs / "qa" / "attribution.toml").unlink()
    (lack,) = check.check("qa").lacking
    assert lack.where == "attribution.toml"
    assert "indirect speech" in lack.why


def test_a_list_that_nearly_all_have_is_lacking_and_shown_by_example(packs: Path) -> None:
    for code in ("qd", "qe"):
        (packs / code).mkdir()
        write(packs, code, "language", 'name = "Q"\ntitles = ["ser"]')
        write(packs, code, "attribution", 'say = ["lodde"]\ndeny = ["nekt*"]')
    write(packs, "qa", "attribution", 'say = ["lodde"]')
    lacks = {lack.where: lack.why for lack in check.check("qa").lacking}
    assert lacks == {"attribution.deny": "qb has 1, like nekt*"}


def test_a_list_that_few_have_is_only_named(packs: Path) -> None:
    write(packs, "qb", "numbers", 'about = ["sirka"]')
    found = check.check("qa")
    assert not found.lacking
    assert found.spare == ("numbers.about",)


def test_terms_that_look_wrong_are_suspicious(packs: Path) -> None:
    write(packs, "qa", "attribution", 'say = ["Lodde", "lo*", "nekt*"]\ndeny = ["nekt*"]')
    write(packs, "qa", "contrast", '[opposites.dam]\nplus = ["hel"]\nminus = ["hel"]')
    told = "\n".join(check.check("qa").suspicious)
    assert "'Lodde' has a capital letter" in told
    assert "'lo*' fits too many words" in told
    assert "'nekt*' stands in both attribution.say and attribution.deny" in told
    assert "'hel' stands on both sides of contrast.opposites.dam" in told


@pytest.mark.usefixtures("packs")
def test_a_language_without_a_pack_is_an_error_that_names_the_packs() -> None:
    with pytest.raises(UnsupportedLanguage, match="qa, qb, qc"):
        check.check("zz")


def test_every_section_of_the_real_packs_is_known() -> None:
    files = {path.stem for path in pack.ROOT.glob("*/*.toml")}
    assert files <= set(SECTIONS)
    assert contrast.contrast("en").opposites
    assert attribution.attribution("en").say
