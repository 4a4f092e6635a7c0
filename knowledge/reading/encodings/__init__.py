"""Vietnamese as it was kept before Unicode, and how a text is found to be."""
