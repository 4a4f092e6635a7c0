"""Source files in, clean text and what is known of the document out."""
