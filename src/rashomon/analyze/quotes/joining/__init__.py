"""Source, cue and content put together: the attributions of one sentence.

``attributions`` goes through the cues of a sentence: ``verbs`` joins those of verbs, ``phrases`` "according
to", ``nouns`` "X's claim that"; ``verb_final`` serves where the verb ends its clause, ``verbless`` colons and
dashes, ``relays`` and ``lost_sources`` words passed on. ``parts`` holds what an attribution is and how those
of one sentence stand to each other; ``told_before`` and ``told_next`` read sentences that only tell who told
the one before.
"""
