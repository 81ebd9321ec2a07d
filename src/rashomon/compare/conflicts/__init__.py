"""What two accounts tell that cannot both be so: a gate for each kind, both passages, a reason in words."""
