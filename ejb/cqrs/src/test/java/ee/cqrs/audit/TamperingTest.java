package ee.cqrs.audit;

import java.util.List;
import java.util.Map;

import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.store.LogPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Every kind of tampering is found and named, and nothing is named where there is none. */
class TamperingTest extends AuditTest {

    private static final AggregateDefinition<?> EVERY_2 = LEDGER.withSnapshotPeriod(2);
    private static final AggregateDefinition<?> STATES_ONLY = LEDGER.withSnapshotPeriod(0);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload = '{\"amount\":1000000}'",
                "event_type = 'Taken'",
                "version = 1",
                "uuid = '00000000-0000-4000-8000-000000000000'",
                "occurred_at = occurred_at + 1",
                "occurred_at = occurred_at * 1000",
                "occurred_at = -9223372036854775808",
                "origin = 'nobody'",
                "snapshot_period = 7",
                "command_id = 'other'",
                "correlation_id = 'other'",
                "causation_id = 'other'",
                "hash = repeat('0', 64)",
                "previous_hash = null"
            })
    void an_altered_payload_or_meta_is_named(String change) {
        threeStreams(4);
        tamper("update event set %s where aggregate_id = 'b' and event_index = 2", change);

        assertFirst(verify(), Fault.ALTERED, "ledger", "b", 2L, 8L);
        assertFirst(verify(new LogPart("ledger", null)), Fault.ALTERED, "ledger", "b", 2L, 8L);
        assertFirst(verify(new LogPart("ledger", "b")), Fault.ALTERED, "ledger", "b", 2L, 8L);
        assertSound(new LogPart("ledger", "a"));
        assertSound(new LogPart("parcel", null));
    }

    @Test
    void an_event_that_was_altered_together_with_its_hash_is_found_by_the_next_one() {
        threeStreams(4);
        forge("b", 1, "{\"amount\":1000000}", event("b", 1).meta().previousHash());

        assertFirst(verify(), Fault.UNLINKED, "ledger", "b", 2L, 8L);
        assertThat(verify().findings().get(0).detail()).contains("event 1", "replaced");
    }

    @Test
    void a_stream_that_was_forged_to_its_end_is_found_by_the_root_hash() {
        threeStreams(2);
        recordRoot();
        add(LEDGER, "a", 2);
        recordRoot();
        forgeAllFrom("a", 2, "{\"amount\":1000000}");

        assertSound(new LogPart("ledger", null));
        assertFirst(verify(), Fault.ROOT_DIFFERS, null, null, null, 8L);
        assertThat(verify().findings().get(0).detail()).contains("at positions 7 to 8");
    }

    @Test
    void an_event_deleted_in_the_middle_is_named() {
        threeStreams(4);
        tamper("delete from event where aggregate_id = 'b' and event_index = 1");

        assertFirst(verify(), Fault.MISSING, "ledger", "b", 1L, 8L);
        assertThat(verify().findings().get(1))
                .isEqualTo(new Finding(
                        Fault.MISSING, null, null, null, 5L, "there is no event at position 5; the next one is 6"));
        assertFirst(verify(new LogPart("ledger", "b")), Fault.MISSING, "ledger", "b", 1L, 8L);
    }

    @Test
    void of_two_deleted_events_the_first_in_the_log_is_named_even_if_only_its_position_is_known() {
        threeStreams(4);
        add(LEDGER, "short", 1);
        add(LEDGER, "a", 3);
        tamper("delete from event where aggregate_id = 'short' or aggregate_id = 'a' and event_index = 5");

        assertFirst(verify(), Fault.MISSING, null, null, null, 13L);
        assertThat(verify().findings().get(1)).satisfies(second -> {
            assertThat(second.id()).isEqualTo("a");
            assertThat(second.index()).isEqualTo(5);
        });
    }

    @Test
    void the_first_events_of_a_stream_deleted_are_named() {
        threeStreams(4);
        tamper("delete from event where aggregate_id = 'b' and event_index < 2");

        assertFirst(verify(), Fault.MISSING, "ledger", "b", 0L, 8L);
        assertThat(verify().findings().get(0).detail()).startsWith("events 0 to 1 are not there");
    }

    @Test
    void the_last_event_of_a_stream_deleted_is_found_by_its_position() {
        threeStreams(4);
        tamper("delete from event where aggregate_id = 'b' and event_index = 3");

        assertFirst(verify(), Fault.MISSING, null, null, null, 11L);
    }

    @Test
    void an_event_deleted_with_positions_and_indexes_closed_up_is_named() {
        threeStreams(4);
        tamper("delete from event where aggregate_id = 'b' and event_index = 1");
        for (int position = 6; position <= 12; position++) {
            tamper("update event set position = %d where position = %d", position - 1, position);
        }
        tamper("update journal set head = 11");
        assertFirst(verify(), Fault.MISSING, "ledger", "b", 1L, 7L);

        tamper("update event set event_index = 1 where aggregate_id = 'b' and event_index = 2");
        tamper("update event set event_index = 2 where aggregate_id = 'b' and event_index = 3");
        assertFirst(verify(), Fault.ALTERED, "ledger", "b", 1L, 7L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_event_inserted_at_the_end_of_a_stream_is_named(boolean counted) {
        threeStreams(2);
        insertCopyOf("b", 1, 2, 7);
        if (counted) {
            tamper("update journal set head = 7");
            assertFirst(verify(), Fault.ALTERED, "ledger", "b", 2L, 7L);
            forge("b", 2, "{\"amount\":1}", event("b", 1).meta().previousHash());
            assertFirst(verify(), Fault.UNLINKED, "ledger", "b", 2L, 7L);
        } else {
            assertFirst(verify(), Fault.OUT_OF_ORDER, "ledger", "b", 2L, 7L);
        }
    }

    @Test
    void an_event_inserted_beyond_the_head_is_named_by_each_verification_that_meets_it() {
        threeStreams(2);
        insertCopyOf("b", 1, 2, 9);

        for (LogPart part : List.of(LogPart.all(), new LogPart("ledger", null), new LogPart("ledger", "b"))) {
            assertThat(verify(part).findings())
                    .as(part.toString())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.detail()).contains("beyond the head"));
            assertFirst(verify(part), Fault.OUT_OF_ORDER, "ledger", "b", 2L, 9L);
        }
        assertSound(new LogPart("ledger", "a"));
        assertSound(new LogPart("parcel", null));
    }

    @Test
    void events_written_since_a_verification_began_are_none_of_its_business() {
        threeStreams(2);
        for (LogPart part : List.of(new LogPart("ledger", null), new LogPart("ledger", "b"))) {
            Verification begun = Verification.of(log, log::head, part, Map.of());
            long events = verify(part).events();
            add(LEDGER, "b", 2);

            Verdict verdict = begun.run(progress -> {});

            assertThat(verdict.findings()).isEmpty();
            assertThat(verdict.events()).isEqualTo(events);
        }
    }

    @Test
    void an_event_inserted_before_the_log_is_named() {
        threeStreams(2);
        insertCopyOf("b", 1, 2, 0);

        assertThat(verify().findings())
                .extracting(Finding::fault, Finding::position)
                .containsExactly(tuple(Fault.ALTERED, 0L), tuple(Fault.OUT_OF_ORDER, 0L));
    }

    @Test
    void an_event_inserted_before_a_stream_is_named() {
        threeStreams(2);
        insertCopyOf("b", 0, -1, 7);
        tamper("update journal set head = 7");
        forge("b", -1, "{\"amount\":1}", null);

        assertThat(verify(new LogPart("ledger", "b")).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.fault()).isIn(Fault.OUT_OF_ORDER, Fault.UNLINKED));
    }

    @Test
    void two_events_of_a_stream_that_changed_places_are_named() {
        threeStreams(3);
        swapPositions(2, 5); // b/0 and b/1

        assertFirst(verify(), Fault.OUT_OF_ORDER, "ledger", "b", 1L, 2L);
        assertSound(new LogPart("ledger", "a"));
    }

    @Test
    void two_events_of_a_stream_that_changed_indexes_are_named() {
        threeStreams(3);
        tamper("update event set event_index = 99 where aggregate_id = 'b' and event_index = 0");
        tamper("update event set event_index = 0 where aggregate_id = 'b' and event_index = 1");
        tamper("update event set event_index = 1 where aggregate_id = 'b' and event_index = 99");

        assertFirst(verify(), Fault.ALTERED, "ledger", "b", 1L, 2L);
    }

    @Test
    void events_of_two_streams_that_changed_places_are_found_by_the_root_hash() {
        threeStreams(3);
        recordRoot();
        swapPositions(4, 5); // a/1 and b/1

        assertSound(new LogPart("ledger", null));
        assertFirst(verify(), Fault.ROOT_DIFFERS, null, null, null, 9L);
    }

    @Test
    void an_event_moved_to_another_stream_is_named() {
        threeStreams(2);
        tamper("update event set aggregate_id = 'c' where aggregate_id = 'b' and event_index = 0");

        assertFirst(verify(), Fault.ALTERED, "ledger", "c", 0L, 2L);
        assertFirst(verify(new LogPart("ledger", "b")), Fault.MISSING, "ledger", "b", 0L, 5L);
    }

    @Test
    void a_tail_that_was_cut_off_is_found_by_the_root_hash() {
        threeStreams(3);
        recordRoot();
        cutAfter(5);

        assertSound(new LogPart("ledger", null));
        assertFirst(verify(), Fault.CUT_OFF, null, null, null, 6L);
        assertThat(verify().findings().get(0).detail()).contains("positions 6 to 9 were cut off");
    }

    @Test
    void a_tail_that_was_cut_off_and_grew_again_is_found_by_the_root_hash() {
        threeStreams(3);
        recordRoot();
        cutAfter(5);
        restart();
        add(LEDGER, "a", 4);

        assertFirst(verify(), Fault.ROOT_DIFFERS, null, null, null, 9L);
    }

    @Test
    void a_tail_that_was_cut_off_with_its_root_hash_is_found_by_who_has_kept_it() {
        threeStreams(3);
        String kept = verify().root();
        recordRoot();
        cutAfter(5);
        tamper("delete from root_hash");

        assertThat(verify().sound()).isTrue();
        Verdict verdict =
                Verification.of(log, log::head, LogPart.all(), Map.of(9L, kept)).run(progress -> {});
        assertFirst(verdict, Fault.CUT_OFF, null, null, null, 6L);
    }

    @Test
    void a_tail_that_the_journal_has_counted_is_missed() {
        threeStreams(3);
        tamper("delete from event where position > 7");

        assertFirst(verify(), Fault.MISSING, null, null, null, 8L);
        assertThat(verify().findings().get(0).detail()).contains("positions 8 to 9");
    }

    @Test
    void a_root_hash_that_somebody_has_kept_is_compared_too() {
        threeStreams(3);
        String kept = verify().root();
        assertThat(Verification.of(log, log::head, LogPart.all(), Map.of(9L, kept))
                        .run(progress -> {})
                        .sound())
                .isTrue();

        forgeAllFrom("a", 2, "{\"amount\":1000000}");

        assertThat(verify().sound()).isTrue();
        assertFirst(
                Verification.of(log, log::head, LogPart.all(), Map.of(9L, kept)).run(progress -> {}),
                Fault.ROOT_DIFFERS,
                null,
                null,
                null,
                9L);
    }

    @Test
    void indexes_of_which_only_states_were_kept_are_no_gap() {
        add(STATES_ONLY, "a", 2);
        engine.forget(STATES_ONLY, "a");
        add(LEDGER, "a", 2);
        engine.forget(LEDGER, "a");
        add(STATES_ONLY, "a", 2);
        engine.forget(STATES_ONLY, "a");
        add(EVERY_2, "a", 2);
        assertThat(stream("a")).extracting(event -> event.meta().index()).containsExactly(2L, 3L, 6L, 7L);

        assertSound(LogPart.all());

        tamper("delete from snapshot where base");
        assertFirst(verify(), Fault.MISSING, "ledger", "a", 0L, 1L);
    }

    @Test
    void events_deleted_beside_indexes_of_which_only_states_were_kept_are_named() {
        add(LEDGER, "a", 3);
        engine.forget(LEDGER, "a");
        add(STATES_ONLY, "a", 2);
        engine.forget(STATES_ONLY, "a");
        add(LEDGER, "a", 2);
        assertSound(LogPart.all());
        tamper("delete from event where aggregate_id = 'a' and event_index = 2");

        assertFirst(verify(), Fault.MISSING, "ledger", "a", 2L, 4L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_altered_snapshot_is_named(boolean base) {
        add(base ? STATES_ONLY : EVERY_2, "a", 3);
        add(EVERY_2, "b", 3);
        tamper("update snapshot set payload = '{\"sum\":100,\"count\":3}' where aggregate_id = 'a'");

        assertFirst(verify(), Fault.SNAPSHOT_ALTERED, "ledger", "a", base ? 2L : 1L, null);
        assertFirst(verify(new LogPart("ledger", "a")), Fault.SNAPSHOT_ALTERED, "ledger", "a", base ? 2L : 1L, null);
        assertSound(new LogPart("ledger", "b"));
    }

    @Test
    void the_last_event_of_a_stream_deleted_is_named_if_a_snapshot_was_taken_after_it() {
        add(EVERY_2, "a", 4);
        add(EVERY_2, "b", 2);
        tamper("delete from event where aggregate_id = 'a' and event_index > 1");

        assertFirst(verify(new LogPart("ledger", "a")), Fault.MISSING, "ledger", "a", 3L, null);
        assertSound(new LogPart("ledger", "b"));
    }

    @Test
    void a_stream_forged_to_its_end_does_not_fit_its_snapshot() {
        add(EVERY_2, "a", 4);
        forgeAllFrom("a", 2, "{\"amount\":1000000}");

        assertFirst(verify(new LogPart("ledger", "a")), Fault.SNAPSHOT_ALTERED, "ledger", "a", 3L, null);
    }

    @Test
    void a_snapshot_from_before_there_were_checksums_is_counted() {
        add(EVERY_2, "a", 3);
        tamper("update snapshot set checksum = null");

        assertThat(verify().sound()).isTrue();
        assertThat(verify().withoutChecksum()).isOne();
    }

    private void insertCopyOf(String id, long index, long newIndex, long position) {
        tamper("""
                insert into event (position, aggregate_type, aggregate_id, event_index, event_type, version, uuid, occurred_at,
                                   origin, snapshot_period, command_id, correlation_id, causation_id, hash, previous_hash, payload)
                select %d, aggregate_type, aggregate_id, %d, event_type, version, uuid, occurred_at,
                       origin, snapshot_period, command_id, correlation_id, causation_id, hash, previous_hash, payload
                  from event where aggregate_id = '%s' and event_index = %d
                """, position, newIndex, id, index);
    }

    private void swapPositions(long one, long other) {
        tamper("update event set position = -1 where position = %d", one);
        tamper("update event set position = %d where position = %d", one, other);
        tamper("update event set position = %d where position = -1", other);
    }

    private void cutAfter(long position) {
        tamper("delete from event where position > %d", position);
        tamper("update journal set head = %d", position);
    }
}
