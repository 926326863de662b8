"""The web: one folder per user, and the api. Thin: parse, call, reply."""
