package ee.cqrs.accounts.balances;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;

import ee.cqrs.accounts.AccountStatus;
import ee.cqrs.query.Page;
import ee.cqrs.query.PageRequest;
import ee.cqrs.query.Query;

/** What can be asked of the accounts all together. A period is from a time on and before another one. */
@ApplicationScoped
public class AccountQueries {

    private static final String PERIOD = "e.at >= :start and e.at < :end";

    @PersistenceContext(unitName = "accounts")
    private EntityManager entities;

    @Query(
            value = "balances",
            projections = "balances",
            sort = {"account", "owner", "balance"})
    public Page<Balance> balances(Optional<String> owner, Optional<Currency> currency, PageRequest page) {
        TypedQuery<BalanceRow> query = entities.createQuery(
                "select b from BalanceRow b where b.account is not null"
                        + (owner.isPresent() ? " and b.owner = :owner" : "")
                        + (currency.isPresent() ? " and b.currency = :currency" : "")
                        + page.orderBy("b"),
                BalanceRow.class);
        owner.ifPresent(wanted -> query.setParameter("owner", wanted));
        currency.ifPresent(wanted -> query.setParameter("currency", wanted));
        return page.of(query).map(BalanceRow::shown);
    }

    @Query(value = "balance", projections = "balances")
    public Optional<Balance> balance(String account) {
        return Optional.ofNullable(entities.find(BalanceRow.class, account)).map(BalanceRow::shown);
    }

    @Query(value = "statement", projections = "balances")
    public Optional<Statement> statement(
            String account, Optional<Instant> from, Optional<Instant> to, PageRequest page) {
        return Optional.ofNullable(entities.find(BalanceRow.class, account))
                .map(row -> statement(row, account, from.orElse(Instant.MIN), to.orElse(Instant.MAX), page));
    }

    /** What it ends with is read first: what is booked meanwhile is not in it. */
    private Statement statement(BalanceRow row, String account, Instant from, Instant to, PageRequest page) {
        Optional<EntryRow> last = lastBefore(account, to, Long.MAX_VALUE);
        long end = last.map(EntryRow::position).orElse(0L);
        TypedQuery<EntryRow> query = entities.createQuery(
                "select e from EntryRow e where e.account = :account and e.position <= :last and " + PERIOD
                        + " order by e.position",
                EntryRow.class);
        Page<Entry> entries = page.of(query.setParameter("account", account)
                        .setParameter("last", end)
                        .setParameter("start", from)
                        .setParameter("end", to))
                .map(EntryRow::shown);
        Optional<EntryRow> first = from.equals(Instant.MIN)
                ? Optional.empty() // without a look at all entries, none of which is earlier
                : lastBefore(account, from, end);
        Currency currency = row.currency();
        return new Statement(
                account, currency, balance(first, currency), balance(last, currency), entries.items(), entries.next());
    }

    private Optional<EntryRow> lastBefore(String account, Instant time, long position) {
        return entities.createQuery(
                        "select e from EntryRow e where e.account = :account and e.at < :time and e.position <= :position"
                                + " order by e.position desc",
                        EntryRow.class)
                .setParameter("account", account)
                .setParameter("time", time)
                .setParameter("position", position)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    private static BigDecimal balance(Optional<EntryRow> after, Currency currency) {
        return Money.shown(after.map(EntryRow::balance).orElse(BigDecimal.ZERO), currency);
    }

    @Query(value = "totals-by-currency", projections = "balances")
    public List<CurrencyTotal> totalsByCurrency() {
        return entities.createQuery("""
                        select b.currency, count(b), sum(b.balance) from BalanceRow b where b.status <> :closed
                         group by b.currency order by b.currency""", Object[].class)
                .setParameter("closed", AccountStatus.CLOSED)
                .getResultStream()
                .map(row -> total((Currency) row[0], (Long) row[1], (BigDecimal) row[2]))
                .toList();
    }

    private static CurrencyTotal total(Currency currency, long accounts, BigDecimal total) {
        return new CurrencyTotal(currency, accounts, Money.shown(total, currency));
    }

    @Query(value = "top-movers", projections = "balances")
    public Page<Mover> topMovers(Currency currency, Optional<Instant> from, Optional<Instant> to, PageRequest page) {
        TypedQuery<Object[]> query = entities.createQuery(
                "select e.account as account, count(e), sum(abs(e.amount)) as moved from EntryRow e"
                        + " where e.currency = :currency and " + PERIOD
                        + " group by e.account order by moved desc, account",
                Object[].class);
        return page.of(query.setParameter("currency", currency)
                        .setParameter("start", from.orElse(Instant.MIN))
                        .setParameter("end", to.orElse(Instant.MAX)))
                .map(row -> new Mover((String) row[0], (Long) row[1], Money.shown((BigDecimal) row[2], currency)));
    }
}
