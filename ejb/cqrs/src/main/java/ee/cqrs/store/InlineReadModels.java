package ee.cqrs.store;

import java.util.List;
import java.util.Set;

/**
 * The read models that are written in the transaction of an append. They are projections, which this package does not know.
 * The journal writer and transactions of callers use it at once.
 */
public interface InlineReadModels {

    /**
     * Whether this node can write some read models.
     *
     * @param names which
     * @return false if it lacks one
     */
    boolean have(Set<String> names);

    /**
     * Writes what some appends change, down to the database, in the current transaction.
     *
     * @param names the read models
     * @param appends their events have no position yet
     * @throws ProjectionFailureException if one cannot take what a command has decided
     * @throws RuntimeException if the database refuses what was written for all of them
     */
    void write(Set<String> names, List<Append> appends);
}
