"""The standing archive: everything that came in, what was read in it, and the stories it makes."""
