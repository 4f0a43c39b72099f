package ee.cqrs.it.crash;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the clients ask: counters and accounts in turn, most of it accepted, some of it refused. */
final class CommandMix {

    private static final int OF_EACH_TYPE = 8;

    private final Random random;

    CommandMix(long seed) {
        random = new Random(seed);
    }

    static List<SentCommand> first() {
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

    SentCommand next() {
        int number = random.nextInt(OF_EACH_TYPE);
        return random.nextBoolean() ? forCounter("counter-" + number) : forAccount("account-" + number);
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
