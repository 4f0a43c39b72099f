package ee.cqrs.settings;

/**
 * The settings of the topic of events.
 *
 * @param format how events are published
 * @param subscription under which name it is kept how far that has come; nodes whose brokers are not one need a name each
 */
public record TopicSettings(Format format, String subscription) {

    /** How events are published. */
    public enum Format {
        /** As the feed shows them. */
        EVENT,
        /** In the structured mode of CloudEvents 1.0. */
        CLOUDEVENTS,
        /** Not at all. */
        OFF
    }
}
