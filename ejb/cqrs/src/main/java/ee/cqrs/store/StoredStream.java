package ee.cqrs.store;

import java.util.List;
import java.util.Optional;

/**
 * What a restore begins with.
 *
 * @param snapshots those in use, the highest index first
 * @param after the highest index of a snapshot, in use or not; -1 if there is none
 * @param events the first events after it, in order of their index
 */
public record StoredStream(List<StoredState> snapshots, long after, Portion events) {

    /**
     * The first events after a state.
     *
     * @param index the index of the state
     * @return empty if it was not read: the restore starts from another snapshot than the latest
     */
    public Optional<Portion> eventsAfter(long index) {
        return index == after ? Optional.of(events) : Optional.empty();
    }
}
