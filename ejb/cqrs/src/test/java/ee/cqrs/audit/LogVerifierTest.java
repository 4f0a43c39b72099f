package ee.cqrs.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;

import ee.cqrs.LogRecords;
import ee.cqrs.store.LogPart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Verification beside the work of a server. */
class LogVerifierTest extends AuditTest {

    private static final LogPart STREAM = new LogPart("ledger", "a");

    private LogVerifier verifier;
    private int streamsUnderWay;

    @BeforeEach
    void make() {
        verifier = new LogVerifier(log, engine.store.readable(engine.head));
        threeStreams(2);
    }

    @Test
    void of_more_than_one_stream_there_is_one_verification_at_a_time() {
        AtomicBoolean tried = new AtomicBoolean();

        var verdict = verifier.run(verifier.prepare(LogPart.all()), progress -> {
            assertThat(verifier.isBusy(LogPart.all())).isTrue();
            assertThat(verifier.isBusy(STREAM)).isFalse();
            assertThat(verifier.run(verifier.prepare(new LogPart("ledger", null)), other -> {}))
                    .isEmpty();
            assertThat(verifier.run(verifier.prepare(STREAM), other -> {})).isPresent();
            tried.set(true);
        });

        assertThat(tried).isTrue();
        assertThat(verdict).isPresent();
        assertThat(verifier.isBusy(LogPart.all())).isFalse();
    }

    @Test
    void of_single_streams_there_are_a_few_at_a_time() {
        assertThat(innermost(LogVerifier.STREAMS)).isPresent();

        assertThat(innermost(LogVerifier.STREAMS + 1)).isEmpty();

        assertThat(verifier.isBusy(STREAM)).isFalse();
    }

    /** What the last one answers of so many that run inside of each other. */
    private Optional<Verdict> innermost(int count) {
        AtomicReference<Optional<Verdict>> inside = new AtomicReference<>();
        assertThat(verifier.isBusy(STREAM)).isEqualTo(count == 1 && streamsUnderWay == LogVerifier.STREAMS);
        Optional<Verdict> own = verifier.run(verifier.prepare(STREAM), progress -> {
            if (count > 1 && inside.get() == null) {
                streamsUnderWay++;
                inside.set(innermost(count - 1));
                streamsUnderWay--;
            }
        });
        return count == 1 ? own : inside.get();
    }

    @Test
    void one_that_is_broken_off_leaves_room_for_the_next() {
        assertThatThrownBy(() -> verifier.run(verifier.prepare(LogPart.all()), progress -> {
                    throw new IllegalStateException("the client has left");
                }))
                .hasMessage("the client has left");

        assertThat(verifier.run(verifier.prepare(LogPart.all()), progress -> {}))
                .isPresent();
    }

    @Test
    void what_is_broken_is_logged() {
        tamper("update event set origin = 'nobody' where position = 3");

        var entries =
                LogRecords.of(LogVerifier.class, () -> verifier.run(verifier.prepare(LogPart.all()), progress -> {}));

        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.getLevel().intValue()).isEqualTo(Level.SEVERE.intValue());
            assertThat(entry.getMessage())
                    .startsWith("Verification of the log: altered: parcel/p, index 0, position 3");
        });
    }

    @Test
    void a_log_that_is_being_written_is_sound() {
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; !enough.get(); i++) {
                add(LEDGER.withSnapshotPeriod(2), "busy-" + i % 50, 1);
            }
        });
        RootRecorder recorder = new RootRecorder(
                log,
                engine.store.roots(),
                engine.store.readable(engine.head),
                Clock.systemUTC(),
                Duration.ofNanos(1),
                1_000_000);
        try {
            for (int i = 0; i < 20; i++) {
                recorder.recordIfDue();
                assertThat(verifier.run(verifier.prepare(LogPart.all()), progress -> {}))
                        .hasValueSatisfying(
                                verdict -> assertThat(verdict.findings()).isEmpty());
            }
        } finally {
            enough.set(true);
            writer.join();
        }
        assertThat(verify().events()).isGreaterThan(6);
    }
}
