package ee.cqrs.benchmark.inside;

/**
 * A load to run inside the server.
 *
 * @param kind what each thread does
 * @param threads how many do it
 * @param accounts over how many accounts
 * @param batch commands in one commit, for raw JDBC
 * @param millis for how long
 */
public record LoadRequest(Kind kind, int threads, int accounts, int batch, long millis) {

    /** What a thread of a load does again and again. */
    public enum Kind {
        /** Sends a deposit to the gateway: the product's way. */
        ENGINE,
        /** Sends a deposit to the gateway within a transaction of its own. */
        TRANSACTION_PER_COMMAND,
        /** Inserts the same rows by plain JDBC. */
        RAW_JDBC
    }
}
