package ee.cqrs.bus;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.command.Ledger;
import ee.cqrs.json.Json;
import ee.cqrs.projection.EventContext;
import ee.cqrs.projection.InvalidProjectionException;
import ee.cqrs.store.EventMeta;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.subscription.Start;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HandlerSubscriberTest {

    @Test
    void the_methods_of_a_bean_are_a_subscription_for_each_name() {
        assertThat(EventHandlers.methodsOf(Mailer.class)).containsOnlyKeys("letters", "mail");
        assertThat(EventHandlers.methodsOf(Mailer.class).get("mail")).hasSize(2);
        assertThat(EventHandlers.methodsOf(Mailer.class).get("letters")).hasSize(1);
    }

    @Test
    void a_subscription_is_as_the_annotation_says() {
        var mail = subscriber(new Mailer(), "mail").definition();
        var letters = subscriber(new Mailer(), "letters").definition();

        assertThat(mail.name()).isEqualTo("mail");
        assertThat(mail.partitions()).isEqualTo(3);
        assertThat(mail.start()).isEqualTo(Start.end());
        assertThat(mail.filter().types()).containsExactly("ledger");
        assertThat(mail.filter().events()).containsExactlyInAnyOrder("Added", "Increased", "Exploded");
        assertThat(letters.start()).isEqualTo(Start.beginning());
        assertThat(letters.filter().events()).containsExactlyInAnyOrder("Added", "Increased");
    }

    @Test
    void each_event_is_handed_to_its_method() {
        Mailer mailer = new Mailer();

        subscriber(mailer, "mail").handle(List.of(event("Added", "{\"amount\":2}"), event("Exploded", "{}")));

        assertThat(mailer.sent).containsExactly("2 of a at 1", "exploded");
    }

    @Test
    void methods_that_contradict_each_other_or_take_no_event_are_refused_with_the_reason() {
        assertThatThrownBy(() -> subscriber(new Contradicting(), "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Contradicting")
                .hasMessageContaining("the subscription x");
        assertThatThrownBy(() -> subscriber(new Wrong(), "x"))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageContaining("which no aggregate has as an event");
    }

    private static HandlerSubscriber subscriber(Object bean, String name) {
        List<Method> methods = EventHandlers.methodsOf(bean.getClass()).get(name);
        return new HandlerSubscriber(
                bean.getClass(), bean, methods, List.of(AggregateDefinition.of("test", Ledger.class)), new Json());
    }

    private static RecordedEvent event(String type, String data) {
        EventMeta meta = new EventMeta(
                Instant.EPOCH, UUID.randomUUID(), 3, "Ada", 0, "ledger", "a", null, 1L, "c", "c", "c", null, null);
        return new RecordedEvent(type.equals("Added") ? meta : atVersion1(meta), type, data);
    }

    private static EventMeta atVersion1(EventMeta meta) {
        return new EventMeta(
                meta.timestamp(),
                meta.uuid(),
                1,
                meta.origin(),
                meta.index(),
                meta.type(),
                meta.id(),
                null,
                meta.position(),
                meta.commandId(),
                meta.correlationId(),
                meta.causationId(),
                null,
                null);
    }

    private static class Mailer {

        private final List<String> sent = new ArrayList<>();

        @EventHandler(value = "mail", partitions = 3, history = false)
        public void when(Ledger.Added added, EventContext context) {
            sent.add("%d of %s at %d".formatted(added.amount(), context.id(), context.position()));
        }

        @EventHandler(value = "mail", partitions = 3, history = false)
        public void when(Ledger.Exploded exploded) {
            sent.add("exploded");
        }

        @EventHandler("letters")
        public void write(Ledger.Added added) {
            sent.add("letter");
        }
    }

    private static class Contradicting {

        @EventHandler("x")
        public void on(Ledger.Added added) {}

        @EventHandler(value = "x", partitions = 2)
        public void on(Ledger.Exploded exploded) {}
    }

    private static class Wrong {

        @EventHandler("x")
        public void on(Ledger.State state) {}
    }
}
