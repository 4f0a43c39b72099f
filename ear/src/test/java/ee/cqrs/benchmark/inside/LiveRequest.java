package ee.cqrs.benchmark.inside;

/**
 * Grown accounts to bring into memory.
 *
 * @param from the first number
 * @param to the number after the last
 */
public record LiveRequest(int from, int to) {}
