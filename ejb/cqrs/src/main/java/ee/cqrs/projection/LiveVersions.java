package ee.cqrs.projection;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which version of each projection answers queries, at one moment: all that a query does is by the same one.
 *
 * @param versions by the name of the projection
 */
public record LiveVersions(Map<String, Integer> versions) {

    /** Before the store was asked. */
    static final LiveVersions NONE = new LiveVersions(Map.of());

    /** Keeps them as they are. */
    public LiveVersions {
        versions = Map.copyOf(versions);
    }

    /**
     * Whether a version answers.
     *
     * @param version which
     * @return false if another one does, or if it is not known
     */
    public boolean isLive(ProjectionVersion version) {
        return versions.getOrDefault(version.name(), 0) == version.version();
    }

    /**
     * The version of a projection that answers.
     *
     * @param name of the projection
     * @return empty if it is not known
     */
    public Optional<ProjectionVersion> find(String name) {
        return Optional.ofNullable(versions.get(name)).map(version -> new ProjectionVersion(name, version));
    }

    /**
     * Whether it is known of some projections which of their versions answers.
     *
     * @param names of the projections
     * @return false if it is not known of one
     */
    public boolean areKnown(Set<String> names) {
        return versions.keySet().containsAll(names);
    }

    /**
     * As what the live versions read the log.
     *
     * @param names of projections that are known
     * @return the names of their subscriptions
     */
    public Set<String> subscriptions(Set<String> names) {
        return names.stream()
                .map(name -> new ProjectionVersion(name, versions.get(name)).subscription())
                .collect(Collectors.toUnmodifiableSet());
    }
}
