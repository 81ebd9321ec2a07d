"""Write a story as the public JSON ``rashomon.story/1``."""

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from rashomon import __version__
from rashomon.lang.interface import said
from rashomon.model import annotation
from rashomon.model import brief as briefs
from rashomon.model import comparison as compared
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span
from rashomon.render import export_brief
from rashomon.render import schema as out


def document(
    story: Story,
    comparison: compared.Comparison,
    brief: briefs.Brief,
    annotators: Mapping[str, str] | None = None,
) -> out.Document:
    """Return the story as the typed document of ``rashomon.story/1``, from which all forms are made.

    Offsets are code points; every reference carries the ``exact`` characters it points at.

    Raises:
        SpanError: a reference ends behind its article's text.
        KeyError: a reference names an article that the story does not hold.
    """
    writer = _Writer(story, comparison)
    return out.Document(
        schema="rashomon.story/1",
        generator=out.Generator(name="rashomon", version=__version__, annotators=dict(annotators or {})),
        story=_head(story),
        articles=[writer.article(a) for a in story.analyses],
        entities=[writer.entity(e) for e in comparison.entities],
        quotes=[writer.quote(a, q) for a in story.analyses for q in a.quotes],
        utterances=[writer.utterance(u) for u in comparison.utterances],
        claims=[writer.claim(g) for g in comparison.claims],
        conflicts=[writer.conflict(c) for c in comparison.conflicts],
        figures=[writer.figure(f) for f in comparison.figures],
        echoes=[writer.echo(e) for e in comparison.echoes],
        timeline=[writer.timeline_entry(t) for t in comparison.timeline],
        framing=[writer.framing(f) for f in comparison.framing],
        brief=export_brief.brief(brief, writer.ref),
        notices=list(comparison.notices),
    )


def to_json(told: out.Document) -> bytes:
    """Return the document as indented UTF-8 JSON."""
    return msgspec.json.format(msgspec.json.encode(told), indent=1)


def quote_id(article: str, quote: str) -> str:
    """Return the id of a quote that is unique in the story: quotes are numbered within articles."""
    return f"{article}:{quote}"


def _head(story: Story) -> out.StoryHead:
    dates = sorted(d for a in story.analyses if (d := a.structure.published.value))
    languages = Counter(a.language for a in story.analyses)
    return out.StoryHead(
        id=story.id,
        title=story.title,
        languages=[code for code, _ in languages.most_common()],
        first_published=dates[0] if dates else None,
        last_published=dates[-1] if dates else None,
    )


def _claimant(claimant: compared.Claimant | None) -> out.Claimant | None:
    return out.Claimant(name=claimant.name, entity=claimant.entity) if claimant else None


class _Writer:
    """Turns the model's nouns into the document's, looking up the texts that references point into."""

    def __init__(self, story: Story, comparison: compared.Comparison) -> None:
        self._analyses = {a.article.id: a for a in story.analyses}
        self._checkable = {(a.article.id, c.id): c.checkable for a in story.analyses for c in a.claims}
        self._linked = {member: e.id for e in comparison.entities for member in e.members}

    def ref(self, reference: Reference) -> out.Reference:
        """Return a reference with the characters that it points at."""
        span = reference.span
        exact = self._analyses[reference.article].text_of(span)
        return out.Reference(article=reference.article, start=span.start, end=span.end, exact=exact)

    def _refs(self, references: Iterable[Reference]) -> list[out.Reference]:
        return [self.ref(r) for r in references]

    def _maybe(self, reference: Reference | None) -> out.Reference | None:
        return self.ref(reference) if reference else None

    def article(self, analysis: annotation.Analysis) -> out.Article:
        article, read = analysis.article, analysis.structure
        return out.Article(
            id=article.id,
            locator=article.locator,
            source=out.Source(id=article.source.id, name=article.source.name, kind=article.source.kind),
            language=analysis.language,
            headline=analysis.text_of(read.headline) if read.headline else article.title,
            byline=analysis.text_of(read.byline) if read.byline else article.byline,
            dateline=analysis.text_of(read.dateline) if read.dateline else None,
            url=article.url,
            published=self._published(read.published),
            credits=list(read.credits),
            discloses_generated=read.discloses_generated,
            complete=article.complete,
            text=article.text.content,
            sha256=article.text.sha256,
            non_body=[self._non_body(analysis, part) for part in read.non_body],
        )

    def _published(self, published: annotation.Published) -> out.Published:
        evidence = self._refs(published.evidence)
        return out.Published(value=published.value, basis=published.basis, evidence=evidence)

    def _non_body(self, analysis: annotation.Analysis, part: annotation.NonBody) -> out.NonBody:
        return out.NonBody(
            article=analysis.article.id,
            start=part.span.start,
            end=part.span.end,
            exact=analysis.text_of(part.span),
            kind=part.kind,
        )

    def entity(self, entity: compared.Entity) -> out.Entity:
        return out.Entity(
            id=entity.id,
            type=entity.type,
            name=entity.name,
            names=entity.names,
            wikidata=entity.wikidata,
            mentions=self._refs(entity.mentions),
        )

    def quote(self, analysis: annotation.Analysis, quote: annotation.Quote) -> out.Quote:
        article = analysis.article.id
        return out.Quote(
            id=quote_id(article, quote.id),
            kind=quote.kind,
            span=self.ref(Reference(article, quote.span)),
            cue=self._within(article, quote.cue),
            speaker=self._speaker(article, quote.speaker),
            via=quote.via,
        )

    def _within(self, article: str, span: Span | None) -> out.Reference | None:
        return self.ref(Reference(article, span)) if span else None

    def _speaker(self, article: str, speaker: annotation.Speaker | None) -> out.Speaker | None:
        if speaker is None:
            return None
        entity = self._linked.get((article, speaker.entity or ""))
        return out.Speaker(name=speaker.name, entity=entity, span=self._within(article, speaker.span))

    def utterance(self, utterance: compared.Utterance) -> out.Utterance:
        variants = [self._variant(v) for v in utterance.variants]
        return out.Utterance(
            id=utterance.id,
            speaker=utterance.speaker,
            quotes=[v.quote for v in variants] + [quote_id(*held) for held in utterance.within],
            variants=variants,
            earliest=utterance.earliest,
        )

    def _variant(self, variant: compared.Variant) -> out.Variant:
        edits = [out.Edit(op=e.op, a=self._maybe(e.a), b=self._maybe(e.b)) for e in variant.edits]
        return out.Variant(quote=quote_id(variant.article, variant.quote), kind=variant.kind, edits=edits)

    def claim(self, group: compared.ClaimGroup) -> out.Claim:
        clearest = group.members[group.representative].reference
        return out.Claim(
            id=group.id,
            text=self.ref(clearest).exact,
            language=self._analyses[clearest.article].language,
            status=group.status,
            members=[self._member(m) for m in group.members],
            cells=[
                out.ClaimCell(article=c.article, stance=c.stance, members=c.members, why=c.why)
                for c in group.cells
            ],
            origins=len(group.origins),
            origin_basis=[
                out.Origin(kind=o.kind, name=o.name, articles=list(o.articles)) for o in group.origins
            ],
        )

    def _member(self, member: compared.ClaimMember) -> out.ClaimMember:
        return out.ClaimMember(
            span=self.ref(member.reference),
            stance=member.stance,
            claimant=_claimant(member.claimant),
            checkable=self._checkable[member.reference.article, member.claim],
        )

    def conflict(self, conflict: compared.Conflict) -> out.Conflict:
        return out.Conflict(
            id=conflict.id,
            kind=conflict.kind,
            a=self.ref(conflict.a),
            b=self.ref(conflict.b),
            score=conflict.score,
            why=said(conflict.why, "en"),
            a_by=_claimant(conflict.a_by),
            b_by=_claimant(conflict.b_by),
            why_phrase=conflict.why,
            same_as=conflict.same_as,
        )

    def figure(self, figure: compared.Figure) -> out.Figure:
        values = [
            out.FigureValue(
                value=v.value,
                span=self.ref(v.reference),
                as_of=v.as_of,
                reported=v.reported,
                bound=v.bound,
            )
            for v in figure.values
        ]
        return out.Figure(id=figure.id, quantity=figure.quantity, unit=figure.unit, values=values)

    def echo(self, echo: compared.Echo) -> out.Echo:
        return out.Echo(
            id=echo.id,
            kind=echo.kind,
            members=self._refs(echo.members),
            score=echo.score,
            earliest=echo.earliest,
            wire=echo.wire,
        )

    def timeline_entry(self, entry: compared.TimelineEntry) -> out.TimelineEntry:
        spans = self._refs(entry.references)
        return out.TimelineEntry(when=entry.when, precision=entry.precision, text=entry.text, spans=spans)

    def framing(self, framing: compared.Framing) -> out.Framing:
        features = [
            out.FramingFeature(kind=f.kind, span=self.ref(f.reference), note=f.note) for f in framing.features
        ]
        return out.Framing(article=framing.article, features=features)
