"""What differs between two releases, word by word, and how a person is shown it."""
