package ee.cqrs.accounts;

import jakarta.ejb.Singleton;

import ee.cqrs.accounts.ExchangeRatesCommand.PublishExchangeRate;
import ee.cqrs.accounts.ExchangeRatesCommand.WithdrawExchangeRate;
import ee.cqrs.accounts.ExchangeRatesEvent.ExchangeRatePublished;
import ee.cqrs.accounts.ExchangeRatesEvent.ExchangeRateWithdrawn;
import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Decision;

/** The exchange rates of the bank: one set, so one bean. */
@Singleton
@AggregateType(value = "exchange-rates", snapshotPeriod = 100)
public class ExchangeRates extends Aggregate<ExchangeRatesState> {

    @Override
    protected ExchangeRatesState initial() {
        return ExchangeRatesState.NONE;
    }

    Decision attempt(ExchangeRatesState rates, PublishExchangeRate command) {
        if (command.currency().equals(rates.base())) {
            return reject("base-currency", "The rate of %s is 1".formatted(rates.base()));
        }
        ExchangeRate inForce = rates.rateOf(command.currency());
        return inForce != null && inForce.rate().compareTo(command.rate()) == 0
                ? accept()
                : accept(new ExchangeRatePublished(command.currency(), command.rate(), now()));
    }

    Decision attempt(ExchangeRatesState rates, WithdrawExchangeRate command) {
        return rates.rateOf(command.currency()) == null
                ? reject("no-such-rate", "No rate of %s is in force".formatted(command.currency()))
                : accept(new ExchangeRateWithdrawn(command.currency()));
    }

    ExchangeRatesState apply(ExchangeRatesState rates, ExchangeRatePublished event) {
        return rates.with(event.currency(), new ExchangeRate(event.rate(), event.validFrom()));
    }

    ExchangeRatesState apply(ExchangeRatesState rates, ExchangeRateWithdrawn event) {
        return rates.without(event.currency());
    }
}
