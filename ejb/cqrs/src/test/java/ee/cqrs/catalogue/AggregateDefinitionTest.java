package ee.cqrs.catalogue;

import jakarta.ejb.Stateful;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Alias;
import ee.cqrs.aggregate.Decision;
import ee.cqrs.aggregate.InvalidAggregateException;
import ee.cqrs.aggregate.SchemaVersion;
import ee.cqrs.example.Parcel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AggregateDefinitionTest {

    record State(int value) {}

    @SchemaVersion(2)
    record NewState(int value) {}

    sealed interface Command {}

    record Go() implements Command {}

    @Alias("Run")
    record Walk() implements Command {}

    sealed interface Event {}

    @Alias("Left")
    record Gone() implements Event {}

    sealed interface Doubled {}

    record Jump() implements Doubled {}

    @Alias("Jump")
    record Leap() implements Doubled {}

    sealed interface Unlifted {}

    @SchemaVersion(2)
    record Landed() implements Unlifted {}

    sealed interface Unmapped {}

    record Painted(StringBuilder colour) implements Unmapped {}

    @Stateful(passivationCapable = false)
    @AggregateType(value = "walker", snapshotPeriod = 3)
    static class Walker extends Aggregate<State> {
        @Override
        protected State initial() {
            return new State(0);
        }

        Decision attempt(State state, Go command) {
            return accept();
        }

        Decision attempt(State state, Walk command) {
            return accept();
        }

        State apply(State state, Gone event) {
            return state;
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("doubled")
    static class NamesTwice extends Aggregate<State> {
        @Override
        protected State initial() {
            return new State(0);
        }

        Decision attempt(State state, Jump command) {
            return accept();
        }

        Decision attempt(State state, Leap command) {
            return accept();
        }

        State apply(State state, Gone event) {
            return state;
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("unlifted")
    static class EventWithoutChain extends Aggregate<State> {
        @Override
        protected State initial() {
            return new State(0);
        }

        Decision attempt(State state, Go command) {
            return accept();
        }

        Decision attempt(State state, Walk command) {
            return accept();
        }

        State apply(State state, Landed event) {
            return state;
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("unmapped")
    static class EventWithoutJson extends Aggregate<State> {
        @Override
        protected State initial() {
            return new State(0);
        }

        Decision attempt(State state, Go command) {
            return accept();
        }

        Decision attempt(State state, Walk command) {
            return accept();
        }

        State apply(State state, Painted event) {
            return state;
        }
    }

    @Stateful(passivationCapable = false)
    @AggregateType("renewed")
    static class StateWithoutChain extends Aggregate<NewState> {
        @Override
        protected NewState initial() {
            return new NewState(0);
        }

        Decision attempt(NewState state, Go command) {
            return accept();
        }

        Decision attempt(NewState state, Walk command) {
            return accept();
        }

        NewState apply(NewState state, Gone event) {
            return state;
        }
    }

    private final AggregateDefinition<?> walker = AggregateDefinition.of("sports", Walker.class);

    @Test
    void aDefinitionSaysWhatTheClassSays() {
        assertThat(walker)
                .returns("walker", AggregateDefinition::name)
                .returns("sports", AggregateDefinition::application)
                .returns(3, AggregateDefinition::snapshotPeriod)
                .returns(3, AggregateDefinition::storedSnapshotPeriod)
                .returns(true, AggregateDefinition::keepsEvents)
                .returns(false, AggregateDefinition::singleton);
        assertThat(walker.state().name()).isEqualTo("State");
    }

    @Test
    void messagesAreListedOnceAndByName() {
        assertThat(walker.commands()).extracting(MessageType::name).containsExactly("Go", "Walk");
        assertThat(walker.events()).extracting(MessageType::name).containsExactly("Gone");
    }

    @Test
    void aMessageIsFoundByItsNameAndByEarlierNames() {
        assertThat(walker.command("Run")).isEqualTo(walker.command("Walk")).isPresent();
        assertThat(walker.event("Left")).isEqualTo(walker.event("Gone")).isPresent();
    }

    @Test
    void anUnknownNameIsFoundNowhere() {
        assertThat(walker.command("Gone")).isEmpty();
        assertThat(walker.event("Go")).isEmpty();
        assertThat(walker.command("go")).isEmpty();
    }

    @Test
    void aRecordOfTheTypeIsFoundByItsClass() {
        assertThat(walker.typeOf(new Walk()).name()).isEqualTo("Walk");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> walker.typeOf(new Jump()))
                .withMessageContaining("is no command or event of the type walker");
    }

    @Test
    void neverIsStoredAsNull() {
        AggregateDefinition<?> parcel = AggregateDefinition.of("post", Parcel.class);

        assertThat(parcel.storedSnapshotPeriod()).isNull();
        assertThat(parcel.keepsEvents()).isTrue();
    }

    @Test
    void theModalityIsOneValue() {
        AggregateDefinition<?> pureSnapshot = walker.withSnapshotPeriod(0);

        assertThat(pureSnapshot.keepsEvents()).isFalse();
        assertThat(pureSnapshot.storedSnapshotPeriod()).isZero();
        assertThat(pureSnapshot.commands()).isEqualTo(walker.commands());
    }

    @Test
    void anAliasThatIsTheNameOfAnotherIsRefused() {
        assertRefused(NamesTwice.class, "the name Jump also belongs to ", "a name of its own.");
    }

    @Test
    void anEventOfALaterVersionNeedsItsChain() {
        assertRefused(
                EventWithoutChain.class,
                Landed.class.getName() + ": has version 2 and no upcasters from version 1",
                "List one upcaster for each step in @SchemaVersion");
    }

    @Test
    void aComponentThatCannotBeMappedIsRefused() {
        assertRefused(EventWithoutJson.class, Painted.class.getName() + ".colour: ", "cannot be mapped to JSON");
    }

    @Test
    void aStateMayLackItsChainWhereEventsAreKept() {
        assertThat(AggregateDefinition.of("sports", StateWithoutChain.class)
                        .state()
                        .readsOlderVersions())
                .isFalse();
    }

    @Test
    void aStateNeedsItsChainWhereNoEventsAreKept() {
        AggregateDefinition<?> definition = AggregateDefinition.of("sports", StateWithoutChain.class);

        assertThatExceptionOfType(InvalidAggregateException.class)
                .isThrownBy(() -> definition.withSnapshotPeriod(0))
                .withMessageStartingWith(NewState.class.getName() + ": has version 2");
    }

    private static void assertRefused(Class<? extends Aggregate<?>> type, String fault, String remedy) {
        assertThatExceptionOfType(InvalidAggregateException.class)
                .isThrownBy(() -> AggregateDefinition.of("sports", type))
                .withMessageContaining(fault)
                .withMessageContaining(remedy);
    }
}
