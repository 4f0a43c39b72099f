package ee.cqrs.accounts.balances;

import java.math.BigDecimal;
import java.util.Currency;

import ee.cqrs.accounts.AccountStatus;

/**
 * An account as it stands.
 *
 * @param account its id
 * @param owner whose it is
 * @param currency of the balance
 * @param balance what it holds
 * @param status whether money moves
 */
public record Balance(String account, String owner, Currency currency, BigDecimal balance, AccountStatus status) {}
