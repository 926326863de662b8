"""Where to next: named at the desk right after the check-in, a stand with a break, and the job coach."""

from __future__ import annotations

from browsing import Venue, expect, scan

SOON = 5000
# As a volunteer could by hand: this person is not to be shown at any stand.
HIDES_EVERYWHERE = """async (subject) => {
  const { stands } = await (await fetch(`/api/v1/people/${subject}/guide`)).json();
  const at = new Date().toISOString();
  const id = (place) => `01900000-0000-7000-8000-${String(place).padStart(12, "0")}`;
  const commands = stands.map((stand, place) => ({ id: id(place), kind: "hide", at, subject, employer: stand.id }));
  const headers = { "Content-Type": "application/json" };
  const reply = await fetch("/api/v1/commands", { method: "POST", headers, body: JSON.stringify({ commands }) });
  const { results } = await reply.json();
  if (!results.every((result) => result.status === "recorded")) throw new Error(JSON.stringify(results));
}"""


def test_na_het_inchecken_noemt_de_balie_de_volgende_stands(venue: Venue) -> None:
    vrijwilliger, werkgever = venue.page("desk"), venue.page("stand", stand="1")
    bedrijf = werkgever.locator("h1").inner_text().split("·")[1].strip()
    nummer = venue.who_fits(bedrijf)[0]
    scan(vrijwilliger, venue.code(nummer))
    expect(vrijwilliger.locator("#result.good")).to_be_visible(timeout=SOON)
    volgende = vrijwilliger.locator("#next-stands")
    expect(volgende.locator("ol > li").first).to_contain_text("wacht", timeout=SOON)
    assert 1 <= volgende.locator("ol > li").count() <= 3
    assert volgende.locator(".reasons li").count() >= 2
    assert vrijwilliger.evaluate("document.activeElement.id") == "scan", "the next scan goes on"
    # What belongs to somebody else goes away with the next result.
    scan(vrijwilliger, venue.code(nummer)[:-2] + venue.code(nummer)[:-3:-1])
    expect(volgende).to_be_hidden(timeout=SOON)
    assert venue.complaints == []


def test_een_stand_neemt_pauze_en_de_jobcoach_heeft_een_plek(venue: Venue) -> None:
    organisator, vrijwilliger, werkgever = venue.page("organiser"), venue.page("desk"), venue.page("stand", stand="1")
    werkgever.get_by_role("button", name="Even pauze").click()
    expect(werkgever.locator("#paused")).to_be_visible(timeout=SOON)
    expect(werkgever.locator("#notice")).to_contain_text("Fijne pauze")
    werkgever.get_by_role("button", name="Weer open").click()
    expect(werkgever.locator("#paused")).to_be_hidden(timeout=SOON)

    organisator.get_by_label("Waar zit de jobcoach?").fill("balie 3")
    organisator.locator("#job-coach").get_by_role("button").click()
    expect(organisator.locator("#job-coach-said")).to_contain_text("opgeslagen", timeout=SOON)
    iemand = next(iter(venue.people.values()))
    vrijwilliger.evaluate(HIDES_EVERYWHERE, iemand["id"])
    scan(vrijwilliger, str(iemand["code"]))
    expect(vrijwilliger.locator("#next-stands")).to_contain_text("balie 3", timeout=SOON)
    assert venue.complaints == []
