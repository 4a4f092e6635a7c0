"""Documents at web addresses: which may be read, and their bytes. The home of httpx."""
