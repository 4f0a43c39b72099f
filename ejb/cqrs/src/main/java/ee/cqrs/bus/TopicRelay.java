package ee.cqrs.bus;

import java.util.List;
import java.util.function.Consumer;

import ee.cqrs.json.Json;
import ee.cqrs.settings.TopicSettings;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.subscription.Subscriber;
import ee.cqrs.subscription.SubscriptionDefinition;

/**
 * Hands every event of the log to the topic. What was published and not kept, because the server died in between, is published
 * again, which the topic leaves out.
 */
final class TopicRelay implements Subscriber {

    private final TopicSettings settings;
    private final Json json;
    private final Consumer<List<EventMessage>> topic;

    TopicRelay(TopicSettings settings, Json json, Consumer<List<EventMessage>> topic) {
        this.settings = settings;
        this.json = json;
        this.topic = topic;
    }

    /** One partition: the order of the log is that of the topic. */
    @Override
    public SubscriptionDefinition definition() {
        return SubscriptionDefinition.named(settings.subscription());
    }

    @Override
    public void handle(List<RecordedEvent> events) {
        topic.accept(events.stream()
                .map(event -> EventMessage.of(event, settings.format(), json))
                .toList());
    }
}
