package ee.cqrs.accounts;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

import ee.cqrs.accounts.AccountCommand.AssignIban;
import ee.cqrs.accounts.AccountCommand.CloseAccount;
import ee.cqrs.accounts.AccountCommand.DepositMoney;
import ee.cqrs.accounts.AccountCommand.FreezeAccount;
import ee.cqrs.accounts.AccountCommand.OpenAccount;
import ee.cqrs.accounts.AccountCommand.UnfreezeAccount;
import ee.cqrs.accounts.AccountCommand.WithdrawMoney;
import ee.cqrs.accounts.AccountEvent.AccountClosed;
import ee.cqrs.accounts.AccountEvent.AccountFrozen;
import ee.cqrs.accounts.AccountEvent.AccountOpened;
import ee.cqrs.accounts.AccountEvent.AccountUnfrozen;
import ee.cqrs.accounts.AccountEvent.IbanAssigned;
import ee.cqrs.accounts.AccountEvent.MoneyDeposited;
import ee.cqrs.accounts.AccountEvent.MoneyWithdrawn;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.testkit.AggregateFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AccountTest {

    private static final String IBAN = "DE89370400440532013000";
    private static final AccountOpened OPENED = opened("EUR", "0");

    private final AggregateFixture<AccountState> account = AggregateFixture.of(Account.class);

    @Test
    void aNewAccountIsOpenedWithNothingInIt() {
        account.when(new OpenAccount("Ada", currency("EUR"), money("100")))
                .expect(opened("EUR", "100"))
                .expectState(new AccountState(
                        "Ada", currency("EUR"), BigDecimal.ZERO, money("100"), AccountStatus.OPEN, null));
    }

    @Test
    void anAccountWithoutAnOverdraftLimitHasNone() {
        account.when(new OpenAccount("Ada", currency("EUR"), null)).expect(OPENED);
    }

    @Test
    void anAccountIsOpenedOnce() {
        account.given(OPENED)
                .when(new OpenAccount("Bob", currency("EUR"), null))
                .expectRejected("account-already-open");
    }

    @Test
    void aFrozenAccountIsOpenAlready() {
        account.given(OPENED, new AccountFrozen("lost card"))
                .when(new OpenAccount("Bob", currency("EUR"), null))
                .expectRejected("account-already-open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"XAU", "XXX", "XTS"})
    void anAccountIsKeptInMoney(String code) {
        account.when(new OpenAccount("Ada", currency(code), null)).expectRejected("unknown-currency");
    }

    @Test
    void anOverdraftLimitFitsTheCurrency() {
        account.when(new OpenAccount("Ada", currency("JPY"), money("0.5"))).expectRejected("too-many-decimals");
    }

    @Test
    void aDepositIsAddedExactly() {
        account.given(OPENED, new MoneyDeposited(money("0.1")))
                .when(new DepositMoney(money("0.2")))
                .expect(new MoneyDeposited(money("0.2")))
                .expectState(state -> assertThat(state.balance()).isEqualTo("0.3"));
    }

    @Test
    void aWithdrawalIsSubtractedExactly() {
        account.given(OPENED, new MoneyDeposited(money("100000000000000")))
                .when(new WithdrawMoney(money("0.01")))
                .expect(new MoneyWithdrawn(money("0.01")))
                .expectState(state -> assertThat(state.balance()).isEqualTo("99999999999999.99"));
    }

    @Test
    void theWholeBalanceCanBeWithdrawn() {
        account.given(OPENED, new MoneyDeposited(money("10")))
                .when(new WithdrawMoney(money("10.00")))
                .expect(new MoneyWithdrawn(money("10.00")));
    }

    @Test
    void moreThanTheBalanceIsRejected() {
        account.given(OPENED, new MoneyDeposited(money("10")))
                .when(new WithdrawMoney(money("10.01")))
                .expectRejected("insufficient-funds", "The balance is 10");
    }

    @Test
    void anOverdraftReachesDownToItsLimit() {
        account.given(opened("EUR", "50"))
                .when(new WithdrawMoney(money("50")))
                .expect(new MoneyWithdrawn(money("50")))
                .when(new WithdrawMoney(money("0.01")))
                .expectRejected("insufficient-funds")
                .expectState(state -> assertThat(state.balance()).isEqualTo("-50"));
    }

    @ParameterizedTest
    @CsvSource({"JPY, 1", "JPY, 1.00", "EUR, 0.01", "EUR, 1.5000", "KWD, 0.001", "CLF, 0.0001"})
    void anAmountMayHaveTheDecimalsOfItsCurrency(String code, String amount) {
        account.given(opened(code, "0"))
                .when(new DepositMoney(money(amount)))
                .expect(new MoneyDeposited(money(amount)));
    }

    @ParameterizedTest
    @CsvSource({"JPY, 0.1", "EUR, 0.001", "EUR, 1.0001", "KWD, 0.0001"})
    void anAmountWithMoreDecimalsIsRejected(String code, String amount) {
        account.given(opened(code, "100"))
                .when(new DepositMoney(money(amount)))
                .expectRejected("too-many-decimals")
                .when(new WithdrawMoney(money(amount)))
                .expectRejected("too-many-decimals");
    }

    @Test
    void aBalanceBeyondFifteenDigitsIsRejected() {
        account.given(OPENED, new MoneyDeposited(money("999999999999999")))
                .when(new DepositMoney(money("0.99")))
                .expect(new MoneyDeposited(money("0.99")))
                .when(new DepositMoney(money("0.01")))
                .expectRejected("balance-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.00", "0.00001", "1.00000", "1234567890123456", "123456789012.3456"})
    void anAmountIsPositiveWithFifteenDigitsAndFourDecimalsAtMost(String amount) {
        account.given(OPENED)
                .when(new DepositMoney(money(amount)))
                .expectInvalid("amount")
                .when(new WithdrawMoney(money(amount)))
                .expectInvalid("amount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.01", "123456789012345", "1234567890123.45", "12345678901.2300"})
    void anAmountWithinTheLimitsIsValid(String amount) {
        account.given(OPENED).when(new DepositMoney(money(amount))).expect(new MoneyDeposited(money(amount)));
    }

    @Test
    void anAmountIsRequired() {
        account.when(new DepositMoney(null))
                .expectInvalid("amount")
                .when(new WithdrawMoney(null))
                .expectInvalid("amount");
    }

    @Test
    void anOwnerAndACurrencyAreRequired() {
        account.when(new OpenAccount(" ", null, null)).expectInvalid("owner").expectInvalid("currency");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0.00001", "1234567890123456"})
    void anOverdraftLimitIsAnAmountOrZero(String limit) {
        account.when(new OpenAccount("Ada", currency("EUR"), money(limit))).expectInvalid("overdraftLimit");
    }

    @Test
    void anAccountIsFrozenForAReason() {
        account.given(OPENED)
                .when(new FreezeAccount(""))
                .expectInvalid("reason")
                .when(new FreezeAccount("lost card"))
                .expect(new AccountFrozen("lost card"))
                .expectState(state -> assertThat(state.status()).isEqualTo(AccountStatus.FROZEN));
    }

    @Test
    void aFrozenAccountIsUnfrozen() {
        account.given(OPENED, new AccountFrozen("lost card"))
                .when(new UnfreezeAccount())
                .expect(new AccountUnfrozen())
                .when(new DepositMoney(money("1")))
                .expect(new MoneyDeposited(money("1")));
    }

    @Test
    void anAccountThatIsNotFrozenIsNotUnfrozen() {
        account.given(OPENED).when(new UnfreezeAccount()).expectRejected("account-not-frozen");
    }

    @Test
    void anEmptyAccountIsClosed() {
        account.given(OPENED, new MoneyDeposited(money("1.50")), new MoneyWithdrawn(money("1.5")))
                .when(new CloseAccount())
                .expect(new AccountClosed())
                .expectState(state -> assertThat(state.status()).isEqualTo(AccountStatus.CLOSED));
    }

    @Test
    void anAccountWithMoneyIsNotClosed() {
        account.given(OPENED, new MoneyDeposited(money("0.01")))
                .when(new CloseAccount())
                .expectRejected("balance-not-zero");
    }

    @Test
    void anOverdrawnAccountIsNotClosed() {
        account.given(opened("EUR", "5"), new MoneyWithdrawn(money("1")))
                .when(new CloseAccount())
                .expectRejected("balance-not-zero", "The balance is -1");
    }

    @Test
    void anAccountHasOneIbanUntilItIsClosed() {
        account.given(OPENED)
                .when(new AssignIban(IBAN))
                .expect(new IbanAssigned(IBAN))
                .expectState(state -> assertThat(state.iban()).isEqualTo(IBAN))
                .when(new AssignIban(IBAN))
                .expectNothing()
                .when(new AssignIban("DE02120300000000202051"))
                .expect(new IbanAssigned("DE02120300000000202051"))
                .when(new CloseAccount())
                .expect(new AccountClosed())
                .expectState(state -> assertThat(state.iban()).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DE89", "de89370400440532013000", "DE89 3704 0044 0532 0130 00"})
    void anIbanLooksLikeOne(String iban) {
        account.given(OPENED).when(new AssignIban(iban)).expectInvalid("iban");
    }

    @Test
    void noTwoAccountsHaveOneIbanAndAClosedOneHasNone() {
        var definition = AggregateDefinition.of("accounts", Account.class);

        assertThat(definition.keys(new IbanAssigned(IBAN))).isEqualTo(Map.of("iban", Optional.of(IBAN)));
        assertThat(definition.keys(new AccountClosed())).isEqualTo(Map.of("iban", Optional.empty()));
    }

    static Record[] commandsForOpenAccounts() {
        return new Record[] {
            new DepositMoney(money("1")),
            new WithdrawMoney(money("1")),
            new FreezeAccount("lost card"),
            new AssignIban(IBAN),
            new CloseAccount()
        };
    }

    @ParameterizedTest
    @MethodSource("commandsForOpenAccounts")
    void anAccountThatIsNotOpenRejects(Record command) {
        account.when(command).expectRejected("account-not-open");
    }

    @ParameterizedTest
    @MethodSource("commandsForOpenAccounts")
    void aFrozenAccountRejects(Record command) {
        account.given(OPENED, new AccountFrozen("lost card")).when(command).expectRejected("account-frozen");
    }

    @ParameterizedTest
    @MethodSource("commandsForOpenAccounts")
    void aClosedAccountRejects(Record command) {
        account.given(OPENED, new AccountClosed()).when(command).expectRejected("account-closed");
    }

    @Test
    void aNewAccountIsNotUnfrozen() {
        account.when(new UnfreezeAccount()).expectRejected("account-not-open");
    }

    @Test
    void aClosedAccountStaysClosed() {
        account.given(OPENED, new AccountClosed())
                .when(new UnfreezeAccount())
                .expectRejected("account-closed")
                .when(new OpenAccount("Ada", currency("EUR"), null))
                .expectRejected("account-closed");
    }

    private static AccountOpened opened(String code, String overdraftLimit) {
        return new AccountOpened("Ada", currency(code), money(overdraftLimit));
    }

    private static Currency currency(String code) {
        return Currency.getInstance(code);
    }

    private static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }
}
