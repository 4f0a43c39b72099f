package ee.cqrs.store;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/**
 * How far readers may read the log: up to the durable head of this node. Where all that can be seen is durable, that is
 * what the journal says, so that a node shows what others have written.
 */
@Singleton
public class ReadableHead {

    private final DurableHead durable;
    private final EventStore store;
    private final Provider<Database> database; // asked for later: at first there is no user to connect with

    @Inject
    ReadableHead(DurableHead durable, EventStore store, Provider<Database> database) {
        this.durable = durable;
        this.store = store;
        this.database = database;
    }

    /**
     * The last position to read.
     *
     * @return 0 before the first event
     */
    public long position() {
        if (database.get().visibleIsDurable()) {
            durable.advance(store.head());
        }
        return durable.position();
    }
}
