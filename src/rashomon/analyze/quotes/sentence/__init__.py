"""A sentence as attribution sees it, whatever is looked for in it.

``units`` makes tokens of it (a quotation is one), ``cues`` finds the words that announce someone's words,
``scenes`` adds the names and dates; ``clause_edges`` tells where clauses begin and end, ``times`` and
``clauses`` what stands before a subject: words of time, another clause; ``asides`` are phrases that stand
anywhere. ``margins`` are the parts of the article in which nobody speaks.
"""
