"""How updates come from Telegram: written down before they are confirmed, and watched over."""
