package ee.cqrs.benchmark.inside;

/**
 * Read models to be made by plain JDBC.
 *
 * @param threads how many share the work, by account
 */
public record PlainRequest(int threads) {}
