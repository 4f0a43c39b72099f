package ee.cqrs.json;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever comes is a value, which is written and read as the same again, or a fault. */
class JsonFuzzTest {

    private final Json json = new Json();

    @FuzzTest
    void bytes_are_a_value_or_a_fault(byte[] bytes) {
        Optional<Everything> value = read(() -> json.read(bytes, Everything.class));
        value.ifPresent(read ->
                assertThat(json.read(json.write(read), Everything.class)).isEqualTo(read));
        String text = new String(bytes, StandardCharsets.UTF_8);
        Optional<Map<String, Object>> fields = read(() -> json.fields(text));
        if (value.isPresent()) { // as an upcaster that has nothing to do
            assertThat(json.convert(fields.orElseThrow(), Everything.class)).isEqualTo(value.get());
        }
    }

    private static <T> Optional<T> read(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (InvalidJsonException e) {
            assertThat(e.getMessage()).isNotBlank();
            assertThat(e.field()).isNotNull();
            return Optional.empty();
        }
    }
}
