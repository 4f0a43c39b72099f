package ee.cqrs.accounts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;

import ee.cqrs.accounts.ExchangeRatesCommand.PublishExchangeRate;
import ee.cqrs.accounts.ExchangeRatesCommand.WithdrawExchangeRate;
import ee.cqrs.accounts.ExchangeRatesEvent.ExchangeRatePublished;
import ee.cqrs.accounts.ExchangeRatesEvent.ExchangeRateWithdrawn;
import ee.cqrs.testkit.AggregateFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExchangeRatesTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency USD = Currency.getInstance("USD");
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final AggregateFixture<ExchangeRatesState> rates = AggregateFixture.of(ExchangeRates.class);

    @Test
    void aPublishedRateIsInForceFromNowOn() {
        rates.at(NOON)
                .when(publish("1.0842"))
                .expect(published("1.0842"))
                .expectState(
                        new ExchangeRatesState(EUR, Map.of("USD", new ExchangeRate(new BigDecimal("1.0842"), NOON))));
    }

    @Test
    void aNewRateReplacesTheOldOne() {
        rates.given(published("1.0842"))
                .at(NOON.plusSeconds(1))
                .when(publish("1.09"))
                .expect(new ExchangeRatePublished(USD, new BigDecimal("1.09"), NOON.plusSeconds(1)));
    }

    @Test
    void theSameRateAgainChangesNothing() {
        rates.given(published("1.0842")).when(publish("1.08420")).expectNothing();
    }

    @Test
    void theBaseCurrencyHasNoRate() {
        rates.when(new PublishExchangeRate(EUR, BigDecimal.TEN)).expectRejected("base-currency");
    }

    @Test
    void aWithdrawnRateIsNoLongerInForce() {
        rates.given(published("1.0842"))
                .when(new WithdrawExchangeRate(USD))
                .expect(new ExchangeRateWithdrawn(USD))
                .expectState(state -> assertThat(state.rates()).isEmpty());
    }

    @Test
    void aRateThatIsNotInForceCannotBeWithdrawn() {
        rates.when(new WithdrawExchangeRate(USD)).expectRejected("no-such-rate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.0000000001", "1234567890"})
    void aRateIsPositiveWithNineDigitsOnEachSide(String rate) {
        rates.when(publish(rate)).expectInvalid("rate");
    }

    @Test
    void aCurrencyAndARateAreRequired() {
        rates.when(new PublishExchangeRate(null, null))
                .expectInvalid("currency")
                .expectInvalid("rate")
                .when(new WithdrawExchangeRate(null))
                .expectInvalid("currency");
    }

    private static PublishExchangeRate publish(String rate) {
        return new PublishExchangeRate(USD, new BigDecimal(rate));
    }

    private static ExchangeRatePublished published(String rate) {
        return new ExchangeRatePublished(USD, new BigDecimal(rate), NOON);
    }
}
