"""Sign-in, one's own account, and the accounts administrator's home."""
