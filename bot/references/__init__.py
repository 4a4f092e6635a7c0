"""What a text refers to by number or name: documents, articles, clauses, points, entries."""
