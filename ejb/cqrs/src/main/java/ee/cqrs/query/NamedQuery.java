package ee.cqrs.query;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import ee.cqrs.projection.LiveVersions;
import ee.cqrs.projection.ProjectionVersion;

/** What answers to a name: one query, or one of each version of a projection, of which that of the live version does. */
final class NamedQuery {

    private final List<Candidate> candidates = new CopyOnWriteArrayList<>();

    /**
     * Adds one.
     *
     * @param version whose query it is
     * @return false if the name is taken
     */
    boolean add(BoundQuery query, Optional<ProjectionVersion> version) {
        Candidate added = new Candidate(query, version);
        return candidates.stream().allMatch(added::isAnotherVersionOf) && candidates.add(added);
    }

    /** Empty if no live version has such a query. */
    Optional<BoundQuery> of(LiveVersions live) {
        return candidates.stream()
                .filter(candidate -> candidate.version().map(live::isLive).orElse(true))
                .map(Candidate::query)
                .findFirst();
    }

    /** Whether the version that might have such a query cannot be asked here. */
    boolean isAnsweredElsewhere(LiveVersions live, Predicate<ProjectionVersion> present) {
        return candidates.stream()
                .flatMap(candidate -> candidate.version().stream())
                .map(ProjectionVersion::name)
                .anyMatch(name -> !live.find(name).filter(present).isPresent());
    }

    /**
     * A query of the name.
     *
     * @param query the query
     * @param version of a projection that it belongs to
     */
    private record Candidate(BoundQuery query, Optional<ProjectionVersion> version) {

        boolean isAnotherVersionOf(Candidate other) {
            return version.isPresent()
                    && other.version.isPresent()
                    && version.get().name().equals(other.version.get().name())
                    && version.get().version() != other.version.get().version();
        }
    }
}
