"""Tell which quotation marks hold a name or a title, and no words said."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from rashomon.analyze.marks.names import SHARED
from rashomon.analyze.marks.pairs import Quotation
from rashomon.analyze.quotes.sentence.units import OWNING, words_of
from rashomon.lang.attribution import attribution, first_class, word_labels
from rashomon.lang.claims import is_verb
from rashomon.model.annotation import Analysis
from rashomon.model.text import Span

NEAR = 400
"""Code points behind a quotation in which a reporting verb is looked for."""
NAME_WORDS = 5
"""Words of the longest name that is looked for in quotation marks."""
OWNERS = (*OWNING, "s'", "s’")
"""Endings of owners, of one and of many."""
_LEGAL_FORM = re.compile(r"(?:[^\W\d_]\.){2,}")


class Names:
    """Tells which marks hold a name: capitalised, short, right behind a word or where an entity stands."""

    def __init__(self, analysis: Analysis, quotations: Sequence[Quotation] = ()) -> None:
        self._analysis = analysis
        spans = (m.span for e in analysis.entities for m in e.mentions)
        self._spans = sorted(spans, key=attrgetter("edges"))
        held = (analysis.text_of(q.inner) for q in quotations if self._is_held(q))
        self._again = frozenset(name for name in held if name.isalpha())
        """Names of one word, which are names wherever they stand in marks."""

    def holds(self, quotation: Quotation) -> bool:
        """Tell whether a name, or a figure, and no utterance stands between the marks."""
        inner = self._analysis.text_of(quotation.inner)
        wordless = not any(map(str.isalpha, inner))
        return wordless or inner in self._again or self._is_held(quotation)

    def _is_held(self, quotation: Quotation) -> bool:
        words = self._analysis.text_of(quotation.inner).split()
        text, outer = self._analysis.article.text.content, quotation.outer
        before = text[max(0, outer.start - 60) : outer.start].rsplit("\n", 1)[-1]
        if not words or not (words[0][0].isupper() or words[0].isdigit()) or words[-1][-1] in "!?…":
            return False
        introduced = self._is_introduced(before) and not self._is_framed(quotation)
        if words[-1][-1] in ".,":
            titled = introduced and _is_title_case(" ".join(words))
            titled |= self._is_governed(before) and _in_capitals(words)
            return titled or _is_company(words) or self._is_by(before, words)
        if introduced or self._is_mention(quotation.inner):
            return True
        close = (
            words[0][0].isupper()
            and len(words) <= NAME_WORDS
            and before.rstrip()[-1:].isalnum()
            and not _is_title_case(before)
        )
        return close and not self._is_said(outer) and not self._tells(words)

    def is_title(self, quotation: Quotation) -> bool:
        """Tell whether a name between the marks has so many words that these might be read as a clause."""
        long = len(self._analysis.text_of(quotation.inner).split()) > NAME_WORDS
        return long and self.holds(quotation)

    def _is_framed(self, quotation: Quotation) -> bool:
        """Tell whether who says so stands behind words too many for a name ("“…”, – it is said there")."""
        long = len(self._analysis.text_of(quotation.inner).split()) > NAME_WORDS
        return long and SHARED.match(self._analysis.article.text.content, quotation.outer.end) is not None

    def _is_by(self, before: str, words: Sequence[str]) -> bool:
        """Tell whether one word stands behind what names who did something ("posted by "Harbourguy,"")."""
        last = before.split()[-1:] if before.endswith(" ") else []
        by = any("agent" in word_labels(self._analysis.language, word.casefold()) for word in last)
        return by and len(words) == 1

    def _is_governed(self, before: str) -> bool:
        """Tell whether a preposition or an owner stands right before the marks ("on ABC's “This Week,”")."""
        last = before.split()[-1:] if before.endswith(" ") else []
        labels = (word_labels(self._analysis.language, word.casefold()) for word in last)
        owned = any(word.endswith(OWNERS) for word in last)
        return owned or any("preposition" in held for held in labels)

    def _is_introduced(self, before: str) -> bool:
        """Tell whether a noun such as "film" or "ship" stands right before the marks."""
        last = before.split()[-1:] if before.endswith(" ") else []
        labels = (word_labels(self._analysis.language, w.casefold()) for w in last if w[-1].isalnum())
        return any("introducer" in held for held in labels)

    def _tells(self, words: Sequence[str]) -> bool:
        """Tell whether words hold a verb behind the first, as no name does where verbs have endings."""
        language = self._analysis.language
        inflected = attribution(language).verbs_inflect
        return inflected and any(is_verb(language, w.casefold()) for w in words[1:] if w[0].islower())

    def _is_said(self, outer: Span) -> bool:
        """Tell whether a reporting verb stands right behind the marks, as it does where verbs come last."""
        if not attribution(self._analysis.language).verb_final:
            return False
        behind = words_of(self._analysis, outer.end, outer.end + NEAR)[:2]
        return any(first_class(token.labels) == "say" for token in behind)

    def _is_mention(self, inner: Span) -> bool:
        index = bisect_right(self._spans, (inner.start, inner.end + 2), key=attrgetter("edges"))
        near = self._spans[max(0, index - 2) : index + 1]
        return any(span.overlap(inner) * 10 >= 9 * len(inner) for span in near)


def _is_company(words: Sequence[str]) -> bool:
    """Tell whether a name ends with the letters of its legal form ("Sea Line B.V.")."""
    return (
        len(words) > 1 and _LEGAL_FORM.fullmatch(words[-1]) is not None and all(w[0].isupper() for w in words)
    )


def _in_capitals(words: Sequence[str]) -> bool:
    """Tell whether there are several words that all begin with a capital ("This Week,")."""
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _is_title_case(text: str) -> bool:
    """Tell whether words are capitalised as in an English headline, so that capitals are no evidence."""
    words = [word for word in text.split() if len(word) > 3]
    return len(words) > 2 and all(word[0].isupper() for word in words[1:])
