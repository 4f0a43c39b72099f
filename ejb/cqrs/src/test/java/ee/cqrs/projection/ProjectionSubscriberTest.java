package ee.cqrs.projection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.command.Ledger;
import ee.cqrs.example.Counted;
import ee.cqrs.json.Json;
import ee.cqrs.store.EventMeta;
import ee.cqrs.store.RecordedEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProjectionSubscriberTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void a_projection_subscribes_to_the_events_of_its_methods_and_their_earlier_names() {
        var definition = subscriber(new Sums()).definition();

        assertThat(definition.name()).isEqualTo("sums");
        assertThat(definition.partitions()).isEqualTo(3);
        assertThat(definition.filter().types()).containsExactly("ledger");
        assertThat(definition.filter().events()).containsExactlyInAnyOrder("Added", "Increased");
    }

    @Test
    void each_event_is_handed_to_its_method_as_the_record_of_today_with_what_there_is_to_know_of_it() {
        Sums sums = new Sums();

        subscriber(sums)
                .handle(List.of(event("Increased", 1, 7, "{\"by\":5}"), event("Added", 3, 8, "{\"amount\":2}")));

        assertThat(sums.seen)
                .containsExactly(
                        "7: 5 of ledger/a by Ada at 2026-05-01T12:00:00Z",
                        "8: 2 of ledger/a by Ada at 2026-05-01T12:00:00Z");
    }

    @Test
    void a_projection_can_prepare_for_the_events_of_a_batch_that_it_takes() {
        Prepared prepared = new Prepared();
        ProjectionSubscriber subscriber = subscriber(prepared);

        subscriber.handle(List.of(event("Added", 3, 7, "{\"amount\":5}"), event("Added", 3, 8, "{\"amount\":2}")));
        subscriber.handle(List.of());

        assertThat(prepared.seen).containsExactly("[7, 8]", "7", "8");
    }

    @Test
    void the_class_of_a_projection_need_not_be_public() {
        Counted hidden = Counted.hidden();

        subscriber(hidden).handle(List.of(event("Added", 3, 8, "{\"amount\":2}")));

        assertThat(hidden.count()).isOne();
    }

    @Test
    void what_a_method_throws_comes_out_as_it_is() {
        ProjectionSubscriber subscriber = subscriber(new Failing());
        List<RecordedEvent> events = List.of(event("Added", 3, 1, "{\"amount\":2}"));

        assertThatThrownBy(() -> subscriber.handle(events)).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_projection_that_breaks_the_contract_is_refused_with_the_remedy() {
        assertRefused(new NoMethod(), "takes no event. Write a method");
        assertRefused(new Hidden(), "which cannot take events. Write public void on");
        assertRefused(new NoRecord(), "which cannot take events. Write public void on");
        assertRefused(new Stranger(), "which no aggregate has as an event");
        assertRefused(
                new Unprepared(), "which cannot prepare a batch. Write public void prepare(List<EventContext> batch)");
        assertRefused(new Undropped(), "which cannot delete what it has written. Write public void drop()");
    }

    @Test
    void each_version_of_a_projection_reads_the_log_under_a_name_of_its_own() {
        assertThat(subscriber(new NextSums()).definition().name()).isEqualTo("sums.2");
        assertThatThrownBy(() -> subscriber(new NoVersion()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The version of the projection sums is 1 or more, not 0");
    }

    @Test
    void a_projection_deletes_what_it_has_written_if_it_knows_how_to() {
        NextSums sums = new NextSums();

        subscriber(sums).drop();
        subscriber(new Sums()).drop();

        assertThat(sums.dropped).isTrue();
    }

    private static void assertRefused(Object projection, String message) {
        assertThatThrownBy(() -> subscriber(projection))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageContaining(projection.getClass().getName())
                .hasMessageContaining(message);
    }

    private static ProjectionSubscriber subscriber(Object projection) {
        return new ProjectionSubscriber(
                projection.getClass(), projection, List.of(AggregateDefinition.of("test", Ledger.class)), new Json());
    }

    private static RecordedEvent event(String name, int version, long position, String data) {
        EventMeta meta = new EventMeta(
                NOON,
                UUID.randomUUID(),
                version,
                "Ada",
                position,
                "ledger",
                "a",
                null,
                position,
                "c",
                "talk",
                "c",
                null,
                null);
        return new RecordedEvent(meta, name, data);
    }

    @Projection(value = "sums", partitions = 3)
    public static class Sums {

        private final List<String> seen = new ArrayList<>();

        public void on(Ledger.Added added, EventContext context) {
            seen.add("%d: %d of %s/%s by %s at %s"
                    .formatted(
                            context.position(),
                            added.amount(),
                            context.type(),
                            context.id(),
                            context.origin(),
                            context.timestamp()));
        }
    }

    @Projection(value = "sums", version = 2)
    public static class NextSums {

        private boolean dropped;

        public void on(Ledger.Added added) {
            throw new UnsupportedOperationException();
        }

        public void drop() {
            dropped = true;
        }
    }

    @Projection(value = "sums", version = 0)
    public static class NoVersion {
        public void on(Ledger.Added added) {
            throw new UnsupportedOperationException();
        }
    }

    @Projection("undropped")
    public static class Undropped {
        public void on(Ledger.Added added) {
            throw new UnsupportedOperationException();
        }

        public void drop(boolean all) {
            throw new UnsupportedOperationException();
        }
    }

    @Projection("failing")
    public static class Failing {
        public void on(Ledger.Added added) {
            throw new IllegalArgumentException("as the test says");
        }
    }

    @Projection("prepared")
    public static class Prepared {

        private final List<String> seen = new ArrayList<>();

        public void prepare(List<EventContext> batch) {
            seen.add(batch.stream().map(EventContext::position).toList().toString());
        }

        public void on(Ledger.Added added, EventContext context) {
            seen.add(Long.toString(context.position()));
        }
    }

    @Projection("unprepared")
    public static class Unprepared {
        public void prepare(EventContext event) {
            throw new UnsupportedOperationException();
        }

        public void on(Ledger.Added added) {
            throw new UnsupportedOperationException();
        }
    }

    @Projection("none")
    public static class NoMethod {}

    @Projection("hidden")
    public static class Hidden {
        void on(Ledger.Added added) {
            throw new UnsupportedOperationException();
        }
    }

    @Projection("no-record")
    public static class NoRecord {
        public void on(String text) {
            throw new UnsupportedOperationException();
        }
    }

    @Projection("stranger")
    public static class Stranger {
        public void on(NobodysEvent event) {
            throw new UnsupportedOperationException();
        }
    }

    public record NobodysEvent() {}
}
