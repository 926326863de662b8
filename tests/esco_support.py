"""A small ESCO download in the layout of the official one, made in the test that needs it. Its concepts are invented."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping

ADDRESS = "http://data.europa.eu/esco"
OCCUPATION_COLUMNS = ("conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "hiddenLabels", "code")
GROUP_COLUMNS = ("conceptType", "conceptUri", "code", "preferredLabel", "altLabels", "description")

# Number: preferred label, other labels, ISCO group.
OCCUPATIONS = {
    "a1": ("vuurtorenwachter", ("kustwachter op een vuurtoren", "vuurtorenwachtster"), "5419"),
    "a2": ("dakdekker", ("dakdekster", "legger van leien"), "7121"),
    "a3": ("hoefsmid", ("paardenbeslager",), "7221"),
    "a4": ("operator deegmachine", ("bediener deegmachine", "machinist deeg"), "8160"),
    "a5": ("koordirigent", ("dirigent van een koor",), "2652"),
    "a6": ("leerkracht moderne talen voortgezet onderwijs", ("docent Frans voortgezet onderwijs",), "2330"),
    "a7": ("leidekker van torens", (), "7121"),
}
GROUPS = {"5419": "Beveiligers", "7121": "Dakdekkers", "7221": "Smeden", "8160": "Operators voeding"}


def occupation(number: str, label: str, others: tuple[str, ...] = (), group: str = "7121") -> dict[str, str]:
    return {
        "conceptType": "Occupation", "conceptUri": f"{ADDRESS}/occupation/{number}", "iscoGroup": group,
        "preferredLabel": label, "altLabels": "\n".join(others), "code": f"{group}.1",
    }  # fmt: skip


def group(code: str, label: str) -> dict[str, str]:
    return {"conceptType": "ISCOGroup", "conceptUri": f"{ADDRESS}/isco/C{code}", "code": code, "preferredLabel": label}


def table(columns: tuple[str, ...], *rows: Mapping[str, str]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def occupations_file(*more: Mapping[str, str]) -> bytes:
    return table(OCCUPATION_COLUMNS, *(occupation(number, *what) for number, what in OCCUPATIONS.items()), *more)


def groups_file() -> bytes:
    return table(GROUP_COLUMNS, *(group(*one) for one in GROUPS.items()))


def esco_zip(folder: str = "ESCO dataset - v1.2.0 - classification - nl - csv/", **files: bytes | None) -> bytes:
    """The download; ``occupations_nl=…`` puts another file in, None leaves it out."""
    parts = {"occupations_nl": occupations_file(), "ISCOGroups_nl": groups_file(), "skills_nl": b"conceptUri\n"} | files
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if content is not None:
                archive.writestr(f"{folder}{name}.csv", content)
    return stream.getvalue()
