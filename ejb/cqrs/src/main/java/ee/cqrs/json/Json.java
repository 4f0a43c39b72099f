package ee.cqrs.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads and writes records as JSON, strictly: what is not understood is refused, and numbers are kept exactly. */
@Singleton
public class Json {

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final ObjectMapper mapper = StrictMapper.create();

    /**
     * The mapper behind it, for those who need trees.
     *
     * @return the strict mapper, not to be changed
     */
    public ObjectMapper mapper() {
        return mapper;
    }

    /**
     * Reads one value; nothing may follow it.
     *
     * @param text JSON
     * @param type what it is meant to be
     * @param <T> what it is meant to be
     * @return the value, never null
     * @throws InvalidJsonException if the text is not JSON or does not fit; the exception names the field
     */
    public <T> T read(String text, Class<T> type) {
        return reading(new StringReader(text), parser -> mapper.readValue(parser, type));
    }

    /**
     * Reads one value from UTF-8 bytes; nothing may follow it.
     *
     * @param bytes JSON in UTF-8
     * @param type what it is meant to be
     * @param <T> what it is meant to be
     * @return the value, never null
     * @throws InvalidJsonException if the text is not JSON or does not fit; the exception names the field
     */
    public <T> T read(byte[] bytes, Class<T> type) {
        return read(new ByteArrayInputStream(bytes), type);
    }

    /**
     * Reads one value from a stream of UTF-8 bytes; nothing may follow it.
     *
     * @param stream JSON in UTF-8
     * @param type what it is meant to be
     * @param <T> what it is meant to be
     * @return the value, never null
     * @throws InvalidJsonException if the text is not JSON or does not fit; the exception names the field
     */
    public <T> T read(InputStream stream, Class<T> type) {
        return reading(utf8(stream), parser -> mapper.readValue(parser, type));
    }

    /**
     * Reads an object as plain fields, for upcasters.
     *
     * @param text JSON
     * @return its fields, modifiable
     */
    public Map<String, Object> fields(String text) {
        return reading(new StringReader(text), parser -> mapper.readValue(parser, FIELDS));
    }

    /**
     * Makes a record of plain fields.
     *
     * @param fields the fields
     * @param type the record
     * @param <T> the record
     * @return the record
     * @throws InvalidJsonException if the fields do not fit; the exception names the field
     */
    public <T> T convert(Object fields, Class<T> type) {
        return read(write(fields), type);
    }

    /**
     * Writes a value.
     *
     * @param value a record or a composition of plain values
     * @return JSON in one line
     * @throws IllegalStateException if the value has no JSON form, such as NaN
     */
    public String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Cannot write " + value.getClass().getName() + " as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Jackson's own decoder lets overlong forms, surrogates and UTF-16 pass. */
    private static Reader utf8(InputStream bytes) {
        return new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder());
    }

    private <T> T reading(Reader text, Reading<T> reading) {
        JsonParser parser = parser(text);
        try (parser) {
            T value = reading.read(parser);
            if (value == null) {
                throw new InvalidJsonException("", "The value is null; an object was expected");
            }
            return value;
        } catch (IOException e) {
            throw JsonFault.of(e, parser);
        }
    }

    private JsonParser parser(Reader text) {
        try {
            return mapper.createParser(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is read yet
        }
    }

    private interface Reading<T> {
        T read(JsonParser parser) throws IOException;
    }
}
