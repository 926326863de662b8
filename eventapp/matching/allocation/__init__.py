"""Live allocation: who of those present is suggested to which stand *now*.

One measure decides everything: the fit of a pair, less the price of the stand at that moment. A price is what one
more visitor there costs the others: minutes of waiting, and attention that other stands then miss. Now and then
the best whole is computed (``settle``); in between each event changes one list by the prices of that moment.

Pure: no clock, no I/O; ``now`` is passed in seconds.
"""

from eventapp.matching.allocation.hall import Hall, Plan
from eventapp.matching.allocation.offers import offers_of
from eventapp.matching.allocation.plain import (
    MOST_STOPS,
    RELAX_ORDER,
    TO_JOB_COACH,
    Advice,
    Change,
    Offer,
    Stand,
    Stop,
    Visitor,
)

__all__ = [
    "MOST_STOPS",
    "RELAX_ORDER",
    "TO_JOB_COACH",
    "Advice",
    "Change",
    "Hall",
    "Offer",
    "Plan",
    "Stand",
    "Stop",
    "Visitor",
    "offers_of",
]
