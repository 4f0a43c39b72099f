package ee.cqrs.faults.load;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ee.cqrs.faults.model.SentCommand;

/** What the clients ask of counters, accounts, tallies and contact details: most of it accepted, some of it refused. */
public final class CommandMix {

    private static final int OF_EACH_TYPE = 8;

    private final Random random;

    public CommandMix(long seed) {
        random = new Random(seed);
    }

    /** What has to be there before anything else is asked. */
    public static List<SentCommand> first() {
        return IntStream.range(0, OF_EACH_TYPE)
                .boxed()
                .flatMap(i -> Stream.of(
                        SentCommand.of("counter", "counter-" + i, "ActivateCounter", "{\"initialValue\":0}"),
                        SentCommand.of(
                                "account",
                                "account-" + i,
                                "OpenAccount",
                                "{\"owner\":\"Ada\",\"currency\":\"EUR\",\"overdraftLimit\":50.00}")))
                .toList();
    }

    public SentCommand next() {
        int number = random.nextInt(OF_EACH_TYPE);
        return switch (random.nextInt(20)) {
            case 0 ->
                SentCommand.of("tally", "tally-" + number, "CountTo", "{\"last\":%d}".formatted(random.nextInt(30)));
            case 1 ->
                SentCommand.of(
                        "contact-details",
                        "contact-" + number,
                        "ChangeEmailAddress",
                        "{\"email\":\"%x@example.org\"}".formatted(random.nextLong()));
            case 2, 3, 4, 5, 6, 7, 8, 9, 10 -> forCounter("counter-" + number);
            default -> forAccount("account-" + number);
        };
    }

    private SentCommand forCounter(String id) {
        return switch (random.nextInt(20)) {
            case 0 -> SentCommand.of("counter", id, "DeactivateCounter", "{}");
            case 1, 2, 3 ->
                SentCommand.of("counter", id, "ActivateCounter", "{\"initialValue\":%d}".formatted(random.nextLong()));
            case 4, 5 ->
                SentCommand.of("counter", id, "ChangeOwner", "{\"owner\":\"owner-%d\"}".formatted(random.nextInt(3)));
            default ->
                SentCommand.of("counter", id, "BumpCounterBy", "{\"amount\":%d}".formatted(random.nextInt(9) - 4));
        };
    }

    private SentCommand forAccount(String id) {
        return switch (random.nextInt(20)) {
            case 0 -> SentCommand.of("account", id, "FreezeAccount", "{\"reason\":\"looks odd\"}");
            case 1, 2, 3 -> SentCommand.of("account", id, "UnfreezeAccount", "{}");
            case 4, 5, 6, 7, 8, 9, 10 -> SentCommand.of("account", id, "WithdrawMoney", amount());
            default -> SentCommand.of("account", id, "DepositMoney", amount());
        };
    }

    private String amount() {
        return "{\"amount\":%d.%02d}".formatted(random.nextInt(100), 1 + random.nextInt(99));
    }
}
