"""The hub of a region: many fairs in one place, and the people who look after those who were there. No Flask."""
