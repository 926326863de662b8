"""Three registers of three organisations become one list, with a corrected column and a review."""

from __future__ import annotations

import re

from browsing import Venue, expect

from seed.registers_noisy import three_registers


def test_organisator_voegt_drie_kaartenbakken_samen(venue: Venue) -> None:
    organisator = venue.page("organiser")
    registers, truth = three_registers(60, seed=7)
    before = len(venue.people)
    files = [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in registers]
    organisator.set_input_files("#files", files)  # type: ignore[arg-type]

    # First how the files would be read, with samples; one column is corrected by choosing.
    tables = organisator.locator(".mapping")
    expect(tables).to_have_count(3, timeout=15_000)
    expect(tables.first.locator("tbody tr").first).to_be_visible()
    corrected = tables.first.locator("select").last
    heading = corrected.get_attribute("data-header")
    corrected.select_option("opmerkingen")
    expect(corrected.locator("xpath=../p")).to_have_count(0)
    organisator.get_by_role("button", name="Inlezen", exact=True).click()

    # Then the report: everybody once, and what a person must decide.
    report = organisator.locator("#report")
    expect(report).to_contain_text("Klaar.", timeout=30_000)
    assert "import." not in report.inner_text()
    people = [one for one in venue.ask("people") if one["number"] not in venue.people]
    rows = sum(len(one["sources"]) for one in people)
    assert len(people) < rows, "some are in more than one register"
    assert venue.ask("status")["seekers"]["registered"] == before + len(people)
    assert any(len({source[0] for source in one["sources"]}) > 1 for one in people)

    # The review: one key per decision, undoable.
    waiting = organisator.locator("#review-waiting")
    expect(waiting).to_have_text(re.compile(r"Nog te beslissen: \d+"))
    left = int(re.findall(r"\d+", waiting.inner_text())[0])
    expect(organisator.locator("#pair-rows tr").first).to_be_visible()
    organisator.locator("h1").click()
    organisator.keyboard.press("1")
    expect(organisator.locator("#pair-said")).to_have_text("Eén persoon")
    expect(waiting).not_to_have_text(f"Nog te beslissen: {left}")
    merged = venue.ask("status")["seekers"]["registered"]
    assert merged == before + len(people) - 1
    organisator.get_by_role("button", name="Ongedaan maken").click()
    expect(waiting).to_have_text(f"Nog te beslissen: {left}")
    assert venue.ask("status")["seekers"]["registered"] == before + len(people)
    organisator.keyboard.press("2")
    expect(organisator.locator("#pair-said")).to_have_text("Twee personen")

    # The same files again change nothing, and the correction is remembered.
    facts = venue.ask("status")["facts"]
    organisator.set_input_files("#files", files)  # type: ignore[arg-type]
    expect(tables).to_have_count(3, timeout=15_000)
    again = tables.first.locator(f"select[data-header='{heading}']")
    expect(again).to_have_value("opmerkingen")
    organisator.get_by_role("button", name="Inlezen", exact=True).click()
    expect(report).to_contain_text("Klaar.", timeout=30_000)
    assert venue.ask("status")["facts"] == facts
    assert truth


def test_wat_de_pagina_voorstelt_is_wat_er_wordt_gelezen_en_het_verslag_zegt_waarom_niet(venue: Venue) -> None:
    organisator = venue.page("organiser")
    lijst = "Naam;Geb.datum;Zoekt;Jobcoach;Geslacht\nBo Bakker;1-1-1980;kok;ja;V\nAn Dam;1-2-1990;kok;nee;M\n"
    organisator.set_input_files("#files", [{"name": "lijst.csv", "mimeType": "text/csv", "buffer": lijst.encode()}])
    expect(organisator.locator("select[data-header='Jobcoach']")).to_have_value("steun_nodig=jobcoach")
    organisator.get_by_role("button", name="Inlezen", exact=True).click()
    report = organisator.locator("#report")
    expect(report).to_contain_text("Klaar.")
    report.locator("summary").click()
    geslacht = report.locator("tr").filter(has_text="Geslacht")
    expect(geslacht).to_contain_text("geslacht en afkomst bewaart Vonk niet")
    expect(geslacht.get_by_role("button")).to_have_count(0)
    steun = {one["last_name"]: one["fields"].get("support_needed") for one in venue.ask("people")}
    assert (steun["Bakker"], steun["Dam"]) == (["job_coach"], None)
