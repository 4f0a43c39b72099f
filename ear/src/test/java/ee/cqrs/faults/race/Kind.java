package ee.cqrs.faults.race;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A type of aggregates to race for: what makes one, what changes it by one event each time, and what never does. */
public enum Kind {
    COUNTER(
            "counter",
            List.of(new Ask("ActivateCounter", "{\"initialValue\":0}"), new Ask("ChangeOwner", "{\"owner\":\"Ada\"}")),
            () -> new Ask("BumpCounterBy", "{\"amount\":1}"),
            new Ask("ChangeOwner", "{\"owner\":\"Ada\"}")),
    /** Its balance is its index, and a refusal names it. */
    ACCOUNT(
            "account",
            List.of(new Ask("OpenAccount", "{\"owner\":\"Ada\",\"currency\":\"EUR\",\"overdraftLimit\":0}")),
            () -> new Ask("DepositMoney", "{\"amount\":1}"),
            new Ask("WithdrawMoney", "{\"amount\":1000000}")),
    /** Not in the log: only its latest state is kept. */
    CONTACT_DETAILS(
            "contact-details",
            List.of(new Ask("ChangePostalAddress", Ask.ADDRESS)),
            () -> new Ask("ChangeEmailAddress", "{\"email\":\"%s@example.org\"}".formatted(UUID.randomUUID())),
            new Ask("ChangePostalAddress", Ask.ADDRESS));

    private final String type;
    private final List<Ask> making;
    private final Supplier<Ask> changing;
    private final Ask vain;

    Kind(String type, List<Ask> making, Supplier<Ask> changing, Ask vain) {
        this.type = type;
        this.making = making;
        this.changing = changing;
        this.vain = vain;
    }

    static Kind any(int number) {
        return values()[number % values().length];
    }

    String type() {
        return type;
    }

    Stream<Ask> making() {
        return making.stream();
    }

    Ask changing() {
        return changing.get();
    }

    /** Is rejected, or accepted without events. */
    Ask vain() {
        return vain;
    }

    /** A command and its fields. */
    record Ask(String command, String body) {

        private static final String ADDRESS =
                "{\"street\":\"Karl Johans gate 1\",\"postalCode\":\"0154\",\"city\":\"Oslo\",\"country\":\"NO\"}";
    }
}
