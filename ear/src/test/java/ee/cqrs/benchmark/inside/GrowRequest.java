package ee.cqrs.benchmark.inside;

/**
 * Accounts with a history that nobody commanded.
 *
 * @param accounts how many
 * @param events of all of them together, at least one each
 */
public record GrowRequest(int accounts, int events) {

    /** The id of an account. */
    static String account(int number) {
        return "grown-" + number;
    }
}
