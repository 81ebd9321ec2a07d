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
    monkeypatch.setattr(check, "REFERENCE", "qb")
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
    for cached in (pack._load, pack.codes, check._lists):
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


def test_a_list_that_the_reference_has_is_lacking_and_shown_by_example(packs: Path) -> None:
    write(packs, "qa", "attribution", 'say = ["lodde"]')
    lacks = {lack.where: lack.why for lack in check.check("qa").lacking}
    assert lacks == {"attribution.deny": "qb has 1, like nekt*"}


def test_an_international_body_that_only_the_reference_names_is_lacking(packs: Path) -> None:
    write(packs, "qb", "entities", '[bodies]\nWHO = ["vha"]\nNATO = ["nott"]\nICC = ["dvor*"]')
    write(packs, "qa", "entities", '[bodies]\nNATO = ["natt"]')
    assert [(x.where, x.why) for x in check.check("qa").lacking] == [
        ("entities.bodies", "qb also names ICC, WHO")
    ]


def test_a_list_or_file_that_a_language_does_without_is_not_lacking(packs: Path) -> None:
    write(packs, "qa", "attribution", 'say = ["lodde"]')
    (packs / "qa" / "report.toml").unlink()
    write(packs, "qa", "language", 'name = "QA"\ntitles = ["ser"]\nwithout = ["attribution.deny", "report"]')
    assert check.check("qa").verdict == "complete, suspicious 0"


def test_doing_without_what_is_there_or_unknown_is_suspicious(packs: Path) -> None:
    without = 'without = ["attribution.deny", "brief", "attribution.denial", "denial"]'
    write(packs, "qa", "language", f'name = "QA"\ntitles = ["ser"]\n{without}')
    assert check.check("qa").suspicious == (
        "language.without: 'attribution.deny' is there",
        "language.without: 'brief' is there",
        "language.without: there is no 'attribution.denial'",
        "language.without: there is no 'denial'",
    )


def test_a_list_of_other_languages_is_only_named(packs: Path) -> None:
    write(packs, "qc", "numbers", 'about = ["sirka"]')
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
