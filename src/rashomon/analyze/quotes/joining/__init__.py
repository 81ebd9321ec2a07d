"""Source, cue and content put together: the attributions of one sentence.

``attributions`` goes through the cues of a sentence and joins those of verbs; ``phrases`` does so for
"according to", ``nouns`` for "X's claim that", ``verb_final`` where the verb ends its clause, ``verbless``
for colons and dashes, ``relays`` and ``lost_sources`` for words passed on. ``parts`` holds what an
attribution is and how those of one sentence stand to each other; ``told_before`` and ``told_next`` read
sentences that only tell who told the one before.
"""
