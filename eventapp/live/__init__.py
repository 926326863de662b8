"""The fair while it runs: the one writer, what each room sees, and who is paired."""
