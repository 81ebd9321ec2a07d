"""Lines that several outlets share: copied, reworded or translated, beyond what any two reports must."""
