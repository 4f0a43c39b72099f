package ee.cqrs.accounts.balances;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import ee.cqrs.projection.EventContext;

/** What moved an account, and what it held after that. */
@Entity
@Table(name = "account_entry")
class EntryRow {

    @Id
    private long position;

    private String account;

    private Currency currency;

    @Column(name = "booked_at")
    private Instant at;

    private BigDecimal amount;

    private BigDecimal balance;

    protected EntryRow() {}

    EntryRow(EventContext context, Currency currency, BigDecimal amount, BigDecimal balance) {
        position = context.position();
        account = context.id();
        at = context.timestamp();
        this.currency = currency;
        this.amount = amount;
        this.balance = balance;
    }

    long position() {
        return position;
    }

    BigDecimal balance() {
        return balance;
    }

    Entry shown() {
        return new Entry(position, at, Money.shown(amount, currency), Money.shown(balance, currency));
    }
}
