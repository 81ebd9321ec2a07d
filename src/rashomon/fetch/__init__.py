"""Fetch documents from the web: politely, boundedly, and never from an address that is not public."""
