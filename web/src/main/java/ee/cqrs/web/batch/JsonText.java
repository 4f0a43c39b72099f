package ee.cqrs.web.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;

/**
 * Cuts JSON into its parts, each as it was sent to the character, so that a part is read by the same strict mapper as if
 * it had come alone, and a fault in one is none of the others'.
 */
final class JsonText {

    private static final JsonFactory LENIENT = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonText() {}

    static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CommandException(Problem.malformed("", "Malformed JSON: the text is not UTF-8"), e);
        }
    }

    static List<String> elements(String array) {
        List<String> elements = new ArrayList<>();
        walk(array, JsonToken.START_ARRAY, "an array of commands", (name, element) -> elements.add(element));
        return elements;
    }

    static Map<String, String> fields(String object) {
        Map<String, String> fields = new LinkedHashMap<>();
        walk(object, JsonToken.START_OBJECT, "an object", (name, value) -> {
            if (fields.put(name, value) != null) {
                throw new CommandException(Problem.malformed(name, "The field stands there twice"));
            }
        });
        return fields;
    }

    private static void walk(String text, JsonToken start, String expected, Part part) {
        try (JsonParser parser = LENIENT.createParser(text)) {
            if (parser.nextToken() != start) {
                throw new CommandException(Problem.malformed("", "The value does not fit; expected " + expected));
            }
            while (!parser.nextToken().isStructEnd()) {
                String name = parser.currentName();
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    parser.nextToken();
                }
                int begin = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                parser.finishToken(); // a string is read lazily
                part.found(name, text.substring(begin, (int)
                        parser.currentLocation().getCharOffset()));
            }
            if (parser.nextToken() != null) {
                throw new CommandException(Problem.malformed("", "Something follows the JSON value"));
            }
        } catch (IOException e) {
            throw new CommandException(Problem.malformed("", fault(e)), e);
        }
    }

    private static String fault(IOException e) {
        return e instanceof JsonProcessingException parse && parse.getLocation() != null
                ? "Malformed JSON at line %d, column %d"
                        .formatted(
                                parse.getLocation().getLineNr(),
                                parse.getLocation().getColumnNr())
                : "Malformed JSON: the text is cut off";
    }

    private interface Part {
        void found(String name, String text);
    }
}
