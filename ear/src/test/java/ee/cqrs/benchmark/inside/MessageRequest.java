package ee.cqrs.benchmark.inside;

/**
 * Messages to send or to wait for.
 *
 * @param count how many
 * @param sessions how many send them
 * @param accounts over how many accounts
 */
public record MessageRequest(int count, int sessions, int accounts) {}
