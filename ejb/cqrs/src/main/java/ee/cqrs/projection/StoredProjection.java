package ee.cqrs.projection;

import java.util.List;
import java.util.Optional;

/**
 * A projection as it is kept.
 *
 * @param name its name
 * @param live the version that answers queries
 * @param settled whether every node has had time to see that it does
 * @param versions all that there were, by number
 */
record StoredProjection(String name, int live, boolean settled, List<StoredVersion> versions) {

    Optional<StoredVersion> version(int number) {
        return versions.stream().filter(known -> known.version() == number).findFirst();
    }

    ProjectionVersion id(StoredVersion version) {
        return new ProjectionVersion(name, version.version());
    }

    /** Those that are to take over from the live one when they have caught up. */
    List<StoredVersion> building() {
        return versions.stream()
                .filter(version -> version.version() > live && version.isRunning())
                .toList();
    }

    /** Those that nobody asks any more. */
    List<StoredVersion> replaced() {
        return versions.stream().filter(this::isReplaced).toList();
    }

    private boolean isReplaced(StoredVersion version) {
        return version.version() < live && (version.isRunning() || version.stage() == Stage.STOPPED);
    }

    VersionState stateOf(StoredVersion version) {
        if (version.version() == live) {
            return VersionState.LIVE;
        }
        if (isReplaced(version)) {
            return VersionState.REPLACED;
        }
        return switch (version.stage()) {
            case RUNNING -> VersionState.BUILDING;
            case STOPPED -> VersionState.STOPPED;
            case CANCELLED -> VersionState.CANCELLED;
            case DROPPED -> VersionState.DROPPED;
        };
    }
}
