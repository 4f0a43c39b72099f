package ee.cqrs.projection;

import java.util.Locale;
import java.util.Set;

/** What an operator can do about a version that is to take over. */
public enum VersionChange {
    /** It reads no further. */
    STOP(Set.of(Stage.RUNNING, Stage.STOPPED), "be stopped: it is not being built"),
    /** It reads on. */
    RESUME(Set.of(Stage.STOPPED, Stage.RUNNING), "be resumed: it is not stopped"),
    /** Nothing of it is left, and it does not begin again by itself. */
    CANCEL(Set.of(Stage.RUNNING, Stage.STOPPED, Stage.CANCELLED), "be cancelled: it is not being built"),
    /** It begins again with the first event. */
    REBUILD(Set.of(Stage.CANCELLED), "be built again: it is not cancelled");

    private final Set<Stage> from;
    private final String refusal;

    VersionChange(Set<Stage> from, String refusal) {
        this.from = from;
        this.refusal = refusal;
    }

    boolean isPossible(StoredProjection projection, StoredVersion version) {
        return version.version() > projection.live() && from.contains(version.stage());
    }

    StoredVersion of(StoredVersion version) {
        return switch (this) {
            case STOP -> version.with(Stage.STOPPED);
            case RESUME -> version.with(Stage.RUNNING);
            case CANCEL -> version.stage() == Stage.CANCELLED ? version : version.leftFor(Stage.CANCELLED);
            case REBUILD -> version.again();
        };
    }

    String refusal(StoredProjection projection, StoredVersion version) {
        return "Version %d of %s is %s and cannot %s"
                .formatted(
                        version.version(),
                        projection.name(),
                        projection.stateOf(version).name().toLowerCase(Locale.ROOT),
                        refusal);
    }
}
