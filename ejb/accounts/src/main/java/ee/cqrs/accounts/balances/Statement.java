package ee.cqrs.accounts.balances;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

/**
 * What moved an account in a period.
 *
 * @param account its id
 * @param currency of all amounts
 * @param opening what it held before the period
 * @param closing what it held at its end
 * @param entries what moved it, in order
 * @param next what to pass as {@code after} for the next page; null if this is the last one
 */
public record Statement(
        String account, Currency currency, BigDecimal opening, BigDecimal closing, List<Entry> entries, Long next) {}
