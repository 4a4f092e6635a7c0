"""A whole knowledge base as rows, to be carried to another machine."""
