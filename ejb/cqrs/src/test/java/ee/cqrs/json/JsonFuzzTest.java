package ee.cqrs.json;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever comes is a value, which is written and read as the same again, or a fault. */
class JsonFuzzTest {

    private final Json json = new Json();

    @FuzzTest
    void bytes_are_a_value_or_a_fault(byte[] bytes) {
        read(() -> json.fields(new String(bytes, StandardCharsets.UTF_8)));
        read(() -> json.read(bytes, Everything.class)).ifPresent(value -> {
            String written = json.write(value);
            assertThat(json.read(written, Everything.class)).isEqualTo(value);
            if (!written.contains("-0.0")) { // no decimal, as which an upcaster sees it
                assertThat(json.convert(json.fields(written), Everything.class)).isEqualTo(value);
            }
        });
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
