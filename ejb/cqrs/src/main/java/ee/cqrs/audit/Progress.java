package ee.cqrs.audit;

/**
 * How far a verification is.
 *
 * @param check what it does: {@code streams}, {@code log} or {@code snapshots}
 * @param done how many events or snapshots of that it has looked at
 * @param of how many there are; null if nobody has counted them
 */
public record Progress(String check, long done, Long of) {

    /** Is told, every thousand events and at the end of each check. What it throws ends the verification. */
    @FunctionalInterface
    public interface Listener {

        /**
         * Something was done.
         *
         * @param progress how far it is
         */
        void at(Progress progress);
    }
}
