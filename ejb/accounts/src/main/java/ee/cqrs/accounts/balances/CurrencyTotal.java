package ee.cqrs.accounts.balances;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * What the bank holds in a currency.
 *
 * @param currency which
 * @param accounts how many are in use, or frozen
 * @param total the sum of their balances
 */
public record CurrencyTotal(Currency currency, long accounts, BigDecimal total) {}
