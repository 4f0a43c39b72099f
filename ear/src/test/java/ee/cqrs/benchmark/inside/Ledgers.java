package ee.cqrs.benchmark.inside;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.benchmark.ledger.LedgerCommand.Overdraw;
import ee.cqrs.benchmark.ledger.LedgerCommand.PostEntries;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.command.CommandGateway;
import ee.cqrs.command.CommandMessage;
import ee.cqrs.command.CommandOutcome;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.repository.AggregateRepository;

/** Ledgers to be restored. The server has to run with a very short idle time, so that they can be made to leave memory. */
@ApplicationScoped
public class Ledgers {

    private static final int ENTRIES_AT_ONCE = 1_000;
    private static final long GLANCE = Duration.ofMillis(1).toNanos();

    @Inject
    private CommandGateway gateway;

    @Inject
    private Catalogue catalogue;

    @Inject
    private AggregateRepository repository;

    @Inject
    private AggregateRegistry registry;

    @Inject
    private Crew crew;

    /** Posts entries, some ledgers at a time. */
    void fill(StreamRequest request, int threads) throws Exception {
        AtomicInteger next = new AtomicInteger();
        crew.eachOnce(threads, () -> {
            for (int i = next.getAndIncrement(); i < request.streams(); i = next.getAndIncrement()) {
                AggregateId id = new AggregateId(request.type(), request.id(i));
                for (int left = request.events(); left > 0; left -= ENTRIES_AT_ONCE) {
                    post(id, Math.min(left, ENTRIES_AT_ONCE));
                }
                if (request.later() > 0) {
                    post(id, request.later());
                }
            }
        });
    }

    void post(AggregateId id, int entries) {
        Deposits.accepted(send(id, new PostEntries(entries)));
    }

    void overdraw(AggregateId id) {
        if (!(send(id, new Overdraw()) instanceof CommandOutcome.Rejected)) {
            throw new IllegalStateException(id + " can be overdrawn");
        }
    }

    /** Restores one that is not in memory. */
    void restore(AggregateId id, int events) {
        AggregateDefinition<?> definition = catalogue.find(id.type()).orElseThrow();
        long index = repository.find(definition, id).map(AggregateState::index).orElse(-1L);
        if (index != events - 1) {
            throw new IllegalStateException("%s was restored up to %d".formatted(id, index));
        }
    }

    /** Waits until it has left memory. */
    void passivate(AggregateId id) {
        registry.passivateIdle();
        while (registry.find(id).isPresent()) {
            LockSupport.parkNanos(GLANCE);
            registry.passivateIdle();
        }
    }

    private CommandOutcome send(AggregateId id, Record command) {
        return gateway.send(CommandMessage.of(id.type(), id.id(), command, "benchmark"));
    }
}
