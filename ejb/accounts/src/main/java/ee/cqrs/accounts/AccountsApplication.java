package ee.cqrs.accounts;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.supervision.Application;

/** The main supervisor of the bank. */
@ApplicationScoped
public class AccountsApplication implements Application {

    @Override
    public String name() {
        return "accounts";
    }

    @Override
    public List<Class<? extends Aggregate<?>>> aggregates() {
        return List.of(Account.class, ContactDetails.class, ExchangeRates.class);
    }
}
