"""What was shown of the ledger and of syncing over a file holds over PostgreSQL too: the same tests, another log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Clock, registrations
from log_support import opener_of
from sync_support import Laptop
from test_ledger import (  # noqa: F401
    disk,
    test_a_commit_that_fails_refuses_everybody_and_nothing_stays,
    test_a_large_import_is_one_commit,
    test_a_large_import_that_fails_halfway_leaves_nothing,
    test_acts_of_one_request_keep_their_order_and_see_each_other,
    test_an_act_is_decided_stored_and_answered,
    test_an_act_that_cannot_be_written_down_takes_nobody_along,
    test_an_act_whose_rule_fails_takes_nobody_along,
    test_an_id_that_was_seen_before_is_a_duplicate_and_changes_nothing,
    test_an_id_twice_in_one_batch_is_a_duplicate_too,
    test_listeners_hear_after_the_commit_and_what_it_touched,
    test_nobody_is_answered_before_the_commit,
    test_the_first_batch_after_a_failure_works_and_leaves_no_gap,
    test_what_waits_while_the_disk_is_busy_shares_one_commit,
)
from test_sync_rounds import (  # noqa: F401
    test_a_disk_that_is_full_here_takes_nothing_in_and_goes_on_later,
    test_a_disk_that_is_full_over_there_acknowledges_nothing,
    test_a_fact_that_was_spoilt_on_the_way_is_set_aside_and_those_behind_it_come_through,
    test_a_line_that_is_cut_at_every_question_and_every_answer_costs_nothing_but_time,
    test_an_empty_laptop_gets_everything,
    test_both_get_what_the_other_wrote,
    test_once_equal_nothing_moves_any_more,
    test_rounds_that_lost_their_place_read_the_whole_log_once_more,
    test_the_answer_says_per_fact_what_became_of_it,
)

from eventapp.live.ledger import Ledger


@pytest.fixture
def ledger(clock: Clock, tmp_path: Path) -> Iterator[Ledger]:
    """The small fair in PostgreSQL, being written."""
    one = Ledger(opener_of("postgres", tmp_path)(), clock)
    one.start()
    one.record(registrations("fair-1"), by="laptop-a")
    yield one
    one.stop()


@pytest.fixture
def two(tmp_path: Path, clock: Clock) -> Iterator[list[Laptop]]:
    """A hall with a file, and a hub in PostgreSQL that asks it."""
    hall = Laptop(opener_of("sqlite", tmp_path)(), clock, first=True)
    hall.pair("laptop-1")
    hub = Laptop(opener_of("postgres", tmp_path)(), clock)
    yield [hall, hub]
    hall.stop()
    hub.stop()
