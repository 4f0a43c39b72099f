package ee.cqrs.bus;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.json.Json;
import ee.cqrs.settings.TopicSettings;
import ee.cqrs.settings.TopicSettings.Format;
import ee.cqrs.store.EventMeta;
import ee.cqrs.store.RecordedEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class TopicRelayTest {

    private static final UUID UUID_OF_EVENT = UUID.fromString("0b6a1a86-6c4e-4f8b-9d7f-2f0f4f3c9a11");

    private final Json json = new Json();
    private final List<EventMessage> published = new ArrayList<>();

    @Test
    void all_events_are_published_in_the_order_of_the_log_under_their_own_ids() throws Exception {
        RecordedEvent first = event(7);
        RecordedEvent second = event(8);

        relay(Format.EVENT).handle(List.of(first, second));

        assertThat(relay(Format.EVENT).definition().partitions()).isOne();
        assertThat(published).extracting(EventMessage::text).containsExactly(json.write(first), json.write(second));
        assertThat(published.get(0).duplicateId()).isEqualTo(UUID_OF_EVENT.toString());
    }

    @Test
    void a_message_says_what_a_subscriber_can_select_by() {
        relay(Format.EVENT).handle(List.of(event(7)));

        assertThat(published.get(0).properties())
                .contains(
                        entry("aggregateType", "account"),
                        entry("aggregateId", "ada/1 ß"),
                        entry("event", "MoneyDeposited"),
                        entry("index", 3L),
                        entry("position", 7L),
                        entry("version", 2),
                        entry("origin", "Ada"),
                        entry("commandId", "c-1"),
                        entry("correlationId", "talk"),
                        entry("causationId", "cause"),
                        entry("contentType", "application/json"));
    }

    @Test
    void events_of_one_aggregate_are_in_one_group() {
        relay(Format.EVENT).handle(List.of(event(7), event(8)));

        assertThat(published.get(0).properties().get("JMSXGroupID"))
                .isEqualTo(published.get(1).properties().get("JMSXGroupID"));
    }

    @Test
    void a_cloud_event_has_the_attributes_that_its_specification_wants() throws Exception {
        relay(Format.CLOUDEVENTS).handle(List.of(event(7)));

        JsonNode event = json.mapper().readTree(published.get(0).text());
        assertThat(published.get(0).properties())
                .containsEntry("contentType", "application/cloudevents+json; charset=UTF-8");
        assertThat(event.get("specversion").textValue()).isEqualTo("1.0");
        assertThat(event.get("id").textValue()).isEqualTo(UUID_OF_EVENT.toString());
        assertThat(event.get("source").textValue()).isEqualTo("/cqrs/api/aggregates/account/ada%2F1%20%C3%9F");
        assertThat(event.get("type").textValue()).isEqualTo("account.MoneyDeposited");
        assertThat(event.get("subject").textValue()).isEqualTo("account/ada/1 ß");
        assertThat(event.get("time").textValue()).isEqualTo("2026-05-01T12:00:00.000001Z");
        assertThat(event.get("datacontenttype").textValue()).isEqualTo("application/json");
        assertThat(event.get("data").toString()).isEqualTo("{\"amount\":12.50}");
        assertThat(event.get("position").textValue()).isEqualTo("7");
        assertThat(event.get("index").textValue()).isEqualTo("3");
        assertThat(event.get("schemaversion").intValue()).isEqualTo(2);
        assertThat(event.fieldNames()).toIterable().allMatch(name -> name.matches("[a-z0-9]{1,20}"));
    }

    private TopicRelay relay(Format format) {
        return new TopicRelay(new TopicSettings(format, "topic"), json, published::addAll);
    }

    private static RecordedEvent event(long position) {
        EventMeta meta = new EventMeta(
                Instant.parse("2026-05-01T12:00:00.000001Z"),
                UUID_OF_EVENT,
                2,
                "Ada",
                3,
                "account",
                "ada/1 ß",
                null,
                position,
                "c-1",
                "talk",
                "cause",
                null,
                null);
        return new RecordedEvent(meta, "MoneyDeposited", "{\"amount\":12.50}").hashed();
    }
}
