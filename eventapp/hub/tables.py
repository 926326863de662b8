"""The tables of what the hub keeps for itself, in the words of either database."""

from __future__ import annotations

from typing import Final

_TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS account (id TEXT PRIMARY KEY, name SEALED NOT NULL, folded TEXT NOT NULL UNIQUE,"
    " role TEXT NOT NULL, password SEALED, link TEXT UNIQUE, link_until NUMBER, covers SEALED,"
    " everybody NUMBER NOT NULL DEFAULT 0, off NUMBER NOT NULL DEFAULT 0)",
    "CREATE TABLE IF NOT EXISTS session (digest TEXT PRIMARY KEY, account TEXT NOT NULL, began NUMBER NOT NULL,"
    " seen NUMBER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS code (digest TEXT PRIMARY KEY, fair TEXT, label SEALED NOT NULL,"
    " expires NUMBER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS laptop (digest TEXT PRIMARY KEY, fair TEXT NOT NULL)",
    # ``changes`` counts; where the summary was made at an earlier count it no longer says what is so.
    "CREATE TABLE IF NOT EXISTS overview (id TEXT PRIMARY KEY, summary SEALED, synced_at NUMBER, collected NUMBER"
    " NOT NULL DEFAULT 0, changes NUMBER NOT NULL DEFAULT 1, summed NUMBER NOT NULL DEFAULT 0)",
    "CREATE TABLE IF NOT EXISTS tried (pos POSITION, who TEXT NOT NULL, at NUMBER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS slowed (who TEXT PRIMARY KEY, tries NUMBER NOT NULL, last NUMBER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS look (pos POSITION, at NUMBER NOT NULL, account TEXT NOT NULL,"
    " fair TEXT NOT NULL, subject TEXT NOT NULL, page TEXT NOT NULL)",
)  # fmt: skip
# What was looked at is written once, and nobody takes it out.
_KEPT_IN_A_FILE: Final = (
    "CREATE TRIGGER IF NOT EXISTS look_stays BEFORE DELETE ON look BEGIN SELECT RAISE(ABORT, 'kept'); END",
    "CREATE TRIGGER IF NOT EXISTS look_is_so BEFORE UPDATE ON look BEGIN SELECT RAISE(ABORT, 'kept'); END",
)
_KEPT_AT_A_SERVER: Final = (
    "CREATE OR REPLACE FUNCTION look_kept() RETURNS trigger LANGUAGE plpgsql"
    " AS $$ BEGIN RAISE EXCEPTION 'kept'; END $$",
    "CREATE TRIGGER look_stays BEFORE UPDATE OR DELETE ON look FOR EACH ROW EXECUTE FUNCTION look_kept()",
    "CREATE TRIGGER look_is_whole BEFORE TRUNCATE ON look FOR EACH STATEMENT EXECUTE FUNCTION look_kept()",
)
_FILE_WORDS: Final = {"SEALED": "TEXT", "NUMBER": "INTEGER", "POSITION": "INTEGER PRIMARY KEY"}
_SERVER_WORDS: Final = {
    "SEALED": "bytea",
    "NUMBER": "bigint",
    "POSITION": "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
}


def file_tables() -> list[str]:
    """For SQLite; may be done again."""
    return [*_in_words(_FILE_WORDS), *_KEPT_IN_A_FILE]


def server_tables() -> list[str]:
    """For PostgreSQL; once."""
    return [*_in_words(_SERVER_WORDS), *_KEPT_AT_A_SERVER]


def _in_words(words: dict[str, str]) -> list[str]:
    said = list(_TABLES)
    for word, meaning in words.items():
        said = [sql.replace(word, meaning) for sql in said]
    return said
