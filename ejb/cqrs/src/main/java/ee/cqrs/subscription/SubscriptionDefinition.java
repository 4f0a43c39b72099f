package ee.cqrs.subscription;

import java.util.regex.Pattern;

/**
 * What a subscriber wants to read.
 *
 * @param name unique in the server; its place in the log is kept under it
 * @param partitions how many threads share the work at most; the events of one aggregate stay in order
 * @param start where it begins when its name is new
 * @param filter which events
 */
public record SubscriptionDefinition(String name, int partitions, Start start, EventFilter filter) {

    private static final int MOST = 1_000;
    private static final Pattern NAME = Pattern.compile("[\\w.-]{1,100}", Pattern.UNICODE_CHARACTER_CLASS);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of them cannot be used
     */
    public SubscriptionDefinition {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "The name of a subscription is 1 to 100 letters, digits, '.', '-' and '_', not '%s'"
                            .formatted(name));
        }
        if (partitions < 1 || partitions > MOST) {
            throw new IllegalArgumentException(
                    "The subscription %s has 1 to %d partitions, not %d".formatted(name, MOST, partitions));
        }
    }

    /**
     * All events from the first one on, in one partition.
     *
     * @param name its name
     * @return a definition to refine
     */
    public static SubscriptionDefinition named(String name) {
        return new SubscriptionDefinition(name, 1, Start.beginning(), EventFilter.all());
    }

    /**
     * Has several threads share the work.
     *
     * @param number how many at most
     * @return the same but for that
     */
    public SubscriptionDefinition partitioned(int number) {
        return new SubscriptionDefinition(name, number, start, filter);
    }

    /**
     * Begins elsewhere, when its name is new.
     *
     * @param place where
     * @return the same but for that
     */
    public SubscriptionDefinition from(Start place) {
        return new SubscriptionDefinition(name, partitions, place, filter);
    }

    /**
     * Reads some events only.
     *
     * @param wanted which
     * @return the same but for that
     */
    public SubscriptionDefinition only(EventFilter wanted) {
        return new SubscriptionDefinition(name, partitions, start, wanted);
    }
}
