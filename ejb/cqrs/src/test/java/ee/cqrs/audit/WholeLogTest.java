package ee.cqrs.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.command.Ledger;
import ee.cqrs.store.LogPart;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** All that is stored is read, page by page, in the order of the streams and in that of the log. */
class WholeLogTest extends AuditTest {

    private static final AggregateDefinition<?> EVERY_2 = LEDGER.withSnapshotPeriod(2);
    private static final AggregateDefinition<?> STATES_ONLY = LEDGER.withSnapshotPeriod(0);

    @Test
    void an_empty_log_is_sound() {
        assertThat(verify()).isEqualTo(new Verdict(true, 0, 0, 0, 0, 0L, null, null, List.of()));
    }

    @Test
    void an_untouched_log_is_sound_as_a_whole_and_in_its_parts() {
        threeStreams(4);
        add(EVERY_2, "snapshots", 5);
        add(STATES_ONLY, "states", 3);
        recordRoot();
        add(LEDGER, "a", 1);
        recordRoot();

        Verdict all = verify();
        assertThat(all.findings()).isEmpty();
        assertThat(all.events()).isEqualTo(18);
        assertThat(all.streams()).isEqualTo(4);
        assertThat(all.snapshots()).isEqualTo(2);
        assertThat(all.withoutChecksum()).isZero();
        assertThat(all.head()).isEqualTo(18);
        assertThat(all.recordedRoot()).isEqualTo(18);
        assertThat(all.root()).hasSize(64);
        assertThat(verify(new LogPart("ledger", null)).events()).isEqualTo(14);
        assertThat(verify(new LogPart("parcel", null)).events()).isEqualTo(4);
        assertThat(verify(new LogPart("ledger", "b")).events()).isEqualTo(4);
        assertThat(verify(new LogPart("ledger", "states")).snapshots()).isOne();
        assertThat(verify(new LogPart("ledger", "nobody")).events()).isZero();
    }

    @Test
    void a_log_of_more_than_a_page_is_read_to_its_end() {
        engine.accept(LEDGER, "long", new Ledger.AddMany(1_234));
        for (int i = 0; i < 230; i++) {
            add(EVERY_2, "short-" + i, 1);
        }
        List<Progress> progress = new ArrayList<>();

        Verdict verdict =
                Verification.of(log, log::head, LogPart.all(), Map.of()).run(progress::add);

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.events()).isEqualTo(1_464);
        assertThat(verdict.streams()).isEqualTo(231);
        assertThat(verdict.snapshots()).isEqualTo(230);
        assertThat(progress)
                .containsExactly(
                        new Progress("streams", 1_000, 1_464L),
                        new Progress("streams", 1_464, 1_464L),
                        new Progress("log", 1_000, 1_464L),
                        new Progress("log", 1_464, 1_464L),
                        new Progress("snapshots", 230, null));
    }

    @Test
    void what_is_written_after_a_verification_began_is_none_of_its_business() {
        threeStreams(2);
        var verification = Verification.of(log, log::head, LogPart.all(), Map.of());
        add(LEDGER, "a", 2);
        recordRoot();

        Verdict verdict = verification.run(progress -> {});

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.events()).isEqualTo(6);
    }

    @Test
    void of_several_altered_events_the_first_in_the_log_is_named_whatever_its_stream() {
        threeStreams(4);
        tamper("update event set origin = 'nobody' where position in (4, 6, 10)"); // a/1, parcel/1, a/3
        tamper("update event set origin = 'nobody' where position = 3"); // parcel/0

        assertFirst(verify(), Fault.ALTERED, "parcel", "p", 0L, 3L);
        assertFirst(verify(new LogPart("ledger", null)), Fault.ALTERED, "ledger", "a", 1L, 4L);
    }
}
