"""Language knowledge as data: one folder a language, the same file names in each, no code to add one."""
