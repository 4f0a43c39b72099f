package ee.cqrs.projection;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.store.ReadableHead;
import ee.cqrs.subscription.SubscriptionControl;
import ee.cqrs.subscription.SubscriptionStatus;

/** What an operator sees of projections, and does about the versions that are being built. It works on every node. */
@Singleton
public class ProjectionControl {

    private final Versions versions;
    private final ProjectionChanges changes;
    private final Rebuilds rebuilds;
    private final SubscriptionControl subscriptions;
    private final ReadableHead head;

    @Inject
    ProjectionControl(
            Versions versions,
            ProjectionChanges changes,
            Rebuilds rebuilds,
            SubscriptionControl subscriptions,
            ReadableHead head) {
        this.versions = versions;
        this.changes = changes;
        this.rebuilds = rebuilds;
        this.subscriptions = subscriptions;
        this.head = head;
    }

    /**
     * How all projections get on that the store knows.
     *
     * @return by name
     */
    public List<ProjectionStatus> all() {
        long readable = head.position();
        return versions.stored().stream()
                .map(projection -> status(projection, readable))
                .toList();
    }

    /**
     * How a projection gets on.
     *
     * @param name its name
     * @return empty if the store does not know it
     */
    public Optional<ProjectionStatus> find(String name) {
        return all().stream()
                .filter(projection -> projection.name().equals(name))
                .findFirst();
    }

    /**
     * Changes what becomes of a version that is to take over.
     *
     * @param version one that the store knows
     * @param change what to do; it holds on all nodes and after their next start
     * @return why that cannot be done; empty if it is done, or was before
     */
    public Optional<String> change(ProjectionVersion version, VersionChange change) {
        Optional<String> refusal = changes.change(version, change);
        versions.follow();
        return refusal;
    }

    private ProjectionStatus status(StoredProjection projection, long readable) {
        return new ProjectionStatus(
                projection.name(),
                projection.live(),
                projection.versions().stream()
                        .map(version -> status(projection, version, readable))
                        .toList());
    }

    private VersionStatus status(StoredProjection projection, StoredVersion version, long readable) {
        ProjectionVersion id = projection.id(version);
        VersionState state = projection.stateOf(version);
        Optional<SubscriptionStatus> place = subscriptions.find(id.subscription());
        long position = place.map(SubscriptionStatus::position).orElse(0L);
        long lag = Math.max(0, readable - position);
        Pace pace = rebuilds.pace(id);
        return new VersionStatus(
                version.version(),
                state,
                id.subscription(),
                position,
                readable,
                lag,
                version.isRunning() ? pace.perSecond() : 0,
                version.isRunning() ? pace.secondsFor(lag) : null,
                place.map(SubscriptionStatus::parked).orElse(0L),
                state == VersionState.BUILDING
                        ? place.map(ProjectionControl::hindrance).orElse(null)
                        : null);
    }

    private static String hindrance(SubscriptionStatus place) {
        return place.parked() > 0
                ? "parked aggregates: %d; it takes over when there are none".formatted(place.parked())
                : place.failure();
    }
}
