package ee.cqrs.accounts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;

/** What happens to the exchange rates. */
public sealed interface ExchangeRatesEvent {

    record ExchangeRatePublished(Currency currency, BigDecimal rate, Instant validFrom) implements ExchangeRatesEvent {}

    record ExchangeRateWithdrawn(Currency currency) implements ExchangeRatesEvent {}
}
