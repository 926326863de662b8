"""Where places are, and how far apart: four-digit postcodes from an imported GeoNames file, else rough areas.

Distances are kilometres by road, estimated as the straight line times 1.3. The rough table holds one point
for the area of each two-digit postcode, written down from general knowledge: for "ongeveer", never for no.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eventapp.matching.spelling import plain

Points = NDArray[np.float64]  # shape (k, 2): latitude and longitude in degrees; k = 0 is unknown

DETOUR: Final = 1.3
# How far most people go to work by it, in km, where they did not say. For "verder dan meestal", never for no.
REACH_KM: Final = {"walking": 4.0, "bike": 12.0, "moped": 20.0, "public_transport": 30.0, "car": 40.0}
_MOST_ADDRESSES: Final = 2_000
_EARTH_KM: Final = 6371.0
_NOWHERE: Final[Points] = np.empty((0, 2))
_SAME_CITY: Final = {
    "den haag": "s gravenhage",
    "den bosch": "s hertogenbosch",
    "the hague": "s gravenhage",
    "hertogenbosch": "s hertogenbosch",
    "gravenhage": "s gravenhage",
}
# "10" to "99", a row of ten per line: latitude and longitude of about the middle of the area.
_ROUGH: Final = """
52.37 4.90,52.31 4.90,52.24 5.17,52.37 5.22,52.42 4.97,52.46 4.82,52.67 5.08,52.83 4.83,52.64 4.75,52.49 4.66
52.38 4.64,52.29 4.63,52.15 4.42,52.16 4.49,52.14 4.65,52.07 4.30,52.00 4.35,52.06 4.49,52.01 4.72,51.91 4.64
51.92 4.48,51.92 4.33,51.80 4.20,51.82 4.65,52.05 4.98,52.09 5.11,52.15 5.05,52.13 5.25,52.22 5.45,52.02 5.40
51.90 5.42,51.88 5.20,51.80 4.95,51.52 3.70,51.49 3.88,51.33 3.82,51.50 4.28,51.55 4.46,51.58 4.77,51.65 4.85
51.56 5.08,51.66 5.05,51.69 5.30,51.77 5.42,51.63 5.60,51.37 5.40,51.44 5.47,51.46 5.70,51.57 5.98,51.37 6.15
51.23 5.85,51.05 5.88,50.85 5.70,50.88 5.88,50.89 6.00,51.84 5.86,51.86 5.72,52.03 5.66,51.98 5.91,51.94 6.08
51.96 6.28,51.98 6.60,52.13 6.25,52.21 5.97,52.27 6.35,52.23 6.87,52.38 6.65,52.60 6.60,52.78 6.90,52.72 6.45
52.51 6.10,52.40 6.15,52.53 5.68,52.75 5.95,52.95 6.00,52.93 5.75,53.03 5.65,53.04 5.48,53.18 5.45,53.20 5.80
53.17 5.78,53.34 5.98,53.15 6.10,53.13 6.38,52.98 6.60,52.97 6.95,53.15 6.90,53.22 6.57,53.27 6.35,53.33 6.80
"""
_AREAS: Final = {
    str(10 + place): tuple(float(degree) for degree in pair.split())
    for place, pair in enumerate(re.split(r"[,\n]", _ROUGH.strip()))
}


@dataclass(frozen=True)
class Places:
    """Postcodes and cities of an imported file; empty when none was imported."""

    postcodes: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    cities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def from_geonames(cls, text: str) -> Places:
        """Read the layout of GeoNames ``NL.txt`` (tabs; 2nd postcode, 3rd place, 10th and 11th degrees)."""
        postcodes: dict[str, tuple[float, float]] = {}
        cities: dict[str, list[str]] = {}
        for line in text.splitlines():
            cells = line.split("\t")
            if len(cells) < 11 or not (code := postcode4_of(cells[1])):
                continue
            try:
                postcodes[code] = (float(cells[9]), float(cells[10]))
            except ValueError:
                continue
            cities.setdefault(city_key(cells[2]), []).append(code)
        return cls(postcodes, {city: tuple(codes) for city, codes in cities.items()})

    def points(self, postcode4: str | None, city: str | None) -> tuple[Points, bool]:
        """Where this may be (the postcode, else all of the city), and whether that is only approximate."""
        if postcode4 and postcode4 in self.postcodes:
            return np.array([self.postcodes[postcode4]]), False
        if codes := self.cities.get(city_key(city or "")):
            return np.array([self.postcodes[code] for code in codes]), False
        area = _AREAS.get((postcode4 or "")[:2])
        return (np.array([area]), True) if area else (_NOWHERE, True)


NO_PLACES: Final = Places()


def postcode4_of(postcode: str | None) -> str | None:
    """The four digits of "2525 GD"; None when there are none."""
    digits = (postcode or "").strip()[:4]
    return digits if len(digits) == 4 and digits.isdigit() else None


def city_key(city: str) -> str:
    """One spelling per city: "'s-Gravenhage" and "Den Haag" are the same."""
    key = " ".join(plain(city).replace("'", " ").replace("-", " ").split())
    return _SAME_CITY.get(key, key)


def on_globe(points: Points) -> NDArray[np.float64]:
    """Points on a globe of radius 1, shape (k, 3)."""
    lat, lon = np.radians(points).T
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def straight_km(here: NDArray[np.float64], there: NDArray[np.float64]) -> NDArray[np.float64]:
    """Great-circle distances in km between points on the globe, shape (len(here), len(there))."""
    apart = here[:, None, :] - there[None, :, :]
    chord = np.sqrt(np.einsum("...i,...i", apart, apart))
    return np.asarray(2 * _EARTH_KM * np.arcsin(np.minimum(chord / 2, 1)))


def reach_by(transport: Iterable[str]) -> float | None:
    """How far somebody usually gets, in km, by the farthest going of these; None where nothing is known."""
    return max((REACH_KM[one] for one in transport if one in REACH_KM), default=None)


class Reach:
    """Distances by road to all vacancies at once."""

    def __init__(self, places: Places, addresses: list[tuple[str | None, str | None]]) -> None:
        self.places = places
        found = [places.points(postcode4, city) for postcode4, city in addresses]
        self._known = np.array([len(points) > 0 for points, _ in found], dtype=bool)
        self._rough = np.array([rough for _, rough in found], dtype=bool)
        known = [points for points, _ in found if len(points)]
        self._points = on_globe(np.concatenate(known)) if known else np.empty((0, 3))
        self._starts = np.cumsum([0] + [len(points) for points in known])[:-1]
        self._addresses = addresses
        # Many live in one district, and all vacancies are asked for each other's distance too.
        self.road_km = lru_cache(maxsize=_MOST_ADDRESSES)(self._road_km)

    def between(self, one: int, other: int) -> tuple[float, bool]:
        """The km by road between two of the vacancies (NaN is unknown), and whether it is approximate."""
        km, approximate = self.road_km(*self._addresses[one])
        return float(km[other]), bool(approximate[other])

    def _road_km(self, postcode4: str | None, city: str | None) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Per vacancy the km by road, nearest points (NaN is unknown), and whether it is approximate."""
        here, rough = self.places.points(postcode4, city)
        km = np.full(len(self._known), np.nan)
        if len(here) and len(self._points):
            nearest = straight_km(on_globe(here), self._points).min(axis=0)
            km[self._known] = np.minimum.reduceat(nearest, self._starts) * DETOUR
        return km, self._rough | rough
