"""Making the rehearsal fair: the invented registers taken in by the same way as real ones."""

from __future__ import annotations

import datetime

from eventapp.live.house import make_fair, open_house
from eventapp.live.importing import take_in_files
from eventapp.settings import Settings
from seed.registers import kandidaten_csv, vacatures_csv

NAME = "Banenmarkt Eemdal"


def make_rehearsal(settings: Settings) -> None:
    """Make the file of the rehearsal fair, filled and ready to serve."""
    make_fair(settings, NAME, datetime.date.today().isoformat())
    house = open_house(settings)
    try:
        files = [("vacatures.csv", vacatures_csv()), ("kandidaten.csv", kandidaten_csv())]
        take_in_files(house, files, house.ledger.node)
    finally:
        house.close()
