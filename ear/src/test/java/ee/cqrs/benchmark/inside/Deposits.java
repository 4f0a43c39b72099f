package ee.cqrs.benchmark.inside;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import ee.cqrs.accounts.AccountCommand.DepositMoney;
import ee.cqrs.accounts.AccountCommand.OpenAccount;
import ee.cqrs.benchmark.ledger.OneTransaction;
import ee.cqrs.command.CommandGateway;
import ee.cqrs.command.CommandMessage;
import ee.cqrs.command.CommandOutcome;

/** Deposits on accounts chosen at random, through the gateway. */
@ApplicationScoped
public class Deposits {

    private static final String ORIGIN = "benchmark";

    @Inject
    private CommandGateway gateway;

    @Inject
    private OneTransaction transaction;

    /** Each deposit in the engine's own transaction, shared with whatever else is saved at that moment. */
    Work own(int accounts) {
        return () -> accepted(gateway.send(deposit(accounts)));
    }

    /** Each deposit in a transaction of its caller's. */
    Work joined(int accounts) {
        return () -> accepted(transaction.send(deposit(accounts)));
    }

    /** Opens those that are not open already. */
    void open(int accounts) {
        OpenAccount open = new OpenAccount("Ada Lovelace", Currency.getInstance("EUR"), BigDecimal.ZERO);
        for (int i = 0; i < accounts; i++) {
            CommandOutcome outcome = gateway.send(CommandMessage.of("account", account(i), open, ORIGIN));
            if (!(outcome instanceof CommandOutcome.Rejected rejected
                    && rejected.code().equals("account-already-open"))) {
                accepted(outcome);
            }
        }
    }

    static int accepted(CommandOutcome outcome) {
        if (outcome instanceof CommandOutcome.Accepted) {
            return 1;
        }
        throw new IllegalStateException("Not accepted: " + outcome);
    }

    static String account(int number) {
        return "benchmark-" + number;
    }

    private static CommandMessage deposit(int accounts) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(100_000), 2);
        return CommandMessage.of("account", account(random.nextInt(accounts)), new DepositMoney(amount), ORIGIN);
    }
}
