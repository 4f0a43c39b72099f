package ee.cqrs.json;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns what Jackson says into words for a client: the field and the fault, no class names. */
final class JsonFault {

    private JsonFault() {}

    static InvalidJsonException of(IOException e, JsonParser stopped) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return new InvalidJsonException(path(unknown), "Unknown field; known are " + unknown.getKnownPropertyIds());
        }
        if (e instanceof MismatchedInputException mismatch) {
            return new InvalidJsonException(path(mismatch), mismatch(mismatch));
        }
        if (e instanceof JsonMappingException mapping) {
            return mapping(mapping, stopped);
        }
        return new InvalidJsonException(place(stopped), malformed(e));
    }

    private static InvalidJsonException mapping(JsonMappingException e, JsonParser stopped) {
        if (e.getCause() instanceof InvalidJsonException own) {
            return new InvalidJsonException(path(e), own.getMessage());
        }
        if (e.getCause() instanceof IOException below) {
            String place = place(stopped);
            return new InvalidJsonException(place.isEmpty() ? path(e) : place, malformed(below));
        }
        return new InvalidJsonException(path(e), "The value does not fit");
    }

    private static String mismatch(MismatchedInputException e) {
        String message = e.getOriginalMessage();
        if (message.startsWith("Missing") || message.contains("FAIL_ON_NULL_FOR_PRIMITIVES")) {
            return "The field is missing or null; expected " + Expected.of(e.getTargetType());
        }
        if (message.startsWith("No content")) {
            return "The text is empty; a JSON object was expected";
        }
        if (message.startsWith("Trailing token")) {
            return "Something follows the JSON value";
        }
        return "The value does not fit; expected " + Expected.of(e.getTargetType());
    }

    private static String malformed(IOException e) {
        if (e instanceof CharacterCodingException) {
            return "Malformed JSON: the text is not UTF-8";
        }
        if (e instanceof StreamConstraintsException) {
            return "The JSON is nested too deeply, or a number or name is too long";
        }
        if (e instanceof InputCoercionException range) {
            return "The value does not fit; expected " + Expected.of(range.getTargetType());
        }
        if (!(e instanceof JsonProcessingException parse) || parse.getLocation() == null) {
            return "Malformed JSON: the text is cut off";
        }
        return parse.getOriginalMessage().startsWith("Duplicate")
                ? "The field stands there twice"
                : "Malformed JSON at line %d, column %d"
                        .formatted(
                                parse.getLocation().getLineNr(),
                                parse.getLocation().getColumnNr());
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return withoutDot(path);
    }

    /** The field at which the parser stopped. */
    private static String place(JsonParser stopped) {
        StringBuilder path = new StringBuilder();
        for (JsonStreamContext at = stopped.getParsingContext(); at != null; at = at.getParent()) {
            if (at.inArray() && at.hasCurrentIndex()) {
                path.insert(0, "[" + at.getCurrentIndex() + "]");
            } else if (at.inObject() && at.hasCurrentName()) {
                path.insert(0, "." + at.getCurrentName());
            }
        }
        return withoutDot(path.toString());
    }

    private static String withoutDot(String path) {
        return path.startsWith(".") ? path.substring(1) : path;
    }
}
