package ee.cqrs.accounts;

import java.math.BigDecimal;
import java.util.Currency;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

/** What can be asked of the exchange rates. */
public sealed interface ExchangeRatesCommand {

    record PublishExchangeRate(
            @NotNull Currency currency,

            @NotNull @Positive @Digits(integer = 9, fraction = 9)
            BigDecimal rate) implements ExchangeRatesCommand {}

    record WithdrawExchangeRate(@NotNull Currency currency) implements ExchangeRatesCommand {}
}
