"""How the bot is, for whatever looks after it: /healthz and /metrics on this machine alone."""
