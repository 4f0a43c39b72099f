package ee.cqrs.projection;

import java.util.List;
import java.util.Optional;

/**
 * How a projection gets on.
 *
 * @param name its name
 * @param live the version that answers queries
 * @param versions all that there are and were, by number
 */
public record ProjectionStatus(String name, int live, List<VersionStatus> versions) {

    /**
     * One of the versions.
     *
     * @param number which
     * @return empty if there was never one
     */
    public Optional<VersionStatus> version(int number) {
        return versions.stream().filter(version -> version.version() == number).findFirst();
    }
}
