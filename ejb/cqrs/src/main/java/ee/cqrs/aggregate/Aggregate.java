package ee.cqrs.aggregate;

import java.time.Instant;
import java.util.List;

import jakarta.ejb.Remove;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/**
 * The behaviour of an aggregate. A subclass is a {@code @Stateful(passivationCapable = false)} bean, or a
 * {@code @Singleton} where the type has one instance, and writes
 *
 * <ul>
 *   <li>{@code Decision attempt(State, Command)}, one per command: the rules. Pure: no I/O, no waiting, no clock but
 *       {@link #now()};
 *   <li>{@code State apply(State, Event)}, one per event: must not fail and must give the same result in every replay.
 * </ul>
 *
 * <p>The state is a field of the bean and dies with it. The framework calls the public methods, one at a time and
 * outside any transaction: the container holds a stateful bean's lock until the caller's transaction ends.
 *
 * @param <S> the state, an immutable record
 */
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public abstract class Aggregate<S> {

    private Behaviour<S> behaviour;
    private DurableState<S> durable;
    private Instant now;

    /**
     * The state before any event.
     *
     * @return the same in every call
     */
    protected abstract S initial();

    /**
     * Accepts the command.
     *
     * @param events what happened, in order; none if the command changes nothing
     * @return the decision
     */
    protected static Decision accept(Record... events) {
        return new Decision.Accepted(List.of(events));
    }

    /**
     * Rejects the command.
     *
     * @param code stable and machine-readable
     * @param message for a person
     * @return the decision
     */
    protected static Decision reject(String code, String message) {
        return new Decision.Rejected(code, message);
    }

    /**
     * The time of the attempt.
     *
     * @return the timestamp that the events of this attempt will carry
     * @throws IllegalStateException outside an attempt: applying must not depend on the clock
     */
    protected final Instant now() {
        if (now == null) {
            throw new IllegalStateException("now() is for attempt methods only: put the time into the event");
        }
        return now;
    }

    /**
     * Gives the bean its restored state. From then on it changes by {@link DurableState#become}, when a save is certain.
     *
     * @param itsBehaviour how this type attempts and applies
     * @param state where its state is
     */
    public void become(Behaviour<S> itsBehaviour, DurableState<S> state) {
        behaviour = itsBehaviour;
        durable = state;
    }

    /**
     * The state this bean holds.
     *
     * @return null if it has none
     */
    public AggregateState<S> current() {
        return durable == null ? null : durable.current();
    }

    /**
     * Attempts a command on the given state and applies what was decided to a candidate. The bean itself does not
     * change, so that the candidate can be saved, and then taken over or dropped.
     *
     * @param state the state to decide on: the current one, or a candidate that is not saved yet
     * @param command the command
     * @param time the time of the attempt
     * @return the decision and the candidate
     */
    public Attempt<S> decide(S state, Record command, Instant time) {
        Decision decision = attemptAt(state, command, time);
        S candidate = state;
        if (decision instanceof Decision.Accepted accepted) {
            for (Record event : accepted.events()) {
                candidate = behaviour.apply(this, candidate, event);
            }
        }
        return new Attempt<>(decision, candidate);
    }

    /** Ends a stateful bean, makes a singleton forget; the state is gone from memory and stays in the store. */
    @Remove
    public void passivate() {
        durable = null;
    }

    private Decision attemptAt(S state, Record command, Instant time) {
        now = time;
        try {
            return behaviour.attempt(this, state, command);
        } finally {
            now = null;
        }
    }
}
