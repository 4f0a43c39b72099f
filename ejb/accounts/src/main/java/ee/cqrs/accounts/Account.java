package ee.cqrs.accounts;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.function.Supplier;

import jakarta.ejb.Stateful;

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
import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Decision;

/** A bank account. Its history is the truth: every event is kept and no snapshot is taken. */
@Stateful(passivationCapable = false)
@AggregateType("account")
public class Account extends Aggregate<AccountState> {

    @Override
    protected AccountState initial() {
        return AccountState.NEW;
    }

    Decision attempt(AccountState account, OpenAccount command) {
        return switch (account.status()) {
            case NEW -> open(command);
            case OPEN, FROZEN -> reject("account-already-open", "The account is open already");
            case CLOSED -> closed();
        };
    }

    /** That no other account has it is not for one account to know: the event says so. */
    Decision attempt(AccountState account, AssignIban command) {
        return whileOpen(
                account,
                () -> command.iban().equals(account.iban()) ? accept() : accept(new IbanAssigned(command.iban())));
    }

    Decision attempt(AccountState account, DepositMoney command) {
        return move(
                account,
                command.amount(),
                () -> account.holds(command.amount())
                        ? accept(new MoneyDeposited(command.amount()))
                        : reject("balance-too-large", "The balance would have too many digits"));
    }

    Decision attempt(AccountState account, WithdrawMoney command) {
        return move(
                account,
                command.amount(),
                () -> account.covers(command.amount())
                        ? accept(new MoneyWithdrawn(command.amount()))
                        : reject("insufficient-funds", "The balance is %s".formatted(account.balance())));
    }

    Decision attempt(AccountState account, FreezeAccount command) {
        return whileOpen(account, () -> accept(new AccountFrozen(command.reason())));
    }

    Decision attempt(AccountState account, UnfreezeAccount command) {
        return switch (account.status()) {
            case NEW -> notOpen();
            case OPEN -> reject("account-not-frozen", "The account is not frozen");
            case FROZEN -> accept(new AccountUnfrozen());
            case CLOSED -> closed();
        };
    }

    Decision attempt(AccountState account, CloseAccount command) {
        return whileOpen(
                account,
                () -> account.isEmpty()
                        ? accept(new AccountClosed())
                        : reject("balance-not-zero", "The balance is %s".formatted(account.balance())));
    }

    AccountState apply(AccountState account, AccountOpened event) {
        return new AccountState(
                event.owner(), event.currency(), BigDecimal.ZERO, event.overdraftLimit(), AccountStatus.OPEN, null);
    }

    AccountState apply(AccountState account, IbanAssigned event) {
        return account.withIban(event.iban());
    }

    AccountState apply(AccountState account, MoneyDeposited event) {
        return account.plus(event.amount());
    }

    AccountState apply(AccountState account, MoneyWithdrawn event) {
        return account.plus(event.amount().negate());
    }

    AccountState apply(AccountState account, AccountFrozen event) {
        return account.withStatus(AccountStatus.FROZEN);
    }

    AccountState apply(AccountState account, AccountUnfrozen event) {
        return account.withStatus(AccountStatus.OPEN);
    }

    AccountState apply(AccountState account, AccountClosed event) {
        return account.withStatus(AccountStatus.CLOSED).withIban(null);
    }

    private static Decision open(OpenAccount command) {
        return isMoney(command.currency())
                ? inCurrency(
                        command.currency(),
                        command.overdraftLimit(),
                        () -> accept(new AccountOpened(command.owner(), command.currency(), command.overdraftLimit())))
                : reject("unknown-currency", "%s is no currency for accounts".formatted(command.currency()));
    }

    private static Decision move(AccountState account, BigDecimal amount, Supplier<Decision> rules) {
        return whileOpen(account, () -> inCurrency(account.currency(), amount, rules));
    }

    private static Decision whileOpen(AccountState account, Supplier<Decision> rules) {
        return switch (account.status()) {
            case NEW -> notOpen();
            case OPEN -> rules.get();
            case FROZEN -> reject("account-frozen", "The account is frozen");
            case CLOSED -> closed();
        };
    }

    private static Decision inCurrency(Currency currency, BigDecimal amount, Supplier<Decision> rules) {
        int decimals = currency.getDefaultFractionDigits();
        return amount.stripTrailingZeros().scale() <= decimals
                ? rules.get()
                : reject("too-many-decimals", "An amount in %s has at most %d decimals".formatted(currency, decimals));
    }

    /** Gold, test codes and the like are on the ISO list, without decimals of their own. */
    private static boolean isMoney(Currency currency) {
        return currency.getDefaultFractionDigits() >= 0;
    }

    private static Decision notOpen() {
        return reject("account-not-open", "The account is not open yet");
    }

    private static Decision closed() {
        return reject("account-closed", "The account is closed");
    }
}
