"""What a store does, whatever it is made of; one suite of tests for every backend."""
