"""Where people live and work: towns around the fair, with postcodes whose letters are drawn."""

from __future__ import annotations

from random import Random

from seed import material

# Dutch postcodes do not use every letter, and never SA, SD or SS.
_LETTERS = "ABCDEGHJKLMNPRTVWXZ"


def draw_place(chance: Random) -> tuple[str, str]:
    """A postcode and its town, larger towns more often."""
    towns = material.places()
    town = chance.choices(list(towns), [table["deel"] for table in towns.values()])[0]
    return postcode(chance, chance.choice(towns[town]["postcodes"])), town


def postcode(chance: Random, digits: int) -> str:
    """The four digits with two letters, as in ``3811 KD``."""
    return f"{digits} {chance.choice(_LETTERS)}{chance.choice(_LETTERS)}"
