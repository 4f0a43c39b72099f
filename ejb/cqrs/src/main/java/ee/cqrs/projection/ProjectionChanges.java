package ee.cqrs.projection;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.settings.Settings;
import ee.cqrs.store.Membership;
import ee.cqrs.subscription.Places;
import ee.cqrs.subscription.SubscriptionTransaction;

/**
 * What happens to the versions of a projection. Each change is one transaction that has locked the row of the projection, and
 * changes what it finds there: of several nodes that want the same, one does it.
 */
@Singleton
class ProjectionChanges {

    /** A few looks of each node, after which queries still have their time to wait and to answer. */
    private static final int LOOKS = 3;

    private final SubscriptionTransaction transactions;
    private final Membership membership;
    private final Duration lease;
    private final Duration grace;

    @Inject
    ProjectionChanges(SubscriptionTransaction transactions, Membership membership, Settings settings) {
        this.transactions = transactions;
        this.membership = membership;
        lease = settings.subscription().lease();
        grace = settings.subscription()
                .poll()
                .multipliedBy(LOOKS)
                .plus(settings.query().waitLimit().multipliedBy(2));
    }

    ProjectionRows rows(Places places) {
        return new ProjectionRows(places.statements(), grace);
    }

    /** Of a name that is new the lowest version is live. A version that is new is built, unless a later one is live. */
    StoredProjection register(String name, int lowest, Set<Integer> versions) {
        return transactions.with(places -> {
            ProjectionRows rows = rows(places);
            StoredProjection projection = rows.lock(name).orElseGet(() -> rows.insert(name, lowest));
            versions.stream()
                    .filter(version -> projection.version(version).isEmpty())
                    .forEach(version -> rows.insert(
                            name,
                            StoredVersion.first(version, version < projection.live() ? Stage.DROPPED : Stage.RUNNING)));
            return projection;
        });
    }

    /** The bean of the live version is not there; unless another node has it, another version has to answer. */
    boolean takeOver(StoredProjection seen, int to) {
        return change(seen.name(), (rows, places) -> projection -> {
            String live = new ProjectionVersion(projection.name(), projection.live()).subscription();
            if (projection.live() != seen.live() || !membership.isAlone() && places.isHeld(live, lease)) {
                return false;
            }
            projection
                    .version(to)
                    .filter(version -> !version.isRunning())
                    .ifPresent(version -> rows.update(projection.name(), version.again()));
            return rows.makeLive(projection.name(), projection.live(), to);
        });
    }

    /** The version has caught up. It takes over if nothing of it is parked, and nobody has changed anything meanwhile. */
    boolean makeLive(StoredProjection seen, StoredVersion version) {
        return change(
                seen.name(),
                (rows, places) -> projection -> isAsSeen(projection, seen, version)
                        && version.isRunning()
                        && places.parked(seen.id(version).subscription()) == 0
                        && rows.makeLive(projection.name(), projection.live(), version.version()));
    }

    /** The version has been replaced. */
    boolean drop(StoredProjection seen, StoredVersion version) {
        return change(seen.name(), (rows, places) -> projection -> {
            if (!isAsSeen(projection, seen, version)) {
                return false;
            }
            rows.update(projection.name(), version.leftFor(Stage.DROPPED));
            places.remove(projection.id(version).subscription());
            return true;
        });
    }

    /** Why it cannot be done; empty if it is done, or was before. */
    Optional<String> change(ProjectionVersion id, VersionChange wanted) {
        return transactions.with(places -> {
            ProjectionRows rows = rows(places);
            StoredProjection projection = rows.lock(id.name()).orElseThrow();
            StoredVersion version = projection.version(id.version()).orElseThrow();
            if (!wanted.isPossible(projection, version)) {
                return Optional.of(wanted.refusal(projection, version));
            }
            rows.update(id.name(), wanted.of(version));
            if (wanted == VersionChange.CANCEL) {
                places.remove(id.subscription());
            }
            return Optional.empty();
        });
    }

    /**
     * Has a version drop what is left of its last build, and makes its place if it runs and has none. Not in the transaction
     * that removes the last place: a subscriber who has events in hand would wait for that, and it for the rows that he holds.
     */
    boolean prepare(ProjectionVersion id, ProjectionSubscriber subscriber) {
        return change(id.name(), (rows, places) -> projection -> {
            StoredVersion version = projection.version(id.version()).orElseThrow();
            if (version.dropDue()) {
                subscriber.drop();
                rows.update(id.name(), version.emptied());
            }
            if (version.isRunning() && !places.exists(id.subscription())) {
                places.create(subscriber.definition(), version.build());
            }
            return true;
        });
    }

    private static boolean isAsSeen(StoredProjection projection, StoredProjection seen, StoredVersion version) {
        return projection.live() == seen.live()
                && projection.version(version.version()).equals(Optional.of(version));
    }

    private boolean change(String name, BiFunction<ProjectionRows, Places, Predicate<StoredProjection>> work) {
        return transactions.with(places -> {
            ProjectionRows rows = rows(places);
            return rows.lock(name).filter(work.apply(rows, places)).isPresent();
        });
    }
}
