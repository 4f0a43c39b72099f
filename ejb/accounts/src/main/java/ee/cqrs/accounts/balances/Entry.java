package ee.cqrs.accounts.balances;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A line of a statement.
 *
 * @param position of the event
 * @param at when it happened
 * @param amount what came, or went if it is below zero
 * @param balance what the account held then
 */
public record Entry(long position, Instant at, BigDecimal amount, BigDecimal balance) {}
