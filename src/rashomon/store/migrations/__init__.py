"""Named steps that bring an archive of any earlier version to the present form, in one transaction."""
