package ee.cqrs.accounts;

import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rates in force.
 *
 * @param base the currency that all rates are given for
 * @param rates by currency code
 */
public record ExchangeRatesState(Currency base, Map<String, ExchangeRate> rates) {

    static final ExchangeRatesState NONE = new ExchangeRatesState(Currency.getInstance("EUR"), Map.of());

    public ExchangeRatesState {
        rates = Map.copyOf(rates);
    }

    ExchangeRate rateOf(Currency currency) {
        return rates.get(currency.getCurrencyCode());
    }

    ExchangeRatesState with(Currency currency, ExchangeRate rate) {
        Map<String, ExchangeRate> next = new TreeMap<>(rates);
        next.put(currency.getCurrencyCode(), rate);
        return new ExchangeRatesState(base, next);
    }

    ExchangeRatesState without(Currency currency) {
        Map<String, ExchangeRate> next = new TreeMap<>(rates);
        next.remove(currency.getCurrencyCode());
        return new ExchangeRatesState(base, next);
    }
}
