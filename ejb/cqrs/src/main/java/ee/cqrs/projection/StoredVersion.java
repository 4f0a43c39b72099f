package ee.cqrs.projection;

/**
 * A version of a projection as it is kept.
 *
 * @param version which, from 1
 * @param stage what was decided about it
 * @param dropDue whether its rows are still to be deleted
 * @param build how often it was begun
 */
record StoredVersion(int version, Stage stage, boolean dropDue, int build) {

    static StoredVersion first(int version, Stage stage) {
        return new StoredVersion(version, stage, false, 1);
    }

    StoredVersion with(Stage next) {
        return new StoredVersion(version, next, dropDue, build);
    }

    /** Without a place; what it has written comes to nothing. */
    StoredVersion leftFor(Stage next) {
        return new StoredVersion(version, next, true, build);
    }

    StoredVersion emptied() {
        return new StoredVersion(version, stage, false, build);
    }

    /** From the first event on. */
    StoredVersion again() {
        return new StoredVersion(version, Stage.RUNNING, dropDue, build + 1);
    }

    boolean isRunning() {
        return stage == Stage.RUNNING;
    }
}
