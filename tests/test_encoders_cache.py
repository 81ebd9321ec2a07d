"""Built model files: made once, whole, and made again when they are damaged."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rashomon.encoders import cache
from rashomon.encoders.e5 import build as e5_build
from rashomon.encoders.e5 import bundle as e5_bundle
from rashomon.encoders.e5 import encoder as e5
from rashomon.encoders.e5.encoder import E5Encoder
from rashomon.encoders.e5.graph import quantised
from rashomon.encoders.e5.levels import LARGEST, level
from rashomon.encoders.e5.weights import Blocks, read, source_file
from rashomon.encoders.models import build_model, verify_model
from rashomon.errors import ModelError


class Builder:
    """Writes two small files and counts how often it was asked."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, fresh: Path) -> Mapping[str, str]:
        self.calls += 1
        (fresh / "a.bin").write_bytes(b"abc" * 1000)
        (fresh / "b.txt").write_text("b")
        return {"precision": "int8"}


def test_a_bundle_is_built_once(tmp_path: Path) -> None:
    builder, folder = Builder(), tmp_path / "deep" / "model"
    assert cache.damage(folder) == "not built"
    for _ in range(3):
        cache.ensure(folder, builder)
    assert builder.calls == 1
    assert cache.damage(folder, thorough=True) is None
    known = cache.manifest(folder)
    assert known is not None
    assert known.facts == {"precision": "int8"}
    assert set(known.files) == {"a.bin", "b.txt"}
    assert len(known.files["a.bin"].sha256) == 64


@pytest.mark.parametrize("name", ["a.bin", "b.txt", cache.MANIFEST])
@pytest.mark.parametrize("content", [b"", b"abd" + b"abc" * 999, b"{}", b"\xff"])
def test_damage_is_seen_and_mended(tmp_path: Path, name: str, content: bytes) -> None:
    builder, folder = Builder(), tmp_path / "model"
    cache.ensure(folder, builder)
    (folder / name).write_bytes(content)
    assert cache.damage(folder)
    cache.ensure(folder, builder)
    assert builder.calls == 2
    assert cache.damage(folder, thorough=True) is None


def test_a_lost_file_is_damage(tmp_path: Path) -> None:
    cache.ensure(tmp_path / "model", Builder())
    (tmp_path / "model" / "b.txt").unlink()
    assert cache.damage(tmp_path / "model") == "damaged: b.txt"


def test_many_at_once_build_once(tmp_path: Path) -> None:
    builder = Builder()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: cache.ensure(tmp_path / "model", builder), range(8)))
    assert builder.calls == 1


def test_a_build_cut_short_leaves_nothing(tmp_path: Path) -> None:
    def cut(fresh: Path) -> Mapping[str, str]:
        (fresh / "a.bin").write_bytes(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cache.ensure(tmp_path / "model", cut)
    assert not (tmp_path / "model").exists()
    assert [p.name for p in tmp_path.iterdir() if not p.name.endswith(".lock")] == []


def test_what_a_killed_build_left_behind_is_cleared(tmp_path: Path) -> None:
    left = tmp_path / ".model-abc" / "model"
    left.mkdir(parents=True)
    (left / "a.bin").write_bytes(b"half")
    cache.ensure(tmp_path / "model", Builder())
    assert not left.exists()
    assert cache.damage(tmp_path / "model") is None


def test_a_place_that_cant_be_written_names_the_mend(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ModelError, match="RASHOMON_CACHE"):
        cache.ensure(tmp_path / "file" / "models" / "model", Builder())


def test_the_cache_can_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.ENVIRONMENT, str(tmp_path))
    assert cache.root() == tmp_path
    assert tmp_path in e5_bundle.folder().parents
    monkeypatch.delenv(cache.ENVIRONMENT)
    assert cache.root().name == "rashomon"


@pytest.mark.parametrize("content", [b"", b"E5Q4" * 5, b"\xff" * 4000])
def test_weights_that_are_none_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "w.bin").write_bytes(content)
    with pytest.raises(ModelError, match=r"w\.bin"):
        read(tmp_path / "w.bin")


def test_weights_that_are_cut_are_refused(tmp_path: Path) -> None:
    with source_file().open("rb") as file:
        (tmp_path / "w.bin").write_bytes(file.read(6_000_000))
    with pytest.raises(ModelError):
        read(tmp_path / "w.bin")


def test_blocks_unpack_and_meet_their_eight_bits() -> None:
    random = np.random.default_rng(7)
    values = random.integers(-8, 8, (4, 64))
    packed = (values[:, 0::2] + 8) | (values[:, 1::2] + 8) << 4
    blocks = Blocks(nibbles=packed.astype(np.uint8), scales=np.full((4, 2), 0.5, np.float32))
    assert np.array_equal(blocks.dense(), values * 0.5)
    for signed in (True, False):
        weights, scales, zero = quantised(blocks.dense().T, signed=signed)
        again = (weights.astype(np.float32) - zero.astype(np.float32)) * scales
        assert np.abs(again - blocks.dense().T).max() <= scales.max() / 2 + 1e-6


CHANNELS = arrays(np.float32, st.tuples(st.integers(1, 9), st.just(5)), elements=st.floats(-50, 50, width=32))


@given(CHANNELS)
def test_measured_values_keep_to_the_eight_bits_and_half_a_step(values: npt.NDArray[np.float32]) -> None:
    found = level(values)
    steps = np.round((values - found.centre) / found.step)
    assert np.abs(steps).max() <= LARGEST
    assert np.all(np.abs(steps * found.step + found.centre - values) <= found.step * 0.501 + 1e-4)


def test_a_channel_of_great_values_leaves_the_others_fine_steps() -> None:
    random = np.random.default_rng(3)
    found = level(np.array([0, 30], np.float32) + random.normal(0, (0.5, 8), (200, 2)).astype(np.float32))
    assert found.step[0] < found.step[1] / 5
    assert found.centre == pytest.approx([0, 30], abs=2)


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cache.ENVIRONMENT, str(tmp_path))
    return tmp_path


@pytest.mark.model
@pytest.mark.usefixtures("own_cache")
def test_a_damaged_model_is_built_anew_as_the_processor_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[tuple[int, int]] = []
    built = build_model("e5", lambda done, total: steps.append((done, total)))
    assert built.condition == "ready"
    assert built.precision in {"int8", "uint8"}  # unsigned weights are right on every processor
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    before = E5Encoder().encode(["A damaged file is found."])[0].vector
    data = e5_bundle.folder() / e5_bundle.DATA
    content = bytearray(data.read_bytes())
    content[len(content) // 2] ^= 0xFF
    data.write_bytes(content)
    assert verify_model("e5").condition == "damaged"
    monkeypatch.setattr(e5_build, "fastest_sound", lambda _: "uint8")
    after = E5Encoder().encode(["A damaged file is found."])[0].vector
    assert before @ after == pytest.approx(1.0, abs=0.002)
    state = verify_model("e5")
    assert (state.condition, state.precision) == ("ready", "uint8")


def test_the_fastest_precision_that_agrees_is_taken() -> None:
    right, rounded, wrong = (
        np.array([[1, 0], [0, 1]]),
        np.array([[0.999, 0.04471018], [0, 1]]),
        np.array([[0.8, 0.6], [0, 1]]),
    )
    right, rounded, wrong = (a.astype(np.float32) for a in (right, rounded, wrong))
    assert e5_build.fastest_sound({"fp32": right, "uint8": rounded, "int8": rounded}) == "int8"
    assert e5_build.fastest_sound({"fp32": right, "uint8": rounded, "int8": wrong}) == "uint8"
    assert e5_build.fastest_sound({"fp32": right, "uint8": wrong, "int8": wrong}) == "fp32"


def test_a_processor_that_never_agrees_gets_one_more_build_and_is_told(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = Builder()
    monkeypatch.setattr(e5, "_build", lambda fresh, _: builder(fresh))
    monkeypatch.setattr(e5, "_checked", lambda *_: None)
    with pytest.raises(ModelError, match="wrong vectors"):
        e5.load()
    assert builder.calls == 2
    assert own_cache in e5_bundle.folder().parents
