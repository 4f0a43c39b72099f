package ee.cqrs.accounts.balances;

import java.math.BigDecimal;
import java.util.Currency;

/** Amounts as they are shown. */
final class Money {

    private Money() {}

    /** With the decimals of the currency: no amount of an account has more. */
    static BigDecimal shown(BigDecimal amount, Currency currency) {
        return amount.setScale(currency.getDefaultFractionDigits());
    }
}
