package ee.cqrs.command;

/**
 * A command of a random sequence.
 *
 * @param target which of the aggregates
 * @param command what it is to do
 * @param name stands for a command id; null has the server make one
 * @param expecting which index its sender saw
 */
record Order(int target, Record command, String name, Expecting expecting) {

    /** What the expected index is, seen from the present one. */
    enum Expecting {
        NOTHING,
        PRESENT,
        ANOTHER,
        NEW;

        /** Null if it may be any. */
        Long index(long present) {
            return switch (this) {
                case NOTHING -> null;
                case PRESENT -> present;
                case ANOTHER -> present + 1;
                case NEW -> -1L;
            };
        }
    }
}
