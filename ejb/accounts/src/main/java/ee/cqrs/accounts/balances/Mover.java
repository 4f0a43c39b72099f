package ee.cqrs.accounts.balances;

import java.math.BigDecimal;

/**
 * How much an account moved in a period.
 *
 * @param account its id
 * @param entries how often
 * @param moved the sum of what came and what went
 */
public record Mover(String account, long entries, BigDecimal moved) {}
