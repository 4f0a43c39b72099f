package ee.cqrs.benchmark.inside;

/**
 * Deposits at a constant rate.
 *
 * @param perSecond how many
 * @param count how many in all
 * @param accounts over how many accounts
 */
public record PacedRequest(double perSecond, int count, int accounts) {}
