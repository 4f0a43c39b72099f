package ee.cqrs.subscription;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.function.Function;

import ee.cqrs.settings.Settings;
import ee.cqrs.settings.TestSettings;
import ee.cqrs.store.DurableHead;
import ee.cqrs.store.LocalStore;
import ee.cqrs.store.Membership;
import ee.cqrs.store.Saves;

/** The subscriptions of a node on the real store, without a container. */
public final class LocalNode implements AutoCloseable {

    /** What a batch may take when the node stops. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String WORKERS = "cqrs-subscription-";

    /** What happens to the next transactions of turns. */
    final Saves saves = new Saves();

    /** What the node takes for the time. */
    volatile Instant time;

    public final Subscriptions subscriptions;
    public final SubscriptionControl control;
    public final Audits audits;
    public final Progress progress;
    public final SubscriptionTransaction transactions;

    public LocalNode(LocalStore store, DurableHead head, Membership membership, String... namesAndValues) {
        Settings settings = TestSettings.with(namesAndValues);
        transactions = new LocalTransaction(store, settings);
        var readable = store.readable(head);
        var events = store.events();
        subscriptions = new Subscriptions(
                transactions,
                new LogPages(events, settings),
                events,
                head,
                readable,
                membership,
                settings,
                clock(),
                PATIENCE);
        control = new SubscriptionControl(subscriptions, readable);
        audits = new Audits(subscriptions);
        progress = new Progress(subscriptions, readable);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return time == null ? Instant.now() : time;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("nobody asks for it");
            }
        };
    }

    public LocalNode start(Subscriber... subscribers) {
        for (Subscriber subscriber : subscribers) {
            subscriptions.add(subscriber);
        }
        subscriptions.start(Thread::new);
        return this;
    }

    /** By the events that the subscription takes here. */
    SubscriptionAudit audit(String name) {
        return audits.run(name, audits.filter(name).orElseThrow()).orElseThrow();
    }

    /** As whoever decides which subscriptions there are. */
    void inPlaces(Consumer<Places> work) {
        transactions.with(places -> {
            work.accept(places);
            return places;
        });
    }

    @Override
    public void close() {
        subscriptions.stop();
    }

    private final class LocalTransaction extends SubscriptionTransaction {

        private final LocalStore store;

        LocalTransaction(LocalStore store, Settings settings) {
            super(store.perCall(), store.transactions(), store.turns(), settings);
            this.store = store;
        }

        @Override
        public <T> T with(Function<Places, T> work) {
            return store.inTransaction(() -> super.with(work));
        }

        @Override
        public <T> T call(Function<SubscriptionTables, T> work) {
            if (!Thread.currentThread().getName().startsWith(WORKERS)) { // who only looks
                return store.inTransaction(() -> super.call(work));
            }
            saves.beforeWrite.run();
            T result = store.inTransaction(() -> {
                T done = super.call(work);
                saves.beforeCommit.run();
                return done;
            });
            saves.afterCommit.run();
            return result;
        }
    }
}
