package ee.cqrs.benchmark.inside;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What the databases say differently.
 *
 * @param range a table with the numbers x from the first to the last parameter
 * @param digest of the number g, 64 hexadecimal digits
 * @param uuid a random one
 * @param tidy is run after a table was filled
 */
record Dialect(String range, String digest, String uuid, String tidy) {

    private static final Dialect H2 = new Dialect(
            "select x from system_range(?, ?)",
            "lower(rawtohex(hash('SHA-256', 'event ' || g)))",
            "random_uuid()",
            "analyze table %s sample_size 1000");

    private static final Dialect POSTGRESQL = new Dialect(
            "select generate_series(cast(? as bigint), cast(? as bigint)) as x",
            "encode(sha256(convert_to('event ' || g, 'UTF8')), 'hex')",
            "gen_random_uuid()",
            "vacuum analyze %s");

    static Dialect of(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2") ? H2 : POSTGRESQL;
    }
}
