package ee.cqrs.it.jms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.EventSubscriber;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The topic of events, as subscribers in other processes see it. */
class EventTopicIT extends JmsEntrance {

    @Test
    void givenADurableSubscriberThenItGetsEveryEventInOrderAlsoThoseThatCameWhileItWasAway() throws Exception {
        String name = freshId();
        long before;
        List<JsonNode> received = new ArrayList<>();
        try (EventSubscriber subscriber = subscriber(name, null)) {
            before = rest.head();
            rest.activateCounters(name + "-a", 300);
            received.addAll(after(before, subscriber.upTo(rest.head())));
        }
        rest.activateCounters(name + "-b", 300);
        try (EventSubscriber subscriber = subscriber(name, null)) {
            received.addAll(after(before, subscriber.upTo(rest.head())));
            subscriber.forget(name);
        }

        assertThat(received).hasSizeGreaterThanOrEqualTo(600).isEqualTo(rest.feed(before));
    }

    @Test
    void givenASelectorThenOnlyWhatItChoosesComesAndTheMessageSaysWhatItIs() throws Exception {
        String id = freshId();
        try (EventSubscriber subscriber =
                subscriber(id, "aggregateId = '%s' AND event = 'CounterBumped' AND index > 1".formatted(id))) {
            rest.send("counter", id, "ActivateCounter", "{\"initialValue\":0}");
            rest.send("counter", id, "BumpCounter", "{}");
            rest.send("counter", id, "BumpCounter", "{}");

            Message message = subscriber.next();
            subscriber.forget(id);

            JsonNode stored = rest.events("counter", id).get(2);
            assertThat(EventSubscriber.json(message)).isEqualTo(stored);
            assertThat(message.getStringProperty("aggregateType")).isEqualTo("counter");
            assertThat(message.getStringProperty("aggregateId")).isEqualTo(id);
            assertThat(message.getLongProperty("index")).isEqualTo(2);
            assertThat(message.getLongProperty("position"))
                    .isEqualTo(stored.at("/meta/position").longValue());
            assertThat(message.getIntProperty("version"))
                    .isEqualTo(stored.at("/meta/version").intValue());
            assertThat(message.getStringProperty("commandId"))
                    .isEqualTo(stored.at("/meta/commandId").textValue());
            assertThat(message.getStringProperty("correlationId"))
                    .isEqualTo(stored.at("/meta/correlationId").textValue());
            assertThat(message.getStringProperty("contentType")).isEqualTo("application/json");
        }
    }

    @Test
    void givenAClientThenItMayNotPublishEvents() throws Exception {
        String name = freshId();
        try (EventSubscriber subscriber = subscriber(name, null)) {
            assertThatThrownBy(() -> subscriber.publish("{}")).isInstanceOf(JMSRuntimeException.class);
            assertThat(subscriber.next(Duration.ofMillis(200))).isEmpty();
            subscriber.forget(name);
        }
    }

    private static EventSubscriber subscriber(String name, String selector) throws Exception {
        return EventSubscriber.ofTestServer(name, selector);
    }

    /** Those published before the test began may come late. */
    private static List<JsonNode> after(long position, List<Message> messages) throws JMSException {
        List<JsonNode> events = new ArrayList<>();
        for (Message message : messages) {
            if (EventSubscriber.positionOf(message) > position) {
                events.add(EventSubscriber.json(message));
            }
        }
        return events;
    }
}
