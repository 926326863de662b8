"""The laptop is killed in the middle of two hundred badges: none is lost, none comes out twice by itself."""

from __future__ import annotations

from pathlib import Path

from printing_support import FakeZebra
from serving import Caller, Served, command, modes, put_fair, soon

BADGES = 200
DONE_BEFORE = 15


def jobs(organiser: Caller) -> dict[str, int]:
    """How many wait, and how many are asked about."""
    standing = organiser.get("/api/v1/printing").json()
    return {"waiting": standing["printers"][0]["waiting"], "asked": standing["failed"]}


def test_no_badge_is_lost_and_none_is_double_when_the_laptop_is_killed_in_the_middle(tmp_path: Path) -> None:
    zebra = FakeZebra("well")
    server = Served(put_fair(tmp_path / "data"), modes()[0])
    try:
        desk, organiser = server.paired("desk"), server.paired("organiser")
        me = desk.get("/api/v1/me").json()["device"]
        address = f"127.0.0.1:{zebra.port}"
        organiser.post(
            "/api/v1/printers", json={"name": "z", "kind": "zpl", "address": address, "layout": "sheet-80x50"}
        )
        organiser.post("/api/v1/printers", json={"assign": me, "printer": "z"})
        asked = [command("print_badge", code=f"K{place % 5 + 1}", reason="damaged") for place in range(BADGES)]
        assert {result["status"] for result in desk.give(*asked)} == {"recorded"}
        assert soon(lambda: len(zebra.labels) >= DONE_BEFORE, 30)
        server.kill()
        assert len(zebra.labels) < BADGES, "it was killed in the middle"
        server.start()
        # The outbox of the desk did not hear of it and gives the same commands once more.
        again = desk.give(*asked)
        assert {result["status"] for result in again} == {"duplicate"}
        assert soon(lambda: jobs(organiser)["waiting"] == 0, 60)
        in_doubt = jobs(organiser)["asked"]
        assert in_doubt <= 1, "one printer had one badge under way"
        assert BADGES - in_doubt <= len(zebra.labels) <= BADGES
    finally:
        zebra.close()
        if server.process.poll() is None:
            server.stop()
