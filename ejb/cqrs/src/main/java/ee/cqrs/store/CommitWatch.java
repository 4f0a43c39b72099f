package ee.cqrs.store;

/** Tells a failure before the commit, after which nothing is saved, from one in it, after which nobody knows. */
final class CommitWatch {

    private boolean began;

    void commitBegins() {
        began = true;
    }

    boolean began() {
        return began;
    }
}
