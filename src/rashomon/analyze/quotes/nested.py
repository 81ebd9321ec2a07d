"""Tell whether words in marks inside a longer quotation are told there as someone's words."""

from rashomon.analyze.quotes.sentence.units import words_of
from rashomon.lang.attribution import cue_class, word_labels
from rashomon.lang.word_classes import PRONOUNS
from rashomon.model.annotation import Analysis, Quote, Speaker
from rashomon.model.text import Span


def may_tell(analysis: Analysis, around: Span) -> bool:
    """Tell whether a cue may stand in a stretch; a colon can be one."""
    return any(word.cues or word.text == ":" for word in words_of(analysis, around.start, around.end))


def is_named_in(around: Span, quote: Quote) -> bool:
    """Tell whether both cue and speaker of a nested quote stand within the quotation around it."""
    speaker = quote.speaker.span if quote.speaker is not None else None
    return all(span is not None and around.contains(span) for span in (quote.cue, speaker))


def is_wished(analysis: Analysis, quote: Quote) -> bool:
    """Tell whether words in marks within words said are what somebody wants or thinks, not says."""
    cue = analysis.text_of(quote.cue) if quote.cue is not None else ""
    return cue_class(analysis.language, cue) == "think"


def is_unnamed(analysis: Analysis, speaker: Speaker | None) -> bool:
    """Tell whether a speaker is but a pronoun: inside a quotation nobody but its speaker knows whose."""
    if speaker is None or speaker.entity is not None:
        return False
    labels = word_labels(analysis.language, speaker.name.casefold())
    return any(kind in labels for kind in PRONOUNS)
