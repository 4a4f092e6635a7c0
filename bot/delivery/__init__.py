"""What goes to Telegram: paced, tried again where that is safe, never sent twice unasked."""
