"""The brief's part of the public JSON ``rashomon.story/1``."""

from collections.abc import Callable

from rashomon.lang.interface import said
from rashomon.model import brief as briefs
from rashomon.model.text import Reference
from rashomon.render import schema as out

Referred = Callable[[Reference], out.Reference]


def brief(brief: briefs.Brief, ref: Referred) -> out.Brief:
    """Return a brief as the document has it; ``ref`` adds the characters that a reference points at."""
    return out.Brief(
        language=brief.language,
        method=brief.method,
        disclosure=brief.disclosure,
        feedback_question=brief.feedback_question,
        sections=[
            out.BriefSection(
                id=s.id,
                heading=s.heading,
                sentences=[_sentence(b, brief.language, ref) for b in s.sentences],
            )
            for s in brief.sections
        ],
        disputed=[
            out.Disputed(text=d.text, conflict=d.conflict, citations=[ref(c) for c in d.citations])
            for d in brief.disputed
        ],
        shared_lines=[
            out.SharedLine(text=s.text, echo=s.echo, citations=[ref(c) for c in s.citations])
            for s in brief.shared_lines
        ],
        left_out=[
            out.LeftOut(
                text=gap.text,
                claim=gap.claim,
                citations=[ref(c) for c in gap.citations],
                silent=list(gap.silent),
            )
            for gap in brief.left_out
        ],
        abstained=[
            out.Abstention(
                about=said(a.about, brief.language),
                why=said(a.why, brief.language),
                about_phrase=a.about,
                why_phrase=a.why,
            )
            for a in brief.abstained
        ],
    )


def _sentence(sentence: briefs.BriefSentence, language: str, ref: Referred) -> out.BriefSentence:
    return out.BriefSentence(
        text=sentence.text,
        language=sentence.language,
        status=sentence.status,
        attributed_to=sentence.attributed_to,
        claims=list(sentence.claims),
        citations=[ref(c) for c in sentence.citations],
        note=said(sentence.note, language) if sentence.note else None,
        beside=ref(sentence.beside) if sentence.beside else None,
        note_phrase=sentence.note,
        dates=[out.Dated(text=d.text, value=d.value) for d in sentence.dates],
    )
