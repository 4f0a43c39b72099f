package ee.cqrs.accounts.dossiers;

/**
 * What is noted of an account.
 *
 * @param account its id
 * @param adviser who looks after it, at most 100 characters
 * @param note in words, at most 1000 characters
 */
public record Dossier(String account, String adviser, String note) {}
