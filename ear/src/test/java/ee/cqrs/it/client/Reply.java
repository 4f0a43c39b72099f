package ee.cqrs.it.client;

import java.io.UncheckedIOException;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** What the server answered to a command message. */
public record Reply(Message message, int status, JsonNode body) {

    /** What a message says. */
    public static Reply of(Message message) throws JMSException {
        return new Reply(message, message.getIntProperty("status"), json(((TextMessage) message).getText()));
    }

    public static JsonNode json(String text) {
        try {
            return RestClient.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first event's meta. */
    public JsonNode meta() {
        return body.at("/events/0/meta");
    }
}
