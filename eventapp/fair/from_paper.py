"""From paper: what was written down while nothing worked, as facts dated then; and the spare badges that were given.

A spare badge is made for nobody: a code and a number, kept with the fair. Who got one is said afterwards.
"""

from __future__ import annotations

from typing import Final

from eventapp.badges.code import normalise
from eventapp.facts import Draft
from eventapp.facts.clock import to_ms, to_text
from eventapp.fair import asked
from eventapp.fair import commands as c
from eventapp.fair.badging import fresh_code, next_block
from eventapp.fair.decision import Actor, Decision, Refusal
from eventapp.fair.state import Fair

PLACE: Final = "@place.paper"
MOST_SPARES: Final = 500


def enter_paper(fair: Fair, command: c.EnterPaper, actor: Actor) -> Decision:
    """A row of the list: somebody came in at the time that stands there."""
    came = written_time(fair, command.came_at, command.at)
    if (spare := untied(fair, command.code or "")) is not None:
        raise Refusal("spare_untied", number=spare[1])
    party = asked.badge_holder(fair, command)
    if (entered := _from_paper(party)) is not None:
        raise Refusal("paper_twice", party.id, since=entered)
    drafts = (came_in(party.id, came),)
    if (inside := party.inside_at(came)) is not None:
        return Decision("paper_was_in", drafts, party.id, {"since": inside.moment, "place": inside.place})
    return Decision("paper_in", drafts, party.id, {"since": came})


def tie_spare(fair: Fair, command: c.TieSpare, actor: Actor) -> Decision:
    """A spare badge is somebody's from now on, and they came in when that was written down."""
    came = written_time(fair, command.came_at, command.at)
    code, number = spare_for(fair, command.code or "")
    seeker = asked.seeker(fair, command.subject or "")
    if seeker.erased:
        raise Refusal("unknown_person", seeker.id)
    others = [fair.info.spares[one] for one in seeker.codes if one in fair.info.spares]
    if others and command.reason is None:
        raise Refusal("spare_second", seeker.id, number=others[0])
    # As with any badge that was lost: which of their codes was on it, nobody knows.
    voided = seeker.codes if command.reason == "lost" else []
    tied = Draft("badge_tied", seeker.id, {"code": code, "number": number, "voided": voided})
    known = _from_paper(seeker) is not None or seeker.inside_at(came) is not None
    drafts = (tied,) if known else (tied, came_in(seeker.id, came))
    return Decision("spare_tied", drafts, seeker.id, {"since": came, "number": number})


def make_spares(fair: Fair, command: c.MakeSpares, actor: Actor) -> Decision:
    """Codes and numbers of nobody; the same ones when the command is decided once more."""
    if len(fair.info.spares) + command.count > MOST_SPARES:
        raise Refusal("spares_enough", most=MOST_SPARES)
    first, _ = next_block(fair, actor.series, command.count)
    codes = [fresh_code(fair, f"{command.id}/{place}") for place in range(command.count)]
    draft = Draft("spares_made", fair.info.id, {"first": first, "codes": codes})
    return Decision("spares_made", (draft,), None, {"count": command.count})


def set_doors(fair: Fair, command: c.SetDoors, actor: Actor) -> Decision:
    """When the doors open: nobody can have come in before."""
    opens = _instant(command.opens, "opens") if command.opens else ""
    if opens == fair.info.doors:
        raise Refusal("nothing_to_change")
    return Decision("doors_set", (Draft("doors_set", fair.info.id, {"opens": opens}),))


def came_in(subject: str, came: str) -> Draft:
    """The fact of a check-in that stood on paper."""
    return Draft("checked_in", subject, {"place": PLACE, "paper": True}, at=came)


def written_time(fair: Fair, came_at: str, now: str) -> str:
    """The time that was written down, if it can be: ``now`` is when it was typed, by the same device's clock."""
    came = _instant(came_at, "came_at")
    if came > _instant(now, "at"):
        raise Refusal("paper_future", since=came)
    if came < (opened := fair.info.doors or fair.info.date):
        raise Refusal("paper_before_doors", since=opened)
    return came


def untied(fair: Fair, text: str) -> tuple[str, str] | None:
    """The code and number of the spare badge that this names, as long as it is nobody's."""
    spares = fair.info.spares
    typed = normalise(text)
    code = typed if typed in spares else next((one for one, number in spares.items() if number == typed), "")
    taken = fair.with_code(code) is not None or fair.is_void(code)
    return None if not code or taken else (code, spares[code])


def on_row(fair: Fair, text: str) -> tuple[str | None, asked.Person | None]:
    """What a row is about: the number of a spare badge of nobody, or somebody. Refused as any code."""
    spare = untied(fair, text)
    return (spare[1], None) if spare else (None, asked.by_code(fair, text))


def spare_for(fair: Fair, text: str) -> tuple[str, str]:
    """The same for who wants to give it to somebody. Refused: ``spare_taken``, ``not_a_spare`` and as any code."""
    if (found := untied(fair, text)) is not None:
        return found
    wearer = asked.by_code(fair, text)
    if any(one in fair.info.spares for one in wearer.codes):
        raise Refusal("spare_taken", wearer.id)
    raise Refusal("not_a_spare", wearer.id)


def _from_paper(party: asked.Person) -> str | None:
    """When somebody came in by what was typed in from paper already."""
    return next((scan.moment for scan in party.scans if scan.paper), None)


def _instant(text: str, field: str) -> str:
    try:
        return to_text(to_ms(text))
    except (ValueError, OverflowError, OSError) as error:
        raise Refusal("invalid_command", field=field) from error
