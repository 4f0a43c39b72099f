package ee.cqrs.bus;

import java.net.URLEncoder;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonRawValue;
import ee.cqrs.store.EventMeta;
import ee.cqrs.store.RecordedEvent;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An event in the structured mode of CloudEvents 1.0. Names of attributes there are small letters and digits, and an integer has 32
 * bits: index and position are strings.
 *
 * @param specversion of CloudEvents
 * @param id the event's own id
 * @param source the aggregate, by its address in this server
 * @param type type of the aggregate and name of the event
 * @param subject type and id of the aggregate
 * @param time when it happened
 * @param datacontenttype of the data
 * @param aggregatetype extension: the type of the aggregate
 * @param aggregateid extension: the id of the aggregate
 * @param index extension: the number of the event in its aggregate
 * @param position extension: the number of the event in the whole log
 * @param schemaversion extension: the version of the event's record
 * @param origin extension: who caused it
 * @param commandid extension: the command that was accepted
 * @param correlationid extension: the conversation it belongs to
 * @param causationid extension: the message that led to the command
 * @param data the fields of the event
 */
record CloudEvent(
        String specversion,
        UUID id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        String aggregatetype,
        String aggregateid,
        String index,
        String position,
        int schemaversion,
        String origin,
        String commandid,
        String correlationid,
        String causationid,
        @JsonRawValue String data) {

    static final String MEDIA_TYPE = "application/cloudevents+json; charset=UTF-8";

    private static final String VERSION = "1.0";

    static CloudEvent of(RecordedEvent event) {
        EventMeta meta = event.meta();
        return new CloudEvent(
                VERSION,
                meta.uuid(),
                "/cqrs/api/aggregates/%s/%s".formatted(encoded(meta.type()), encoded(meta.id())),
                "%s.%s".formatted(meta.type(), event.type()),
                "%s/%s".formatted(meta.type(), meta.id()),
                meta.timestamp(),
                "application/json",
                meta.type(),
                meta.id(),
                Long.toString(meta.index()),
                Long.toString(meta.position()),
                meta.version(),
                meta.origin(),
                meta.commandId(),
                meta.correlationId(),
                meta.causationId(),
                event.data());
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, UTF_8).replace("+", "%20");
    }
}
