"""What every encoder promises, and what keeps the tokens of the default one in their places."""

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from threading import Barrier, Lock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon import engine
from rashomon.encoders.base import Encoded, Encoder, Progress, at_once
from rashomon.encoders.e5.tokens import UNKNOWN, Tokenizer
from rashomon.encoders.models import list_models, load_encoder, verify_model
from rashomon.encoders.tiny import TinyEncoder
from rashomon.errors import ConfigError
from rashomon.model.article import Article, Source
from rashomon.model.text import Text

_ENCODERS = {name: load_encoder(name) for name in ("tiny", "e5")}
TEXTS = (
    "The lock gate at Velmond jammed at noon.",
    "Шлюзовые ворота в Вельмонде заклинило в полдень.",
    "تعطلت بوابة القناة في فيلموند ظهر اليوم",
    "  two   spaces\u00a0and a ½, the ﬁrst №5\u200b  ",
    "й decomposed, é too, 漢字が続く",
    "😀",
    "\x00\ud800",
    "   ",
    "",
)


@pytest.fixture(params=["tiny", pytest.param("e5", marks=pytest.mark.model)])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    return _ENCODERS[request.param]


def test_one_result_a_text_in_order_with_fitting_shapes(encoder: Encoder) -> None:
    encoded = encoder.encode(TEXTS)
    assert len(encoded) == len(TEXTS)
    for one in encoded:
        assert one.vector.shape == (encoder.dimensions,)
        assert one.vector.dtype == one.states.dtype == np.float32
        assert one.offsets.dtype == np.int32
        assert one.states.shape[0] == len(one.offsets)
        assert one.states.shape[1] % encoder.dimensions == 0
        assert one.offsets.shape == (len(one.offsets), 2)


def test_vectors_are_of_unit_length_where_there_are_words(encoder: Encoder) -> None:
    for one in encoder.encode(TEXTS[:5]):
        assert np.linalg.norm(one.vector) == pytest.approx(1.0, abs=1e-4)


def test_every_token_lies_in_its_text_and_none_steps_back(encoder: Encoder) -> None:
    for text, one in zip(TEXTS, encoder.encode(TEXTS), strict=True):
        starts, ends = one.offsets[:, 0], one.offsets[:, 1]
        assert (starts < ends).all()
        assert ((starts >= 0) & (ends <= len(text))).all()
        assert (np.diff(starts) >= 0).all()
        assert (np.diff(ends) >= 0).all()


def test_no_texts_give_no_results(encoder: Encoder) -> None:
    assert encoder.encode([]) == []


def test_progress_rises_to_the_number_of_texts(encoder: Encoder) -> None:
    seen: list[tuple[int, int]] = []
    encoder.encode([*TEXTS, *TEXTS], lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (2 * len(TEXTS), 2 * len(TEXTS))


def test_the_same_call_gives_the_same_vectors_and_copies_agree(encoder: Encoder) -> None:
    first, again = encoder.encode([*TEXTS[:3], TEXTS[0]]), encoder.encode([*TEXTS[:3], TEXTS[0]])
    assert all(np.array_equal(a.vector, b.vector) for a, b in zip(first, again, strict=True))
    assert np.array_equal(first[0].vector, first[3].vector)


def test_like_texts_are_nearer_than_unlike_ones(encoder: Encoder) -> None:
    same, other = "The lock gate in Velmond jammed at noon.", "A choir from Osk sang in the old mill."
    a, b, c = (one.vector for one in encoder.encode([TEXTS[0], same, other]))
    assert a @ b > a @ c


@pytest.mark.model
@given(st.lists(st.sampled_from((*TEXTS, "Gate shut.", "Ship gone.", "Dock full.", "🚢" * 60)), min_size=1))
@settings(max_examples=25, deadline=None)
def test_what_stands_beside_a_text_does_not_move_it(texts: list[str]) -> None:
    for text, beside in zip(texts, _ENCODERS["e5"].encode(texts), strict=True):
        (alone,) = _ENCODERS["e5"].encode([text])
        assert np.allclose(alone.vector, beside.vector, atol=1e-6)
        assert np.allclose(alone.states, beside.states, atol=1e-5)


@pytest.mark.model
def test_calls_that_run_side_by_side_give_what_they_give_alone() -> None:
    encoder = _ENCODERS["e5"]
    alone = [encoder.encode(texts) for texts in (TEXTS[:5], TEXTS[2:])]
    with ThreadPoolExecutor(at_once(encoder)) as pool:
        beside = list(pool.map(encoder.encode, (TEXTS[:5], TEXTS[2:])))
    for a, b in zip(chain(*alone), chain(*beside), strict=True):
        assert np.array_equal(a.vector, b.vector)
        assert np.array_equal(a.states, b.states)


class _Meeting(TinyEncoder):
    """Comes to the end of a call only once as many are being made as it takes at once."""

    def __init__(self, at_once: int) -> None:
        self.at_once, self.most = at_once, 0
        self._meet, self._here = Barrier(at_once, timeout=20), 0
        self._lock = Lock()

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> list[Encoded]:
        with self._lock:
            self._here += 1
            self.most = max(self.most, self._here)
        self._meet.wait()
        with self._lock:
            self._here -= 1
        return super().encode(texts, progress)


@pytest.mark.parametrize("calls", [1, 2])
def test_an_encoder_is_called_as_often_at_once_as_it_tells(calls: int) -> None:
    encoder = _Meeting(calls)
    source = Source(id="a", name="A")
    found = [
        Article(id=str(i), locator=str(i), source=source, text=Text(TEXTS[0]))
        for i in range(4 * engine.BATCH)
    ]
    assert [a.article.id for a in engine.annotate(found, encoder)] == [one.id for one in found]
    assert encoder.most == calls


@pytest.mark.model
def test_translations_meet() -> None:
    encoded = _ENCODERS["e5"].encode([*TEXTS[:3], "A choir from Osk sang in the old mill."])
    english, russian, arabic, choir = (one.vector for one in encoded)
    assert min(english @ russian, english @ arabic) > english @ choir


@pytest.mark.model
def test_a_text_of_megabytes_is_cut_to_the_window() -> None:
    (one,) = _ENCODERS["e5"].encode(["слово " * 800_000])
    assert 500 < len(one.offsets) < 512


def _tokenizer() -> Tokenizer:
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁", *"abcdeй2", "ab", "▁ab", "cd", "▁the", "de"]
    scores = [0.0] * 4 + [-4.0] * 8 + [-3.0, -2.0, -3.0, -1.0, -3.5]
    return Tokenizer(
        pieces, scores, {0xA0: " ", 0x200B: "", 0xBD: "1/2", 0x2167: "abcd", 0x09: " ", 0x0A: " "}
    )


@given(st.text(st.sampled_from("abcdeй2½Ⅷ \u00a0\u200b\u0306\u0301\t\nхи漢😀\ud800") | st.characters()))
@settings(max_examples=300)
def test_offsets_hold_for_any_text(text: str) -> None:
    tokens = _tokenizer()(text)
    assert len(tokens.ids) == len(tokens.offsets)
    last = (0, 0)
    for start, end in tokens.offsets:
        assert 0 <= start < end <= len(text)
        assert start >= last[0]
        assert end >= last[1]
        last = start, end


@given(st.lists(st.text("abcde", min_size=1), max_size=8))
def test_tokens_of_plain_words_cover_them_without_gaps(words: list[str]) -> None:
    text = " ".join(words)
    covered = {i for a, b in _tokenizer()(text).offsets for i in range(a, b)}
    assert covered == {i for i, char in enumerate(text) if char != " "}


def test_the_likeliest_pieces_win_and_spaces_fold() -> None:
    assert _tokenizer()("ab   cde").offsets == ((0, 2), (5, 6), (5, 7), (7, 8))


def test_offsets_point_into_the_text_before_normalising() -> None:
    text = "\u200bab Ⅷ и\u0306"
    slices = [text[a:b] for a, b in _tokenizer()(text).offsets]
    assert slices[0] == "\u200bab"[1:]
    assert set(slices[1:]) == {"Ⅷ", "и\u0306"}


def test_unknown_characters_that_touch_are_one_token() -> None:
    tokens = _tokenizer()("a漢字b")
    assert tokens.ids.count(UNKNOWN) == 1
    assert (1, 3) in tokens.offsets


def test_long_texts_stop_at_the_limit() -> None:
    assert len(_tokenizer()("ab " * 1_000_000, 20).ids) == 20
    assert len(_tokenizer()("b" * 5_000_000).ids) == 512


def test_an_encoder_of_ones_own_is_found_by_its_path() -> None:
    assert isinstance(load_encoder("rashomon.encoders.tiny:TinyEncoder"), TinyEncoder)


@pytest.mark.parametrize(
    "name", ["none", "rashomon.nowhere:Encoder", "sys:nothing", "sys:maxsize", ":", "a:"]
)
def test_a_name_that_leads_nowhere_is_a_setting_to_mend(name: str) -> None:
    with pytest.raises(ConfigError, match=r"encoder"):
        load_encoder(name)


def test_the_list_names_what_ships() -> None:
    assert [state.name for state in list_models()] == ["e5", "tiny"]
    assert verify_model("tiny").condition == "ready"
    with pytest.raises(ConfigError):
        verify_model("none")


def test_heavy_libraries_wait_for_the_first_text() -> None:
    code = (
        "import sys, rashomon.encoders.models as m; m.load_encoder(); assert 'onnxruntime' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own code
