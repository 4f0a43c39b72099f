package ee.cqrs.accounts;

import java.math.BigDecimal;
import java.util.Currency;

import ee.cqrs.aggregate.Releases;
import ee.cqrs.aggregate.Unique;

/** What happens to an account. */
public sealed interface AccountEvent {

    record AccountOpened(String owner, Currency currency, BigDecimal overdraftLimit) implements AccountEvent {}

    record IbanAssigned(@Unique("iban") String iban) implements AccountEvent {}

    record MoneyDeposited(BigDecimal amount) implements AccountEvent {}

    record MoneyWithdrawn(BigDecimal amount) implements AccountEvent {}

    record AccountFrozen(String reason) implements AccountEvent {}

    record AccountUnfrozen() implements AccountEvent {}

    @Releases("iban")
    record AccountClosed() implements AccountEvent {}
}
