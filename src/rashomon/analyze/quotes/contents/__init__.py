"""What is told: the words that a cue gives as said, as far as they go within the sentence.

``content`` decides on which side of cue and source they stand. They begin behind a "that" (``complements``),
behind whom they were said to (``addressees``) and behind what only describes the source (``insertions``);
``ends`` tells where they end. ``beside`` finds the quotations next to a cue, ``pointing`` tells words that
only point at what was told before, ``frames`` clauses that only tell who hands something on. ``around``
tells into which clause a frame between commas is put, ``as_clauses`` of what "as X said" speaks.
"""
