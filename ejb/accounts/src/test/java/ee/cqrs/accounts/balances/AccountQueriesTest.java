package ee.cqrs.accounts.balances;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import ee.cqrs.accounts.AccountEvent.AccountClosed;
import ee.cqrs.accounts.AccountEvent.AccountFrozen;
import ee.cqrs.accounts.AccountEvent.AccountOpened;
import ee.cqrs.accounts.AccountEvent.AccountUnfrozen;
import ee.cqrs.accounts.AccountEvent.MoneyDeposited;
import ee.cqrs.accounts.AccountEvent.MoneyWithdrawn;
import ee.cqrs.accounts.AccountStatus;
import ee.cqrs.accounts.AccountsApplication;
import ee.cqrs.testkit.ReadModelFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccountQueriesTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final Instant MONDAY = Instant.parse("2026-05-04T12:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-05-05T12:00:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-05-06T12:00:00Z");

    private final ReadModelFixture accounts =
            ReadModelFixture.of(new AccountsApplication(), "accounts", Balances.class, AccountQueries.class);

    @AfterEach
    void close() {
        accounts.close();
    }

    @Test
    void aBalanceIsWhatCameAndWent() {
        accounts.given("a", opened("Ada", EUR), deposited("12.50"), withdrawn("2"))
                .whenQuery("balance", "account", "a")
                .thenResult(balance("a", "Ada", EUR, "10.50", AccountStatus.OPEN))
                .given("a", new AccountFrozen("lost card"))
                .whenQuery("balance", "account", "a")
                .thenResult(balance("a", "Ada", EUR, "10.50", AccountStatus.FROZEN))
                .given("a", new AccountUnfrozen(), withdrawn("10.50"), new AccountClosed())
                .whenQuery("balance", "account", "a")
                .thenResult(balance("a", "Ada", EUR, "0.00", AccountStatus.CLOSED))
                .whenQuery("balance", "account", "nobody")
                .thenNotFound();
    }

    @Test
    void balancesAreChosenAndSorted() {
        given().whenQuery("balances")
                .thenResult(
                        balance("a", "Ada", EUR, "10.00", AccountStatus.OPEN),
                        balance("b", "Bob", EUR, "30.00", AccountStatus.OPEN),
                        balance("c", "Ada", JPY, "500", AccountStatus.OPEN))
                .whenQuery("balances", "currency", "EUR", "sort", "-balance", "limit", 1)
                .thenResult(balance("b", "Bob", EUR, "30.00", AccountStatus.OPEN))
                .thenNext(1L)
                .whenQuery("balances", "currency", "EUR", "sort", "-balance", "limit", 1, "after", 1)
                .thenResult(balance("a", "Ada", EUR, "10.00", AccountStatus.OPEN))
                .thenNext(null)
                .whenQuery("balances", "owner", "Ada", "sort", "owner,-account")
                .thenResult(
                        balance("c", "Ada", JPY, "500", AccountStatus.OPEN),
                        balance("a", "Ada", EUR, "10.00", AccountStatus.OPEN));
    }

    @Test
    void aStatementTellsAPeriodWithWhatWasThereBeforeAndAfterIt() {
        accounts.at(MONDAY)
                .given("a", opened("Ada", EUR), deposited("10"))
                .at(TUESDAY)
                .given("a", deposited("5"), withdrawn("1"))
                .at(WEDNESDAY)
                .given("a", deposited("100"))
                .whenQuery("statement", "account", "a", "from", TUESDAY, "to", WEDNESDAY)
                .thenResult(new Statement(
                        "a",
                        EUR,
                        new BigDecimal("10.00"),
                        new BigDecimal("14.00"),
                        List.of(entry(3, TUESDAY, "5.00", "15.00"), entry(4, TUESDAY, "-1.00", "14.00")),
                        null))
                .whenQuery("statement", "account", "a", "limit", 1)
                .thenResult(new Statement(
                        "a",
                        EUR,
                        new BigDecimal("0.00"),
                        new BigDecimal("114.00"),
                        List.of(entry(2, MONDAY, "10.00", "10.00")),
                        1L))
                .whenQuery("statement", "account", "nobody")
                .thenNotFound();
    }

    @Test
    void aStatementAddsUpWhileMoneyComesIn() {
        accounts.given("a", opened("Ada", EUR));
        CompletableFuture<Void> deposits = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 200; i++) {
                accounts.given("a", deposited("1"));
            }
        });

        while (!deposits.isDone()) {
            accounts.whenQuery("statement", "account", "a", "limit", 1_000)
                    .thenResult(statements -> assertAddsUp((Statement) statements.get(0)));
        }
        deposits.join();
    }

    private static void assertAddsUp(Statement statement) {
        assertThat(statement.entries().stream().map(Entry::amount).reduce(statement.opening(), BigDecimal::add))
                .isEqualTo(statement.closing());
    }

    @Test
    void totalsAreOfAccountsThatAreNotClosed() {
        given().given("d", opened("Dan", EUR), new AccountClosed())
                .whenQuery("totals-by-currency")
                .thenResult(
                        new CurrencyTotal(EUR, 2, new BigDecimal("40.00")),
                        new CurrencyTotal(JPY, 1, new BigDecimal("500")));
    }

    @Test
    void topMoversAreThoseWhoMovedMostInACurrencyAndPeriod() {
        accounts.at(MONDAY)
                .given("a", opened("Ada", EUR), deposited("1000"))
                .given("b", opened("Bob", EUR), deposited("40"))
                .at(TUESDAY)
                .given("a", withdrawn("10"))
                .given("b", deposited("20"), withdrawn("25"))
                .whenQuery("top-movers", "currency", "EUR", "from", TUESDAY)
                .thenResult(new Mover("b", 2, new BigDecimal("45.00")), new Mover("a", 1, new BigDecimal("10.00")))
                .whenQuery("top-movers", "currency", "EUR", "limit", 1)
                .thenResult(new Mover("a", 2, new BigDecimal("1010.00")))
                .thenNext(1L)
                .whenQuery("top-movers")
                .thenInvalid("currency");
    }

    @Test
    void aTimeBeyondAllTimesIsNoFailure() {
        given().whenQuery("statement", "account", "a", "from", Instant.MIN, "to", Instant.MAX)
                .thenResult(statements -> statements.forEach(
                        statement -> ((Statement) statement).entries().get(0)));
    }

    private ReadModelFixture given() {
        return accounts.given("a", opened("Ada", EUR), deposited("10"))
                .given("b", opened("Bob", EUR), deposited("30"))
                .given("c", opened("Ada", JPY), deposited("500"));
    }

    private static AccountOpened opened(String owner, Currency currency) {
        return new AccountOpened(owner, currency, BigDecimal.ZERO);
    }

    private static MoneyDeposited deposited(String amount) {
        return new MoneyDeposited(new BigDecimal(amount));
    }

    private static MoneyWithdrawn withdrawn(String amount) {
        return new MoneyWithdrawn(new BigDecimal(amount));
    }

    private static Balance balance(
            String account, String owner, Currency currency, String balance, AccountStatus status) {
        return new Balance(account, owner, currency, new BigDecimal(balance), status);
    }

    private static Entry entry(long position, Instant at, String amount, String balance) {
        return new Entry(position, at, new BigDecimal(amount), new BigDecimal(balance));
    }
}
