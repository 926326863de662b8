"""Every code that the intake can give: the message catalogue has a sentence ``import.<code>`` for each."""

from __future__ import annotations

from typing import Final

# Why a whole file stays out; the params that its sentence may use are behind it.
FILE_ERRORS: Final = (
    "empty_file",
    "not_a_table",
    "too_large",  # megabytes
    "too_many_rows",  # rows
    "missing_columns",  # columns: list of column names of the template
    "unknown_layout",
    "mapping_needed",  # columns: what could not be told; fingerprint: of the header
    "unreadable_workbook",
    "protected_workbook",
    "bad_json",
    "not_vum",
    "vum_question",
    "open_quote",  # row: where a quotation mark is opened that is never closed
    "esco_incomplete",  # file: what the zip lacks
    "esco_broken",
)

# Why one row stays out.
ROW_REASONS: Final = (
    "no_name",
    "no_profile",
    "name_too_long",
    "no_consent",
    "too_young",
    "deceased",
    "moved",
    "has_work",
    "duplicate_number",
    "no_employer",
    "no_title",
    "title_too_long",
    "duplicate_title",
    "too_many_cells",
    "repeated_header",
    "totals_row",
    "bad_place",
    "bad_concept",
)

# Why a column is not read.
COLUMN_REASONS: Final = (
    "sensitive_column",
    "bsn_column",
    "unneeded_column",
    "unknown_column",
    "double_column",
    "chosen",  # somebody chose to leave it out
)

# What a person should know about a cell, a row or a column that did come in.
WARNINGS: Final = (
    "bsn_removed",
    "phone_or_bsn",
    "sensitive_text",
    "formula_text",
    "cut_short",
    "missing_column",
    "other_sheet",
    "second_table",
    "no_rows",
    "no_number",
    "number_of_someone_else",
    "minor",
    "bad_date",
    "bad_hours",
    "bad_postcode",
    "bad_number",
    "bad_kvk",
    "bad_phone",
    "bad_email",
    "bad_yes_no",
    "unknown_word",
    "unsure_occupation",
    "employer_differs",
)
