package ee.cqrs.projection;

import java.util.concurrent.atomic.AtomicInteger;

import ee.cqrs.command.Ledger;
import ee.cqrs.store.LocalStore;

/** What versions of a projection do: each writes down the amounts that it was told, and deletes them when it is dropped. */
abstract class Sums {

    /** How often it was dropped. */
    final AtomicInteger drops = new AtomicInteger();

    private final LocalStore store;
    private final int version;
    volatile Runnable before = () -> {};
    volatile Runnable dropping = () -> {};

    Sums(LocalStore store, int version) {
        this.store = store;
        this.version = version;
    }

    /** Makes the table, or empties it. */
    static void prepare(LocalStore store) {
        store.execute(
                "create table if not exists summed (version integer not null, position bigint not null, amount bigint)");
        store.execute("delete from summed");
        store.execute("grant select, insert, delete on summed to cqrs_app");
    }

    void add(Ledger.Added added, EventContext context) {
        before.run();
        store.perCall()
                .createNativeQuery("insert into summed (version, position, amount) values (?, ?, ?)")
                .setParameter(1, version)
                .setParameter(2, context.position())
                .setParameter(3, added.amount())
                .executeUpdate();
    }

    void deleteAll() {
        store.perCall()
                .createNativeQuery("delete from summed where version = ?")
                .setParameter(1, version)
                .executeUpdate();
        dropping.run();
        drops.incrementAndGet();
    }

    @Projection("sums")
    static final class First extends Sums {

        First(LocalStore store) {
            super(store, 1);
        }

        public void on(Ledger.Added added, EventContext context) {
            add(added, context);
        }

        public void drop() {
            deleteAll();
        }
    }

    @Projection(value = "sums", version = 2, partitions = 2)
    static final class Second extends Sums {

        Second(LocalStore store) {
            super(store, 2);
        }

        public void on(Ledger.Added added, EventContext context) {
            add(added, context);
        }

        public void drop() {
            deleteAll();
        }
    }

    @Projection(value = "sums", version = 3)
    static final class Third extends Sums {

        Third(LocalStore store) {
            super(store, 3);
        }

        public void on(Ledger.Added added, EventContext context) {
            add(added, context);
        }
    }
}
