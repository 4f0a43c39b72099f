package ee.cqrs.accounts;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One rate.
 *
 * @param rate units of the currency for one of the base currency
 * @param validFrom when it was published
 */
public record ExchangeRate(BigDecimal rate, Instant validFrom) {}
