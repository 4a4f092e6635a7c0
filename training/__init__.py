"""How the embedded model is made: a table of token vectors, trained on open Vietnamese text.

`python -m training.train CORPORA_FOLDER OUT` is the way in; nothing of the bot imports this.
"""
