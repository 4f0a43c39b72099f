package ee.cqrs.json;

import java.io.IOException;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns what Jackson says into words for a client: the field and the fault, no class names. */
final class JsonFault {

    private JsonFault() {}

    static InvalidJsonException of(IOException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return new InvalidJsonException(path(unknown), "Unknown field; known are " + unknown.getKnownPropertyIds());
        }
        if (e.getCause() instanceof InvalidJsonException own && e instanceof JsonMappingException mapping) {
            return new InvalidJsonException(path(mapping), own.getMessage());
        }
        if (e instanceof InvalidFormatException format) {
            return new InvalidJsonException(path(format), "The value does not fit; expected " + expected(format));
        }
        if (e instanceof MismatchedInputException mismatch) {
            return new InvalidJsonException(path(mismatch), mismatch(mismatch));
        }
        if (e instanceof StreamConstraintsException) {
            return new InvalidJsonException("", "The JSON is nested too deeply or holds too long a number or name");
        }
        if (e instanceof JsonMappingException mapping) {
            return new InvalidJsonException(path(mapping), "The value does not fit");
        }
        return new InvalidJsonException("", malformed(e));
    }

    private static String mismatch(MismatchedInputException e) {
        String message = e.getOriginalMessage();
        if (message.startsWith("Missing") || message.contains("FAIL_ON_NULL_FOR_PRIMITIVES")) {
            return "The field is missing or null; expected " + expected(e);
        }
        if (message.startsWith("No content")) {
            return "The text is empty; a JSON object was expected";
        }
        if (message.startsWith("Trailing token")) {
            return "Something follows the JSON value";
        }
        return "The value does not fit; expected " + expected(e);
    }

    private static String expected(MismatchedInputException e) {
        Class<?> type = e.getTargetType();
        if (type == null) {
            return "another type";
        }
        if (type.isEnum()) {
            return "one of " + java.util.Arrays.toString(type.getEnumConstants());
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "an integer in the range of a "
                    + (type.getSimpleName().startsWith("i") || type == Integer.class ? "32" : "64") + "-bit number";
        }
        if (Number.class.isAssignableFrom(type) || type == double.class || type == float.class) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "a string";
        }
        if (Iterable.class.isAssignableFrom(type)) {
            return "an array";
        }
        return type.isRecord() || java.util.Map.class.isAssignableFrom(type)
                ? "an object"
                : "a " + type.getSimpleName();
    }

    private static String malformed(IOException e) {
        if (e instanceof JsonProcessingException parse && parse.getLocation() != null) {
            return "Malformed JSON at line %d, column %d"
                    .formatted(
                            parse.getLocation().getLineNr(), parse.getLocation().getColumnNr());
        }
        return "Malformed JSON: the text is cut off or is not UTF-8";
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
