package ee.cqrs.projection;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.EntityManager;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.command.Ledger;
import ee.cqrs.json.Json;
import ee.cqrs.store.Append;
import ee.cqrs.store.CommandRecord;
import ee.cqrs.store.EventMeta;
import ee.cqrs.store.ProjectionFailureException;
import ee.cqrs.store.RecordedEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is done with projections that are written with the appends. */
class InlineProjectionsTest {

    private final List<String> done = new ArrayList<>();
    private final InlineProjections projections = new InlineProjections();
    private final Sums sums = new Sums();

    @Test
    void what_was_written_is_flushed_before_the_journal_is_locked() {
        add(sums);

        projections.write(Set.of("sums"), List.of(append("c1", 1), append("c2", 2)));

        assertThat(done).containsExactly("1 of a", "2 of a", "flush");
    }

    @Test
    void appends_without_an_event_for_it_cost_nothing() {
        add(sums);

        projections.write(Set.of("sums"), List.of(append("c1")));

        assertThat(done).isEmpty();
    }

    @Test
    void one_that_the_store_does_not_list_is_not_written() {
        add(sums);

        projections.write(Set.of(), List.of(append("c1", 1)));

        assertThat(done).isEmpty();
        assertThat(projections.have(Set.of("sums"))).isTrue();
        assertThat(projections.have(Set.of("sums", "others"))).isFalse();
    }

    @Test
    void whatever_a_method_throws_names_the_command_at_fault() {
        add(sums);
        sums.failsAt = 2;

        assertThatThrownBy(() -> projections.write(Set.of("sums"), List.of(append("c1", 1), append("c2", 2))))
                .isInstanceOf(ProjectionFailureException.class)
                .hasMessage("The inline projection sums cannot take the events of ledger/a")
                .hasCauseInstanceOf(StackOverflowError.class);
        assertThat(done).doesNotContain("flush");
    }

    @Test
    void an_event_has_no_position_and_says_so() {
        sums.wantsPosition = true;
        add(sums);

        assertThatThrownBy(() -> projections.write(Set.of("sums"), List.of(append("c1", 1))))
                .rootCause()
                .hasMessageStartingWith("An inline projection sees no position");
    }

    @Test
    void one_without_what_it_injects_does_not_start() {
        sums.entities = null;

        assertThatThrownBy(() -> add(sums))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageContaining("nothing was injected into its entities");
    }

    private void add(Sums bean) {
        ProjectionSubscriber subscriber = new ProjectionSubscriber(
                Sums.class, bean, List.of(AggregateDefinition.of("test", Ledger.class)), new Json());
        projections.add(InlineProjection.of(Sums.class, bean, subscriber));
    }

    private static Append append(String commandId, long... amounts) {
        AggregateId aggregate = new AggregateId("ledger", "a");
        List<RecordedEvent> events = new ArrayList<>();
        for (long amount : amounts) {
            EventMeta meta = new EventMeta(
                    Instant.EPOCH,
                    UUID.randomUUID(),
                    3,
                    "test",
                    0,
                    aggregate.type(),
                    aggregate.id(),
                    null,
                    null,
                    commandId,
                    commandId,
                    commandId,
                    null,
                    null);
            events.add(new RecordedEvent(meta, "Added", "{\"amount\":" + amount + "}"));
        }
        CommandRecord command =
                new CommandRecord(commandId, "", aggregate, 0, amounts.length - 1L, null, null, Instant.EPOCH);
        return new Append(aggregate, -1, events, Optional.empty(), command);
    }

    @Projection(value = "sums", inline = true)
    public final class Sums {

        private EntityManager entities = (EntityManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, arguments) -> {
                    done.add(method.getName());
                    return null;
                });
        private boolean wantsPosition;
        private long failsAt;

        public void on(Ledger.Added added, EventContext context) {
            if (wantsPosition) {
                done.add("at " + context.position());
            }
            if (added.amount() == failsAt) {
                throw new StackOverflowError();
            }
            done.add(added.amount() + " of " + context.id());
        }
    }
}
