package ee.cqrs.it.jms;

import java.util.HashMap;
import java.util.Map;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

import ee.cqrs.it.client.CommandQueue;

/**
 * A row of the table: a command message that is well-formed but for one thing, and what the sender is told.
 *
 * @param what is bad
 * @param properties those of the message
 * @param text null for a message that is no text
 * @param status of the problem
 * @param problem its type
 * @param field that it names; null if it is about no field
 */
record BadInput(String what, Map<String, String> properties, String text, int status, String problem, String field) {

    private static final String TEXT = "{\"initialValue\":1}";

    static BadInput of(String what) {
        return new BadInput(
                what, Map.of("aggregateType", "counter", "command", "ActivateCounter"), TEXT, 400, "malformed", null);
    }

    BadInput without(String property) {
        return with(property, null).naming(property);
    }

    BadInput with(String property, String value) {
        Map<String, String> changed = new HashMap<>(properties);
        changed.put(property, value);
        return new BadInput(what, changed, text, status, problem, property);
    }

    BadInput to(String type, String command) {
        return with("aggregateType", type).with("command", command);
    }

    BadInput text(String bad) {
        return new BadInput(what, properties, bad, status, problem, field);
    }

    BadInput naming(String name) {
        return new BadInput(what, properties, text, status, problem, name);
    }

    BadInput answers(int otherStatus, String otherProblem) {
        return new BadInput(what, properties, text, otherStatus, otherProblem, field);
    }

    boolean isDead() {
        return status != 412;
    }

    boolean isAboutTheCommandId() {
        return properties.containsKey("commandId");
    }

    Message message(CommandQueue queue, String id) throws JMSException {
        Map<String, String> all = new HashMap<>(Map.of("aggregateId", id, "commandId", id));
        all.putAll(properties);
        Message message = text == null ? bytes(queue) : queue.jms().createTextMessage(text);
        for (Map.Entry<String, String> property : all.entrySet()) {
            if (property.getValue() != null) {
                message.setStringProperty(property.getKey(), property.getValue());
            }
        }
        return message;
    }

    private static BytesMessage bytes(CommandQueue queue) throws JMSException {
        BytesMessage message = queue.jms().createBytesMessage();
        message.writeUTF(TEXT);
        return message;
    }

    @Override
    public String toString() {
        return what;
    }
}
