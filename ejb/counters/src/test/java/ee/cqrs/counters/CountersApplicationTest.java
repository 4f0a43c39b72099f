package ee.cqrs.counters;

import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.MessageType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CountersApplicationTest {

    private final CountersApplication application = new CountersApplication();

    @Test
    void itHasOneTypeWithASnapshotOfEveryFifthEvent() {
        assertThat(application.name()).isEqualTo("counters");
        assertThat(application.aggregates()).singleElement().satisfies(type -> assertThat(
                        AggregateDefinition.of("counters", type))
                .returns("counter", AggregateDefinition::name)
                .returns(5, AggregateDefinition::snapshotPeriod)
                .returns(false, AggregateDefinition::singleton));
    }

    @Test
    void theNamesOnTheWireStay() {
        AggregateDefinition<?> counter = AggregateDefinition.of("counters", Counter.class);

        assertThat(counter.commands())
                .extracting(MessageType::name)
                .containsExactlyInAnyOrder(
                        "ActivateCounter", "BumpCounter", "BumpCounterBy", "ChangeOwner", "DeactivateCounter");
        assertThat(counter.events())
                .extracting(MessageType::name)
                .containsExactlyInAnyOrder("CounterActivated", "CounterBumped", "OwnerChanged", "CounterDeactivated");
    }
}
