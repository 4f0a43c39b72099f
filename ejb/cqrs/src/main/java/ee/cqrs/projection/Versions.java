package ee.cqrs.projection;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.settings.Settings;
import ee.cqrs.subscription.SubscriptionTransaction;
import ee.cqrs.subscription.Subscriptions;
import org.jboss.logging.Logger;

/** The versions of projections that this node has: it runs those that are to run, and knows which ones are live. */
@Singleton
class Versions {

    private static final Logger LOG = Logger.getLogger(Versions.class);

    private final SubscriptionTransaction transactions;
    private final ProjectionChanges changes;
    private final Subscriptions subscriptions;
    private final boolean run;
    private final Set<ProjectionVersion> present = ConcurrentHashMap.newKeySet();
    private final Map<ProjectionVersion, ProjectionSubscriber> subscribers = new ConcurrentHashMap<>();
    private final Map<ProjectionVersion, Integer> attached = new HashMap<>(); // with their build
    private volatile LiveVersions live = LiveVersions.NONE;

    @Inject
    Versions(
            SubscriptionTransaction transactions,
            ProjectionChanges changes,
            Subscriptions subscriptions,
            Settings settings) {
        this.transactions = transactions;
        this.changes = changes;
        this.subscriptions = subscriptions;
        run = settings.runProjections();
    }

    /** That there is a bean; it may turn out not to be able to run. */
    void add(ProjectionVersion version) {
        present.add(version);
    }

    /** That it can run. */
    void add(ProjectionVersion version, ProjectionSubscriber subscriber) {
        subscribers.put(version, subscriber);
    }

    /** Whether this node keeps read models. */
    boolean areRun() {
        return run;
    }

    boolean isPresent(ProjectionVersion version) {
        return present.contains(version);
    }

    Optional<ProjectionSubscriber> subscriber(ProjectionVersion version) {
        return Optional.ofNullable(subscribers.get(version));
    }

    Set<String> names() {
        return present.stream().map(ProjectionVersion::name).collect(Collectors.toUnmodifiableSet());
    }

    List<Integer> present(String name) {
        return numbers(name, present);
    }

    List<Integer> runnable(String name) {
        return numbers(name, subscribers.keySet());
    }

    private static List<Integer> numbers(String name, Set<ProjectionVersion> versions) {
        return versions.stream()
                .filter(version -> version.name().equals(name))
                .map(ProjectionVersion::version)
                .sorted()
                .toList();
    }

    LiveVersions live() {
        return live;
    }

    /** All that the store knows of projections. */
    List<StoredProjection> stored() {
        return transactions.with(places -> changes.rows(places).all());
    }

    /** Looks what was decided, on whatever node, and does it here: one at a time, so that nobody goes back. */
    synchronized List<StoredProjection> follow() {
        List<StoredProjection> stored = stored();
        live = live(stored);
        if (run) {
            Map<ProjectionVersion, StoredVersion> running = new HashMap<>();
            stored.forEach(projection -> projection.versions().stream()
                    .filter(StoredVersion::isRunning)
                    .forEach(version -> running.put(projection.id(version), version)));
            new HashSet<>(attached.keySet()).forEach(version -> detach(version, running.get(version)));
            running.forEach((version, kept) -> subscriber(version).ifPresent(subscriber -> attach(version, kept)));
        }
        return stored;
    }

    /** Until others have written which version is live, it is the one that they will write. */
    private LiveVersions live(List<StoredProjection> stored) {
        Map<String, Integer> versions = new HashMap<>();
        present.forEach(version -> versions.merge(version.name(), version.version(), Math::min));
        stored.forEach(projection -> versions.put(projection.name(), projection.live()));
        return new LiveVersions(versions);
    }

    /** What was begun anew begins anew here, too. */
    private void detach(ProjectionVersion version, StoredVersion kept) {
        if (kept == null || kept.build() != attached.get(version)) {
            attached.remove(version);
            subscriptions.detach(version.subscription());
        }
    }

    private void attach(ProjectionVersion version, StoredVersion kept) {
        if (attached.containsKey(version)) {
            return;
        }
        try {
            ProjectionSubscriber subscriber = subscribers.get(version);
            subscriptions.attach(subscriber, subscriber.isInline());
            attached.put(version, kept.build());
        } catch (IllegalArgumentException e) { // somebody else has its name
            LOG.errorf(e, "The projection %s does not start", version);
            subscribers.remove(version);
        }
    }
}
