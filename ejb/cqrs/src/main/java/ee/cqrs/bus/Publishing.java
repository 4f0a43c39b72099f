package ee.cqrs.bus;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.json.Json;
import ee.cqrs.settings.Settings;
import ee.cqrs.settings.TopicSettings;
import ee.cqrs.subscription.Subscriptions;

/** Publishes the events of the log to the JMS topic, from the start of the node to its end, if the settings want that. */
@Singleton
public class Publishing {

    private final Subscriptions subscriptions;
    private final TopicSettings settings;
    private final Json json;
    private final EventTopic topic = new EventTopic();

    @Inject
    Publishing(Subscriptions subscriptions, Settings settings, Json json) {
        this.subscriptions = subscriptions;
        this.settings = settings.topic();
        this.json = json;
    }

    /** Begins, when subscriptions do. */
    public void start() {
        if (settings.format() != TopicSettings.Format.OFF) {
            subscriptions.add(new TopicRelay(settings, json, topic::publish));
        }
    }

    /** Ends, after subscriptions have. */
    public void stop() {
        topic.close();
    }
}
