package ee.cqrs.projection;

import java.util.Comparator;
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

import ee.cqrs.store.StoreException;
import ee.cqrs.subscription.Progress;
import ee.cqrs.subscription.Standing;
import org.jboss.logging.Logger;

/**
 * Builds versions of projections beside the live ones: has one that has caught up take over, and one that was replaced drop what
 * it has written. What is due is found by looking, again and again, so that it does not matter when a node dies.
 */
@Singleton
public class Rebuilds {

    private static final Logger LOG = Logger.getLogger(Rebuilds.class);

    private final Versions versions;
    private final ProjectionChanges changes;
    private final Progress progress;
    private final Map<ProjectionVersion, Pace> paces = new ConcurrentHashMap<>();
    private final Map<ProjectionVersion, Long> aims = new HashMap<>(); // the end of the log at the last look
    private final Set<String> failing = new HashSet<>();
    private boolean blind;

    @Inject
    Rebuilds(Versions versions, ProjectionChanges changes, Progress progress) {
        this.versions = versions;
        this.changes = changes;
        this.progress = progress;
    }

    /** Looks what is due, and does it. */
    public synchronized void look() {
        if (versions.names().isEmpty()) {
            return;
        }
        try {
            if (lookOnce()) {
                versions.follow();
            }
            blind = false;
        } catch (RuntimeException | Error e) {
            if (!blind) { // once for each outage
                LOG.warnf("Which versions of projections are live cannot be looked up: %s", StoreException.rootOf(e));
            }
            blind = true;
            aims.clear(); // it may be long ago
        }
    }

    Pace pace(ProjectionVersion version) {
        return paces.computeIfAbsent(version, unused -> new Pace());
    }

    /** Returns whether anything was changed. */
    private boolean lookOnce() {
        List<StoredProjection> stored = versions.follow();
        boolean changed = false;
        if (versions.areRun() && register(stored)) {
            stored = versions.follow();
            changed = true;
        }
        Standing standing = progress.look(); // later than the stages: a build that it shows is the present one
        aims.keySet().retainAll(building(stored));
        Set<String> here = versions.names();
        for (StoredProjection projection : stored) {
            if (here.contains(projection.name())) {
                measure(projection, standing);
                changed |= versions.areRun() && isChanged(projection, standing);
            }
        }
        return changed;
    }

    private static Set<ProjectionVersion> building(List<StoredProjection> stored) {
        return stored.stream()
                .flatMap(projection -> projection.building().stream().map(projection::id))
                .collect(Collectors.toSet());
    }

    private boolean register(List<StoredProjection> stored) {
        boolean changed = false;
        for (String name : versions.names()) {
            if (lacks(stored, name)) {
                try {
                    changes.register(name, versions.present(name).get(0), Set.copyOf(versions.runnable(name)));
                } catch (RuntimeException e) {
                    if (lacks(versions.stored(), name)) { // else another node was faster
                        throw e;
                    }
                }
                changed = true;
            }
        }
        return changed;
    }

    private boolean lacks(List<StoredProjection> stored, String name) {
        return stored.stream()
                .filter(projection -> projection.name().equals(name))
                .noneMatch(projection -> versions.runnable(name).stream()
                        .allMatch(version -> projection.version(version).isPresent()));
    }

    private void measure(StoredProjection projection, Standing standing) {
        long now = System.nanoTime();
        for (StoredVersion version : projection.versions()) {
            ProjectionVersion id = projection.id(version);
            standing.position(id.subscription()).ifPresent(position -> pace(id).stands(position, now));
        }
    }

    /** What fails for one projection must not keep others from what is due. */
    private boolean isChanged(StoredProjection projection, Standing standing) {
        try {
            boolean changed = prepare(projection, standing) | replaceLost(projection) || makeLive(projection, standing);
            changed |= drop(projection);
            if (failing.remove(projection.name())) {
                LOG.infof("The projection %s goes on", projection.name());
            }
            return changed;
        } catch (RuntimeException | Error e) {
            if (failing.add(projection.name())) {
                LOG.errorf(e, "What is due of the projection %s fails; it is tried again", projection.name());
            }
            return false;
        }
    }

    private boolean prepare(StoredProjection projection, Standing standing) {
        boolean changed = false;
        for (StoredVersion version : projection.versions()) {
            ProjectionVersion id = projection.id(version);
            Optional<ProjectionSubscriber> subscriber = versions.subscriber(id);
            boolean lacksPlace =
                    version.isRunning() && standing.position(id.subscription()).isEmpty();
            if (subscriber.isPresent() && (version.dropDue() || lacksPlace)) {
                changed |= changes.prepare(id, subscriber.get());
            }
        }
        return changed;
    }

    /** Of those that are here the lowest one that still has its place, or else the lowest. */
    private boolean replaceLost(StoredProjection projection) {
        if (versions.isPresent(new ProjectionVersion(projection.name(), projection.live()))) {
            return false;
        }
        List<Integer> present = versions.present(projection.name());
        int to = present.stream()
                .filter(number -> projection
                        .version(number)
                        .filter(StoredVersion::isRunning)
                        .isPresent())
                .findFirst()
                .orElse(present.get(0));
        boolean changed = changes.takeOver(projection, to);
        if (changed) {
            LOG.warnf(
                    "Version %d of the projection %s is not there any more: version %d answers, whatever it has so far",
                    projection.live(), projection.name(), to);
        }
        return changed;
    }

    /**
     * A version takes over when it has come to where the log ended at the last look, and to where any part of the live one
     * stands now: whoever has seen an event in that one finds it in this one.
     */
    private boolean makeLive(StoredProjection projection, Standing standing) {
        boolean changed = false;
        long live = standing.furthest(new ProjectionVersion(projection.name(), projection.live()).subscription());
        List<StoredVersion> building = projection.building().stream()
                .filter(version -> versions.subscriber(projection.id(version)).isPresent())
                .sorted(Comparator.comparing(StoredVersion::version).reversed())
                .toList();
        for (StoredVersion version : building) {
            ProjectionVersion id = projection.id(version);
            Long aim = aims.put(id, standing.head());
            if (!changed && aim != null && standing.hasReached(id.subscription(), Math.max(aim, live))) {
                changed = changes.makeLive(projection, version);
                if (changed) {
                    LOG.infof("%s answers from now on, instead of version %d", id, projection.live());
                }
            }
        }
        return changed;
    }

    private boolean drop(StoredProjection projection) {
        boolean changed = false;
        for (StoredVersion version : projection.settled() ? projection.replaced() : List.<StoredVersion>of()) {
            ProjectionVersion id = projection.id(version);
            if (versions.subscriber(id).isPresent() && changes.drop(projection, version)) {
                LOG.infof("%s is dropped", id);
                changed = true;
            }
        }
        return changed;
    }
}
