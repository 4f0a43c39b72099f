package ee.cqrs.it.projection.inside;

import java.math.BigDecimal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;

import ee.cqrs.accounts.AccountEvent.AccountOpened;
import ee.cqrs.accounts.AccountEvent.MoneyDeposited;
import ee.cqrs.accounts.AccountEvent.MoneyWithdrawn;
import ee.cqrs.projection.EventContext;
import ee.cqrs.projection.Projection;
import ee.cqrs.query.Page;
import ee.cqrs.query.PageRequest;
import ee.cqrs.query.Query;

/** What is on each account and on all of them, and how often that has changed, in the transaction of the command. */
@ApplicationScoped
@Projection(value = Totals.NAME, inline = true)
public class Totals {

    public static final String NAME = "it-totals";

    /** Stands for all accounts; its row is there from the first. */
    public static final String ALL = "all";

    @PersistenceContext(unitName = "totals")
    private EntityManager entities;

    public void on(AccountOpened opened, EventContext context) {
        entities.persist(new TotalRow(context.id()));
    }

    public void on(MoneyDeposited deposited, EventContext context) {
        book(deposited.amount(), context);
    }

    public void on(MoneyWithdrawn withdrawn, EventContext context) {
        book(withdrawn.amount().negate(), context);
    }

    private void book(BigDecimal amount, EventContext context) {
        entities.find(TotalRow.class, context.id()).book(amount);
        // commands to other accounts write it too, on other nodes: who does not lock it would take back what they add
        entities.find(TotalRow.class, ALL, LockModeType.PESSIMISTIC_WRITE).book(amount);
    }

    @Query(value = NAME, sort = "account")
    public Page<Total> totals(PageRequest page) {
        return page.of(entities.createQuery("select r from TotalRow r" + page.orderBy("r"), TotalRow.class))
                .map(row -> new Total(row.account(), row.balance(), row.bookings()));
    }

    /** How an account stands. */
    public record Total(String account, BigDecimal balance, long bookings) {}
}
