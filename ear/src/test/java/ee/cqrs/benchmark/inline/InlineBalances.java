package ee.cqrs.benchmark.inline;

import java.util.List;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import ee.cqrs.accounts.AccountEvent.AccountOpened;
import ee.cqrs.accounts.AccountEvent.MoneyDeposited;
import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.it.client.OwnTables;
import ee.cqrs.projection.EventContext;
import ee.cqrs.projection.Projection;
import ee.cqrs.supervision.Application;

/**
 * Keeps the balance of each account in the transaction of the command, from the first one on: no subscription has to catch up before,
 * so that all others can be switched off.
 */
@ApplicationScoped
@Projection(value = InlineBalances.NAME, inline = true)
public class InlineBalances implements Application {

    public static final String NAME = "inline-balances";

    @PersistenceContext(unitName = "inline")
    private EntityManager entities;

    @Resource(lookup = "java:jboss/datasources/CqrsOwnerDS")
    private DataSource owner;

    public void prepare(List<EventContext> batch) {
        entities.createQuery("select b from BalanceRow b where b.account in :accounts", BalanceRow.class)
                .setParameter("accounts", batch.stream().map(EventContext::id).collect(Collectors.toSet()))
                .getResultList();
    }

    public void on(AccountOpened opened, EventContext context) {
        entities.persist(new BalanceRow(context.id()));
    }

    public void on(MoneyDeposited deposited, EventContext context) {
        entities.find(BalanceRow.class, context.id()).add(deposited.amount());
    }

    @Override
    public String name() {
        return "inline";
    }

    @Override
    public List<Class<? extends Aggregate<?>>> aggregates() {
        return List.of();
    }

    @Override
    public void start() {
        OwnTables.make(
                owner,
                "create table inline_balance (account varchar(400) primary key," + " balance numeric(38, 2) not null)",
                "grant select, insert, update on inline_balance to cqrs_app",
                "insert into inline_projection (name) values ('" + NAME + "')",
                "update journal set epoch = epoch + 1");
    }
}
