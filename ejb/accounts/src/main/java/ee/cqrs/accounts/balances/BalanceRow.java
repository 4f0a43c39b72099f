package ee.cqrs.accounts.balances;

import java.math.BigDecimal;
import java.util.Currency;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import ee.cqrs.accounts.AccountStatus;
import ee.cqrs.projection.EventContext;

/** An account as it stands. */
@Entity
@Table(name = "account_balance")
class BalanceRow {

    @Id
    private String account;

    private String owner;

    private Currency currency;

    private BigDecimal balance;

    @Enumerated(EnumType.STRING)
    private AccountStatus status;

    protected BalanceRow() {}

    BalanceRow(String account, String owner, Currency currency) {
        this.account = account;
        this.owner = owner;
        this.currency = currency;
        balance = BigDecimal.ZERO;
        status = AccountStatus.OPEN;
    }

    EntryRow book(BigDecimal amount, EventContext context) {
        balance = balance.add(amount);
        return new EntryRow(context, currency, amount, balance);
    }

    void change(AccountStatus next) {
        status = next;
    }

    Currency currency() {
        return currency;
    }

    Balance shown() {
        return new Balance(account, owner, currency, Money.shown(balance, currency), status);
    }
}
