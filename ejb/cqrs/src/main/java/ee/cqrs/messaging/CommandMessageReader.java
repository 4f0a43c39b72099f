package ee.cqrs.messaging;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandMessage;
import ee.cqrs.command.CommandReader;
import ee.cqrs.command.CommandRequest;
import ee.cqrs.command.Problem;
import ee.cqrs.settings.Settings;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Makes a command of a message: its properties say where it goes, its text holds the fields. */
@Singleton
class CommandMessageReader {

    private static final String ORIGIN = "jms";

    private final CommandReader reader;
    private final Settings settings;

    @Inject
    CommandMessageReader(CommandReader reader, Settings settings) {
        this.reader = reader;
        this.settings = settings;
    }

    /**
     * Reads a message.
     *
     * @throws CommandException if the message is no command; its problem names the property or field
     */
    CommandMessage read(Message message) {
        try {
            return reader.read(new CommandRequest(
                    required(message, "aggregateType"),
                    aggregateId(message),
                    required(message, "command"),
                    body(message),
                    requiredCommandId(message),
                    expectedIndex(message),
                    origin(message),
                    message.getStringProperty("correlationId")));
        } catch (JMSException e) {
            throw new CommandException(Problem.malformed("", "The message cannot be read: " + e.getMessage()), e);
        }
    }

    /** The id of the command: the message's own if the sender gives none. */
    static String commandId(Message message) throws JMSException {
        String commandId = message.getStringProperty("commandId");
        return commandId == null ? message.getJMSMessageID() : commandId;
    }

    /** Without any id a redelivered message would be a new command. */
    private static String requiredCommandId(Message message) throws JMSException {
        String commandId = commandId(message);
        if (commandId == null) {
            throw malformed("commandId", "A message without JMSMessageID needs this property");
        }
        return commandId;
    }

    /** What the shared reader calls the id is a property here, and the problem shall name it. */
    private String aggregateId(Message message) throws JMSException {
        String id = required(message, "aggregateId");
        try {
            reader.aggregate(reader.definition(required(message, "aggregateType")), id);
            return id;
        } catch (CommandException e) {
            throw e.problem().kind() == Problem.Kind.MALFORMED
                    ? malformed("aggregateId", e.problem().errors().get(0).message())
                    : e;
        }
    }

    private byte[] body(Message message) throws JMSException {
        if (!(message instanceof TextMessage text)) {
            throw malformed("", "Send a TextMessage whose text is the command as JSON");
        }
        if (text.getText() == null || text.getText().isBlank()) {
            throw malformed("", "The text is empty; a JSON object was expected");
        }
        byte[] body = utf8(text.getText());
        if (body.length > settings.maxBody()) {
            throw new CommandException(Problem.of(
                    Problem.Kind.TOO_LARGE,
                    "The text has %d bytes; %d are the most".formatted(body.length, settings.maxBody())));
        }
        return body;
    }

    /** Half a surrogate pair has no UTF-8 form; a lenient encoder would quietly make a question mark of it. */
    private static byte[] utf8(String text) {
        try {
            ByteBuffer bytes = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] body = new byte[bytes.remaining()];
            bytes.get(body);
            return body;
        } catch (CharacterCodingException e) {
            throw malformed("", "The text holds half a surrogate pair");
        }
    }

    private static String origin(Message message) throws JMSException {
        String claimed = message.getStringProperty("origin");
        return claimed == null ? ORIGIN : ORIGIN + ":" + claimed;
    }

    private static Long expectedIndex(Message message) throws JMSException {
        String value = message.getStringProperty("expectedIndex");
        try {
            return value == null ? null : Long.valueOf(value);
        } catch (NumberFormatException e) {
            throw malformed("expectedIndex", "must be a whole number");
        }
    }

    private static String required(Message message, String property) throws JMSException {
        String value = message.getStringProperty(property);
        if (value == null || value.isEmpty()) {
            throw malformed(property, "The message property is missing");
        }
        return value;
    }

    private static CommandException malformed(String field, String message) {
        return new CommandException(Problem.malformed(field, message));
    }
}
