package ee.cqrs.benchmark.inside;

import java.sql.SQLException;

/** What one thread does again and again. */
interface Work extends AutoCloseable {

    /** Does it once and says how many commands that were. */
    int once() throws Exception;

    @Override
    default void close() throws SQLException {}
}
