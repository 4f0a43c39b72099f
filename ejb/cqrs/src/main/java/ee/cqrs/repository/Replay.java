package ee.cqrs.repository;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.UnreadableException;
import ee.cqrs.json.Json;
import ee.cqrs.store.EventStore;
import ee.cqrs.store.Portion;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.store.StoredStream;

/**
 * Applies kept events to a state, a page at a time. It needs no bean and no turn at the aggregate, so it can run
 * anywhere and delays nobody.
 */
@Singleton
public class Replay {

    /** How many events are read at once, if memory has room for so many. */
    static final int PAGE = 1_000;

    /** How many are read with the snapshots, if none is large: what else there is costs another query. */
    static final int BEGINNING = 128;

    /** A rule that looks at a clock sees another time after so long. */
    private static final long CLOCKS_MOVE = TimeUnit.MILLISECONDS.toNanos(2);

    private final EventStore store;
    private final Json json;

    /**
     * Injected.
     *
     * @param store where the events are
     * @param json reads events
     */
    @Inject
    public Replay(EventStore store, Json json) {
        this.store = store;
        this.json = json;
    }

    /**
     * Replays the events after a state.
     *
     * @param definition the type
     * @param start the state to start from
     * @param until the first event that fails this test ends the replay
     * @param <S> the state record
     * @return the state after the last event
     * @throws UnreadableException if an event is missing, altered, of an unknown type or damaged; the message says which
     */
    public <S> AggregateState<S> replay(
            AggregateDefinition<S> definition, AggregateState<S> start, Predicate<RecordedEvent> until) {
        return replay(definition, start, until, page(start));
    }

    /**
     * Replays all events after a state.
     *
     * @param definition the type
     * @param start the state to start from
     * @param stored what is read of it already
     * @param <S> the state record
     * @return the state after the last event
     * @throws UnreadableException if an event is missing, altered, of an unknown type or damaged; the message says which
     */
    public <S> AggregateState<S> replay(
            AggregateDefinition<S> definition, AggregateState<S> start, StoredStream stored) {
        Portion first = stored.eventsAfter(start.index()).orElseGet(() -> page(start));
        return replay(definition, start, event -> true, first);
    }

    private <S> AggregateState<S> replay(
            AggregateDefinition<S> definition, AggregateState<S> start, Predicate<RecordedEvent> until, Portion first) {
        AggregateState<S> state = start;
        Portion page = first;
        while (true) {
            for (RecordedEvent event : page.events()) {
                if (!until.test(event)) {
                    return state;
                }
                state = apply(definition, state, event);
            }
            if (!page.more()) {
                return state;
            }
            page = page(state);
        }
    }

    private Portion page(AggregateState<?> after) {
        return store.portion(after.meta().aggregate(), after.index(), PAGE);
    }

    /**
     * Looks for an event that does not have the same effect every time. Each page is replayed twice, some time apart.
     *
     * @param definition the type
     * @param start the state to start from
     * @param last the index of the last event to look at
     * @param <S> the state record
     * @return the index of the first such event; empty if there is none, as far as that can be seen
     * @throws UnreadableException if an event is missing, of an unknown type or damaged; the message says which
     */
    public <S> OptionalLong unstable(AggregateDefinition<S> definition, AggregateState<S> start, long last) {
        AggregateState<S> state = start;
        List<RecordedEvent> page;
        do {
            int size = (int) Math.min(PAGE, last - state.index());
            page = store.portion(start.meta().aggregate(), state.index(), size).events();
            int[] first = new int[page.size()];
            AggregateState<S> once = state;
            for (int i = 0; i < first.length; i++) {
                once = apply(definition, once, page.get(i));
                first[i] = once.state().hashCode();
            }
            LockSupport.parkNanos(CLOCKS_MOVE);
            for (int i = 0; i < first.length; i++) {
                state = apply(definition, state, page.get(i));
                if (state.state().hashCode() != first[i]) {
                    return OptionalLong.of(state.index());
                }
            }
        } while (!page.isEmpty() && state.index() < last);
        return OptionalLong.empty();
    }

    private <S> AggregateState<S> apply(
            AggregateDefinition<S> definition, AggregateState<S> before, RecordedEvent event) {
        if (event.meta().index() != before.index() + 1) {
            throw new UnreadableException("%s has a gap: event %d is missing, the next one is %d"
                    .formatted(
                            event.meta().aggregate(),
                            before.index() + 1,
                            event.meta().index()));
        }
        if (!event.hash().equals(event.meta().hash())) {
            throw new UnreadableException(where(event) + "it was altered, its hash does not match");
        }
        if (!Objects.equals(before.eventHash(), event.meta().previousHash())) {
            throw new UnreadableException(
                    where(event) + "it does not continue the one before it: one of them was replaced");
        }
        S state = applied(definition, before.state(), event);
        return new AggregateState<>(
                event.meta().ofState(definition.state().version()),
                state,
                event.meta().hash());
    }

    private <S> S applied(AggregateDefinition<S> definition, S before, RecordedEvent event) {
        Record applied = read(definition, event);
        try {
            return definition.behaviour().apply(before, applied);
        } catch (RuntimeException | Error e) { // apply must not fail; if it does, say where
            throw new UnreadableException(where(event) + "apply(" + event.type() + ") failed", e);
        }
    }

    private Record read(AggregateDefinition<?> definition, RecordedEvent event) {
        var type = definition
                .event(event.type())
                .orElseThrow(() -> new UnreadableException(where(event) + "the event type " + event.type()
                        + " is unknown; deploy an application that has it, or give its record an @Alias"));
        try {
            return type.read(json, event.data(), event.meta().version());
        } catch (UnreadableException e) {
            throw new UnreadableException(where(event) + e.getMessage(), e);
        }
    }

    private static String where(RecordedEvent event) {
        return "%s, event %d: ".formatted(event.meta().aggregate(), event.meta().index());
    }
}
