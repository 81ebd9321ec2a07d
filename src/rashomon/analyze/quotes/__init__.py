"""Who says what: quotations, indirect speech, their cues and their sources.

``find`` returns the quotes of an article; ``reader`` goes through its sentences, and ``nested`` tells which
quotations within quotations count. What they rest on, each folder only on those before it: ``sentence`` (a
sentence with its words, names and cues), ``speech`` (which stretches of the text are words said), ``sources``
(whose words), ``contents`` (which words), ``joining`` (source, cue and content together) and ``people`` (who
is meant by a source).
"""
