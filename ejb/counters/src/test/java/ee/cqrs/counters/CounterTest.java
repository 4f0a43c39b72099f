package ee.cqrs.counters;

import ee.cqrs.counters.CounterCommand.ActivateCounter;
import ee.cqrs.counters.CounterCommand.BumpCounter;
import ee.cqrs.counters.CounterCommand.BumpCounterBy;
import ee.cqrs.counters.CounterCommand.ChangeOwner;
import ee.cqrs.counters.CounterCommand.DeactivateCounter;
import ee.cqrs.counters.CounterEvent.CounterActivated;
import ee.cqrs.counters.CounterEvent.CounterBumped;
import ee.cqrs.counters.CounterEvent.CounterDeactivated;
import ee.cqrs.counters.CounterEvent.OwnerChanged;
import ee.cqrs.testkit.AggregateFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CounterTest {

    private final AggregateFixture<CounterState> counter = AggregateFixture.of(Counter.class);

    @Test
    void anActivatedCounterStartsAtItsInitialValue() {
        counter.when(new ActivateCounter(7))
                .expect(new CounterActivated(7))
                .expectState(new CounterState(7, null, true));
    }

    @Test
    void anActiveCounterIsNotActivatedAgain() {
        counter.given(new CounterActivated(0)).when(new ActivateCounter(1)).expectRejected("already-active");
    }

    @Test
    void aBumpAddsOne() {
        counter.given(new CounterActivated(1))
                .when(new BumpCounter())
                .expect(new CounterBumped(1))
                .expectState(new CounterState(2, null, true));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 5, 15",
        "10, -12, -2",
        "9223372036854775806, 1, 9223372036854775807",
        "-1, -9223372036854775807," + " -9223372036854775808"
    })
    void aBumpByAnAmountAddsIt(long value, long amount, long sum) {
        counter.given(new CounterActivated(value))
                .when(new BumpCounterBy(amount))
                .expect(new CounterBumped(amount))
                .expectState(new CounterState(sum, null, true));
    }

    @Test
    void aBumpByZeroIsRejected() {
        counter.given(new CounterActivated(1)).when(new BumpCounterBy(0)).expectRejected("amount-is-zero");
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 1",
        "-9223372036854775808, -1",
        "-2, -9223372036854775807",
        "1, 9223372036854775807"
    })
    void aValueThatDoesNotFitIsRejected(long value, long amount) {
        counter.given(new CounterActivated(value))
                .when(new BumpCounterBy(amount))
                .expectRejected("value-out-of-range");
    }

    @Test
    void theHighestValueCannotBeBumped() {
        counter.given(new CounterActivated(Long.MAX_VALUE))
                .when(new BumpCounter())
                .expectRejected("value-out-of-range");
    }

    @Test
    void theOwnerChanges() {
        counter.given(new CounterActivated(1))
                .when(new ChangeOwner("Ada"))
                .expect(new OwnerChanged("Ada"))
                .expectState(new CounterState(1, "Ada", true));
    }

    @Test
    void theSameOwnerAgainIsAcceptedAndChangesNothing() {
        counter.given(new CounterActivated(1), new OwnerChanged("Ada"))
                .when(new ChangeOwner("Ada"))
                .expectNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "101"})
    void anOwnerHasOneToAHundredCharacters(String owner) {
        counter.given(new CounterActivated(1))
                .when(new ChangeOwner(owner.equals("101") ? "x".repeat(101) : owner))
                .expectInvalid("owner");
    }

    @Test
    void anOwnerIsRequired() {
        counter.when(new ChangeOwner(null)).expectInvalid("owner");
    }

    @Test
    void aDeactivatedCounterKeepsValueAndOwner() {
        counter.given(new CounterActivated(1), new OwnerChanged("Ada"))
                .when(new DeactivateCounter())
                .expect(new CounterDeactivated())
                .expectState(new CounterState(1, "Ada", false));
    }

    @Test
    void aDeactivatedCounterCanBeActivatedAgain() {
        counter.given(new CounterActivated(1), new CounterDeactivated())
                .when(new ActivateCounter(5))
                .expect(new CounterActivated(5))
                .when(new BumpCounter())
                .expectState(new CounterState(6, null, true));
    }

    static CounterCommand[] commandsForActiveCounters() {
        return new CounterCommand[] {
            new BumpCounter(), new BumpCounterBy(2), new ChangeOwner("Ada"), new DeactivateCounter()
        };
    }

    @ParameterizedTest
    @MethodSource("commandsForActiveCounters")
    void aNewCounterOnlyWaitsForItsActivation(Record command) {
        counter.when(command).expectRejected("counter-inactive");
    }

    @ParameterizedTest
    @MethodSource("commandsForActiveCounters")
    void anInactiveCounterRejects(Record command) {
        counter.given(new CounterActivated(1), new CounterDeactivated())
                .when(command)
                .expectRejected("counter-inactive");
    }
}
