package ee.cqrs.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.json.Json;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.registry.BusyException;
import ee.cqrs.repository.AggregateFactory;
import ee.cqrs.repository.AggregateRepository;
import ee.cqrs.repository.Freshness;
import ee.cqrs.repository.Replay;
import ee.cqrs.settings.Settings;
import ee.cqrs.settings.TestSettings;
import ee.cqrs.snapshot.Snapshotter;
import ee.cqrs.store.DurableHead;
import ee.cqrs.store.EventStore;
import ee.cqrs.store.LocalStore;
import ee.cqrs.store.StoredStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Restores are limited in number, and waiting for one is limited in time. */
class RestoreLimitTest {

    private static final Settings ONE_RESTORE =
            TestSettings.with("cqrs.aggregate.wait-limit", "PT0.1S", "cqrs.restore.parallel", "1");

    private final CountDownLatch replaying = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @TempDir
    Path folder;

    @Test
    void past_the_limit_a_restore_waits_and_then_gives_up_and_works_when_there_is_room() throws Exception {
        try (LocalStore store = new LocalStore(folder)) {
            AggregateRepository repository = repository(store);
            var slow = CompletableFuture.supplyAsync(() -> repository.find(Ledger.NEVER, id("slow")));
            assertThat(replaying.await(10, TimeUnit.SECONDS)).isTrue();

            assertThatThrownBy(() -> repository.find(Ledger.NEVER, id("other")))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("restores");

            goOn.countDown();
            assertThat(slow.get(10, TimeUnit.SECONDS)).isEmpty();
            assertThat(repository.find(Ledger.NEVER, id("other"))).isEmpty();
        }
    }

    private AggregateRepository repository(LocalStore store) {
        EventStore events = store.events();
        Json json = new Json();
        DurableHead head = new DurableHead();
        Replay waiting = new Replay(events, json) {
            @Override
            public <S> AggregateState<S> replay(
                    AggregateDefinition<S> definition, AggregateState<S> start, StoredStream stored) {
                replaying.countDown();
                await();
                return super.replay(definition, start, stored);
            }
        };
        AggregateRegistry registry = new AggregateRegistry(ONE_RESTORE);
        return new AggregateRepository(
                registry,
                new AggregateFactory(),
                new Snapshotter(events, store.quarantine(), json),
                waiting,
                store.journal(head),
                store.readable(head),
                new Freshness(store.alone(), registry, events, ONE_RESTORE),
                Clock.systemUTC(),
                ONE_RESTORE);
    }

    private void await() {
        try {
            assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AggregateId id(String id) {
        return new AggregateId("ledger", id);
    }
}
