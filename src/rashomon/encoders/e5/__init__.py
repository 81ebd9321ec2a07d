"""multilingual-e5-small on the processor, in 8 bits: its weights, its graph and its tokens."""
