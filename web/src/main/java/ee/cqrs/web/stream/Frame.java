package ee.cqrs.web.stream;

import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import ee.cqrs.json.Json;
import ee.cqrs.store.EventMeta;
import ee.cqrs.store.RecordedEvent;

import static java.nio.charset.StandardCharsets.UTF_8;

/** An event as it is sent, made once for all clients. */
final class Frame {

    private final EventMeta meta;
    private final String name;
    private final byte[] text;
    private final int body; // where it begins, behind the id

    private Frame(EventMeta meta, String name, byte[] text, int body) {
        this.meta = meta;
        this.name = name;
        this.text = text;
        this.body = body;
    }

    static Frame of(RecordedEvent event, Json json) {
        String id = idLine(event.meta().position());
        String text = "%sevent: %s\ndata: %s\n\n".formatted(id, event.type(), inOneLine(event, json));
        return new Frame(event.meta(), event.type(), text.getBytes(UTF_8), id.length());
    }

    long position() {
        return meta.position();
    }

    long index() {
        return meta.index();
    }

    String type() {
        return meta.type();
    }

    String id() {
        return meta.id();
    }

    /** The name of the event. */
    String name() {
        return name;
    }

    /** With the position as its id. */
    byte[] byPosition() {
        return text;
    }

    /** With the index as its id. */
    byte[] byIndex() {
        byte[] id = idLine(index()).getBytes(UTF_8);
        byte[] other = new byte[id.length + text.length - body];
        System.arraycopy(id, 0, other, 0, id.length);
        System.arraycopy(text, body, other, id.length, text.length - body);
        return other;
    }

    private static String idLine(long id) {
        return "id: %d\n".formatted(id);
    }

    /** Line breaks in JSON are white space; here they would end the field. */
    private static String inOneLine(RecordedEvent event, Json json) {
        try {
            return json.mapper().writeValueAsString(event).replace('\n', ' ').replace('\r', ' ');
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
