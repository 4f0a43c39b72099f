package ee.cqrs.it.container;

import java.util.UUID;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandGateway;
import ee.cqrs.command.CommandMessage;
import ee.cqrs.command.CommandOutcome;
import ee.cqrs.command.Problem;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.repository.AggregateRepository;
import ee.cqrs.repository.Replay;
import ee.cqrs.store.EventStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What the tests inside the server share: ids of their own, and the framework's parts as any code in the EAR has them. */
abstract class ContainerTest {

    @Inject
    CommandGateway gateway;

    @Inject
    AggregateRepository repository;

    @Inject
    AggregateRegistry registry;

    @Inject
    EventStore store;

    @Inject
    Replay replay;

    @Inject
    Catalogue catalogue;

    @Inject
    Caller caller;

    @Resource(lookup = "java:jboss/datasources/CqrsDS")
    DataSource dataSource;

    static String newId() {
        return UUID.randomUUID().toString();
    }

    CommandOutcome send(String id, Record command) {
        return gateway.send(CommandMessage.of("probe", id, command, "test"));
    }

    CommandOutcome.Accepted add(String id, long amount) {
        return (CommandOutcome.Accepted) send(id, new Probe.Add(amount));
    }

    Problem problemOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        CommandException thrown = catchThrowableOfType(CommandException.class, call);
        assertThat(thrown).as("the call throws").isNotNull();
        return thrown.problem();
    }

    /** The sum that readers see. */
    long sum(String id) {
        AggregateState<?> state = repository
                .find(definition("probe"), new AggregateId("probe", id))
                .orElse(null);
        return state == null ? 0 : ((Probe.State) state.state()).sum();
    }

    /** The rules R2 and R3: memory equals replay, and the next command works. */
    void assertSound(String id, long expectedSum) {
        AggregateId aggregate = new AggregateId("probe", id);
        assertThat(sum(id)).isEqualTo(expectedSum);
        var kept = store.events(aggregate, -1, 1_000);
        for (int i = 0; i < kept.size(); i++) {
            assertThat(kept.get(i).meta().index()).isEqualTo(i);
        }
        long replayed = kept.stream()
                .mapToLong(event -> Long.parseLong(event.data().replaceAll("\\D", "")))
                .sum();
        assertThat(replayed).isEqualTo(expectedSum);
        add(id, 1);
        assertThat(sum(id)).isEqualTo(expectedSum + 1);
    }

    AggregateDefinition<?> definition(String type) {
        return catalogue.find(type).orElseThrow();
    }
}
