package ee.cqrs.bus;

import java.util.LinkedHashMap;
import java.util.Map;

import ee.cqrs.json.Json;
import ee.cqrs.settings.TopicSettings.Format;
import ee.cqrs.store.EventMeta;
import ee.cqrs.store.RecordedEvent;

/**
 * An event as it is published.
 *
 * @param text the body
 * @param properties what a subscriber can select by
 * @param duplicateId by which the broker knows it again
 */
record EventMessage(String text, Map<String, Object> properties, String duplicateId) {

    /** Consumers who share a subscription get the events of one aggregate in order; the broker remembers every group. */
    private static final int GROUPS = 1_000;

    static EventMessage of(RecordedEvent event, Format format, Json json) {
        EventMeta meta = event.meta();
        boolean cloudEvent = format == Format.CLOUDEVENTS;
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("aggregateType", meta.type());
        properties.put("aggregateId", meta.id());
        properties.put("event", event.type());
        properties.put("index", meta.index());
        properties.put("position", meta.position());
        properties.put("version", meta.version());
        properties.put("origin", meta.origin());
        properties.put("commandId", meta.commandId());
        properties.put("correlationId", meta.correlationId());
        properties.put("causationId", meta.causationId());
        properties.put("contentType", cloudEvent ? CloudEvent.MEDIA_TYPE : "application/json");
        properties.put(
                "JMSXGroupID", Integer.toString(Math.floorMod(meta.aggregate().hashCode(), GROUPS)));
        return new EventMessage(
                json.write(cloudEvent ? CloudEvent.of(event) : event),
                properties,
                meta.uuid().toString());
    }
}
