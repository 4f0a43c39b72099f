package ee.cqrs.web;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.HttpHeaders;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandMessage;
import ee.cqrs.command.Problem;

/**
 * What the headers of a request say about its command.
 *
 * <ul>
 *   <li>{@code Idempotency-Key: 42} or {@code "42"}: the command id, both forms are the same.
 *   <li>{@code If-Match: "3"}: the aggregate must be at index 3. One strong tag only: of {@code *}, a list or a weak tag
 *       nobody could say which state the caller saw.
 *   <li>{@code If-None-Match: *}: the aggregate must not exist.
 *   <li>{@code X-Correlation-ID}: the conversation.
 * </ul>
 *
 * @param commandId see {@link CommandMessage}; null if absent
 * @param expectedIndex see {@link CommandMessage}; null if absent
 * @param correlationId see {@link CommandMessage}; null if absent
 */
public record CommandHeaders(String commandId, Long expectedIndex, String correlationId) {

    /** The header with the command id. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** The header with the correlation id. */
    public static final String CORRELATION_ID = "X-Correlation-ID";

    private static final long NOT_THERE = -1;
    private static final Pattern STRONG_TAG = Pattern.compile("\"(\\d{1,18})\"");
    /** Without spaces: the server folds several into one, and two ids would become the same. */
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,%d}".formatted(CommandMessage.MAX_TEXT));

    private static final Pattern TEXT = Pattern.compile("[\\x20-\\x7e]{1,%d}".formatted(CommandMessage.MAX_TEXT));

    /**
     * Reads the headers.
     *
     * @param headers of a request
     * @return what they say
     * @throws CommandException if one of them cannot be used; the problem names it
     */
    public static CommandHeaders of(HttpHeaders headers) {
        return new CommandHeaders(commandId(headers), expectedIndex(headers), text(headers, CORRELATION_ID));
    }

    /**
     * Reads the correlation id.
     *
     * @param headers of a request
     * @return null if absent
     * @throws CommandException if it cannot be used
     */
    public static String correlationId(HttpHeaders headers) {
        return text(headers, CORRELATION_ID);
    }

    /**
     * Whether a text may be a command or correlation id in a header.
     *
     * @param text the text
     * @return false if it is too long, blank or not ASCII
     */
    public static boolean isUsable(String text) {
        return TEXT.matcher(text).matches() && !text.isBlank();
    }

    private static Long expectedIndex(HttpHeaders headers) {
        String match = single(headers, HttpHeaders.IF_MATCH);
        String noneMatch = single(headers, HttpHeaders.IF_NONE_MATCH);
        if (match != null && noneMatch != null) {
            throw malformed(HttpHeaders.IF_NONE_MATCH, "cannot stand beside If-Match");
        }
        if (noneMatch != null && !noneMatch.equals("*")) {
            throw malformed(HttpHeaders.IF_NONE_MATCH, "must be * for an aggregate that must not exist");
        }
        return match == null ? (noneMatch == null ? null : Long.valueOf(NOT_THERE)) : Long.valueOf(index(match));
    }

    private static long index(String match) {
        Matcher tag = STRONG_TAG.matcher(match);
        if (!tag.matches()) {
            throw malformed(HttpHeaders.IF_MATCH, "must be one index in quotes, for example \"3\"");
        }
        return Long.parseLong(tag.group(1));
    }

    private static String text(HttpHeaders headers, String name) {
        String value = single(headers, name);
        if (value != null && !isUsable(value)) {
            throw malformed(name, "must be 1 to %d printable ASCII characters".formatted(CommandMessage.MAX_TEXT));
        }
        return value;
    }

    private static String commandId(HttpHeaders headers) {
        String value = unquoted(single(headers, IDEMPOTENCY_KEY));
        if (value != null && !KEY.matcher(value).matches()) {
            throw malformed(
                    IDEMPOTENCY_KEY,
                    "must be 1 to %d printable ASCII characters without spaces".formatted(CommandMessage.MAX_TEXT));
        }
        return value;
    }

    private static String unquoted(String value) {
        return value != null && value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    private static String single(HttpHeaders headers, String name) {
        List<String> values = headers.getRequestHeader(name);
        if (values == null || values.isEmpty()) {
            return null;
        }
        if (values.size() > 1) {
            throw malformed(name, "stands there %d times".formatted(values.size()));
        }
        return values.get(0).strip();
    }

    private static CommandException malformed(String header, String message) {
        return new CommandException(Problem.malformed(header, message));
    }
}
