"""Quotation marks alone, whoever speaks: which stretches stand between marks, whatever their style.

``pairs`` pairs the marks of a text in one pass; ``escaped`` reads those that a page left as HTML writes them,
``names`` parts straight marks around a name from straight marks around the words said.
"""
