package ee.cqrs.store;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import jakarta.persistence.EntityManager;

/** A read model with a row for each event, which refuses an event that it has. Tests have it fail as they like. */
public final class Notes implements InlineReadModels {

    public static final String NAME = "notes";

    private final EntityManager entities;

    /** What happens before an event is written. */
    public volatile Consumer<RecordedEvent> before = event -> {};

    /** What happens when all are written. */
    public volatile Runnable flushing = () -> {};

    private Notes(EntityManager entities) {
        this.entities = entities;
    }

    /** Makes the table, or empties it. */
    public static Notes of(LocalStore store) {
        store.execute(
                "create table if not exists noted (id varchar(400), event_index bigint, primary key (id, event_index))");
        store.execute("delete from noted");
        store.execute("grant select, insert on noted to cqrs_app");
        return new Notes(store.perCall());
    }

    /** As if it had caught up with an empty log. */
    public Notes inline(LocalStore store) {
        store.readModels = this;
        store.inTransaction(() -> {
            InlineRows rows = new InlineRows(store.perCall(), store.turns());
            rows.lock();
            rows.add(NAME);
        });
        return this;
    }

    @Override
    public boolean have(Set<String> names) {
        return Set.of(NAME).containsAll(names);
    }

    @Override
    public void write(Set<String> names, List<Append> appends) {
        for (Append append : appends) {
            for (RecordedEvent event : append.events()) {
                try {
                    note(event);
                } catch (RuntimeException e) {
                    throw new ProjectionFailureException(
                            NAME, append.aggregate(), event.meta().commandId(), e);
                }
            }
        }
        flushing.run();
    }

    public void note(RecordedEvent event) {
        before.accept(event);
        entities.createNativeQuery("insert into noted (id, event_index) values (?, ?)")
                .setParameter(1, event.meta().id())
                .setParameter(2, event.meta().index())
                .executeUpdate();
    }
}
