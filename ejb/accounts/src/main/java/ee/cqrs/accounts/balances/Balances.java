package ee.cqrs.accounts.balances;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import ee.cqrs.accounts.AccountEvent.AccountClosed;
import ee.cqrs.accounts.AccountEvent.AccountFrozen;
import ee.cqrs.accounts.AccountEvent.AccountOpened;
import ee.cqrs.accounts.AccountEvent.AccountUnfrozen;
import ee.cqrs.accounts.AccountEvent.MoneyDeposited;
import ee.cqrs.accounts.AccountEvent.MoneyWithdrawn;
import ee.cqrs.accounts.AccountStatus;
import ee.cqrs.projection.EventContext;
import ee.cqrs.projection.Projection;

/** Keeps the balance of each account, and an entry for all that moved it. */
@ApplicationScoped
@Projection(value = "balances", partitions = 4)
public class Balances {

    @PersistenceContext(unitName = "accounts")
    private EntityManager entities;

    /** Has the persistence context know the accounts of a batch: one query instead of one each. */
    public void prepare(List<EventContext> batch) {
        entities.createQuery("select b from BalanceRow b where b.account in :accounts", BalanceRow.class)
                .setParameter("accounts", batch.stream().map(EventContext::id).collect(Collectors.toSet()))
                .getResultList();
    }

    public void on(AccountOpened opened, EventContext context) {
        entities.persist(new BalanceRow(context.id(), opened.owner(), opened.currency()));
    }

    public void on(MoneyDeposited deposited, EventContext context) {
        book(deposited.amount(), context);
    }

    public void on(MoneyWithdrawn withdrawn, EventContext context) {
        book(withdrawn.amount().negate(), context);
    }

    public void on(AccountFrozen frozen, EventContext context) {
        balance(context).change(AccountStatus.FROZEN);
    }

    public void on(AccountUnfrozen unfrozen, EventContext context) {
        balance(context).change(AccountStatus.OPEN);
    }

    public void on(AccountClosed closed, EventContext context) {
        balance(context).change(AccountStatus.CLOSED);
    }

    private void book(BigDecimal amount, EventContext context) {
        entities.persist(balance(context).book(amount, context));
    }

    private BalanceRow balance(EventContext context) {
        return entities.find(BalanceRow.class, context.id());
    }
}
