"""A whole knowledge base as one file: written, checked, taken in on another machine."""
