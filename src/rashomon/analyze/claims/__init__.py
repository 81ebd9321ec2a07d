"""What an article claims: clauses, what they count and whether they can be checked."""
