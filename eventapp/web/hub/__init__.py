"""The hub's pages and doors: people sign in here, laptops bring their fair. Thin: parse, call, reply."""
