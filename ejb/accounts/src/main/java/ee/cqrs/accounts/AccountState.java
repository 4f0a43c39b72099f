package ee.cqrs.accounts;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An account.
 *
 * @param owner whose it is; null before it is opened
 * @param currency of all its amounts; null before it is opened
 * @param balance the sum of what came and went, exact
 * @param overdraftLimit how far the balance may fall below zero
 * @param status whether money moves
 * @param iban by which others pay in; null if it has none
 */
public record AccountState(
        String owner,
        Currency currency,
        BigDecimal balance,
        BigDecimal overdraftLimit,
        AccountStatus status,
        String iban) {

    static final AccountState NEW =
            new AccountState(null, null, BigDecimal.ZERO, BigDecimal.ZERO, AccountStatus.NEW, null);

    /** The first balance with more digits before the decimal point than an amount may have. */
    private static final BigDecimal TOO_LARGE = BigDecimal.TEN.pow(Amount.MAX_DIGITS);

    boolean covers(BigDecimal amount) {
        return balance.add(overdraftLimit).compareTo(amount) >= 0;
    }

    boolean holds(BigDecimal amount) {
        return balance.add(amount).compareTo(TOO_LARGE) < 0;
    }

    boolean isEmpty() {
        return balance.signum() == 0;
    }

    AccountState plus(BigDecimal amount) {
        return new AccountState(owner, currency, balance.add(amount), overdraftLimit, status, iban);
    }

    AccountState withStatus(AccountStatus next) {
        return new AccountState(owner, currency, balance, overdraftLimit, next, iban);
    }

    AccountState withIban(String assigned) {
        return new AccountState(owner, currency, balance, overdraftLimit, status, assigned);
    }
}
