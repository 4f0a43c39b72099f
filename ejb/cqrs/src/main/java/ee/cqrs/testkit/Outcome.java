package ee.cqrs.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import ee.cqrs.aggregate.Decision;

/**
 * What came of a command. Every expectation that does not hold is an {@link AssertionError} that shows the difference.
 *
 * @param <S> the state record
 */
public final class Outcome<S> {

    private final AggregateFixture<S> fixture;
    private final S before;
    private final Record command;
    private final Decision decision;
    private final S after;
    private final Set<String> violations;
    private boolean refusalExpected;

    Outcome(AggregateFixture<S> fixture, S before, Record command, Decision decision, S after, Set<String> violations) {
        this.fixture = fixture;
        this.before = before;
        this.command = command;
        this.decision = decision;
        this.after = after;
        this.violations = violations;
    }

    /**
     * The command was accepted with exactly these events.
     *
     * @param events in order
     * @return this outcome
     */
    public Outcome<S> expect(Record... events) {
        if (!(decision instanceof Decision.Accepted accepted)) {
            throw unlike("events " + List.of(events), refusal());
        }
        if (!accepted.events().equals(List.of(events))) {
            throw fault("Other events were expected\n" + EventDiff.of(List.of(events), accepted.events()));
        }
        return this;
    }

    /**
     * The command was accepted and changed nothing.
     *
     * @return this outcome
     */
    public Outcome<S> expectNothing() {
        return expect();
    }

    /**
     * The rules rejected the command.
     *
     * @param code the stable code
     * @return this outcome
     */
    public Outcome<S> expectRejected(String code) {
        return expectRejection(
                "rejection " + code,
                decision instanceof Decision.Rejected rejected
                        && rejected.code().equals(code));
    }

    /**
     * The rules rejected the command.
     *
     * @param code the stable code
     * @param message the words for a person
     * @return this outcome
     */
    public Outcome<S> expectRejected(String code, String message) {
        return expectRejection(
                "rejection %s: %s".formatted(code, message), new Decision.Rejected(code, message).equals(decision));
    }

    /**
     * Bean Validation refused the command before it reached the aggregate.
     *
     * @param field the path of a field that is named
     * @return this outcome
     * @throws IllegalStateException if no validator is on the class path
     */
    public Outcome<S> expectInvalid(String field) {
        CommandValidation.require();
        if (violations.stream().noneMatch(violation -> violation.startsWith(field + ": "))) {
            throw unlike("invalid " + field, violations.isEmpty() ? decided() : refusal());
        }
        refusalExpected = true;
        return this;
    }

    /**
     * The state after the command.
     *
     * @param state equal to it
     * @return this outcome
     */
    public Outcome<S> expectState(S state) {
        if (!after.equals(state)) {
            throw unlike("state " + state, "state " + after);
        }
        return this;
    }

    /**
     * The state after the command, in part.
     *
     * @param check throws an {@link AssertionError} if the state is not as expected
     * @return this outcome
     */
    public Outcome<S> expectState(Consumer<? super S> check) {
        check.accept(after);
        return this;
    }

    /**
     * The next command, at a time.
     *
     * @param time what {@code now()} gives from here on
     * @return the fixture, with the state after this command
     */
    public AggregateFixture<S> at(Instant time) {
        requireAcceptedOrExpected();
        return fixture.at(time);
    }

    /**
     * The next command.
     *
     * @param next the command
     * @return what came of it
     */
    public Outcome<S> when(Record next) {
        requireAcceptedOrExpected();
        return fixture.when(next);
    }

    private Outcome<S> expectRejection(String expected, boolean holds) {
        if (!holds) {
            throw unlike(expected, decision instanceof Decision.Accepted ? decided() : refusal());
        }
        refusalExpected = true;
        return this;
    }

    private void requireAcceptedOrExpected() {
        if (!(decision instanceof Decision.Accepted) && !refusalExpected) {
            throw unlike("acceptance, before the next command", refusal());
        }
    }

    private String decided() {
        return decision instanceof Decision.Accepted accepted ? "events " + accepted.events() : refusal();
    }

    private String refusal() {
        return decision instanceof Decision.Rejected rejected
                ? "rejection %s: %s".formatted(rejected.code(), rejected.message())
                : "invalid " + String.join(", ", violations);
    }

    private AssertionError unlike(String expected, String actual) {
        return fault("Something else was expected\n  - expected: %s\n  + actual:   %s".formatted(expected, actual));
    }

    private AssertionError fault(String difference) {
        return new AssertionError("%s%n  when:  %s%n  given: %s".formatted(difference, command, before));
    }
}
