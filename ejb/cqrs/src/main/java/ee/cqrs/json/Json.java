package ee.cqrs.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads and writes records as JSON, strictly: what is not understood is refused, and numbers are kept exactly. */
public final class Json {

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
        return reading(() -> mapper.readValue(text, type));
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
        return reading(() -> mapper.readValue(bytes, type));
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
        return reading(() -> mapper.readValue(stream, type));
    }

    /**
     * Reads an object as plain fields, for upcasters.
     *
     * @param text JSON
     * @return its fields, modifiable
     */
    public Map<String, Object> fields(String text) {
        return reading(() -> mapper.readValue(text, FIELDS));
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

    private static <T> T reading(Reading<T> reading) {
        try {
            T value = reading.read();
            if (value == null) {
                throw new InvalidJsonException("", "The value is null; an object was expected");
            }
            return value;
        } catch (IOException e) {
            throw JsonFault.of(e);
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }
}
