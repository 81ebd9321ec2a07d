"""How an article is built: its language, its lines and sentences, what is its own text, when it appeared."""
