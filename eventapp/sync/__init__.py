"""Sync: laptops and the hub of a region hand one another the facts that the other does not have (docs/syncing.md)."""
