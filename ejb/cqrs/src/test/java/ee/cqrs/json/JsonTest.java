package ee.cqrs.json;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class JsonTest {

    private final Json json = new Json();

    record Empty() {}

    record Amount(BigDecimal amount) {}

    record Inexact(double value) {}

    record Note(Optional<String> text) {}

    @Test
    void everyTypeComesBackAsItWent() {
        Everything sample = Everything.sample();

        assertThat(json.read(json.write(sample), Everything.class)).isEqualTo(sample);
    }

    @Test
    void theJsonOfARecordIsItsComponentsOnly() {
        assertThat(json.write(new Everything.Point(1, 2))).isEqualTo("{\"x\":1,\"y\":2}");
    }

    @Test
    void aRecordWithoutComponentsIsAnEmptyObject() {
        assertThat(json.write(new Empty())).isEqualTo("{}");
        assertThat(json.read("{}", Empty.class)).isEqualTo(new Empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1",
                "0.10",
                "100",
                "123456789012345.6789",
                "-0.0001",
                "12345678901234567890123456789012345678901234567890"
            })
    void aDecimalKeepsEveryDigit(String digits) {
        Amount read = json.read("{\"amount\":" + digits + "}", Amount.class);

        assertThat(read.amount()).isEqualTo(new BigDecimal(digits));
        assertThat(json.write(read)).isEqualTo("{\"amount\":" + digits + "}");
    }

    @Test
    void aDecimalWithAnExponentIsReadAsItWillBeStored() {
        Amount read = json.read("{\"amount\":1e3}", Amount.class);

        assertThat(read.amount()).isEqualTo(new BigDecimal("1000"));
        assertThat(json.read(json.write(read), Amount.class)).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e399", "-1e399", "1e-399", "-1e-399", "1.5e398"})
    void aDecimalOfTheMostDigitsComesBackAsItWent(String digits) {
        Amount read = json.read("{\"amount\":" + digits + "}", Amount.class);

        assertThat(json.read(json.write(read), Amount.class)).isEqualTo(read);
    }

    @Test
    void anOptionalFieldMayBeMissingOrNull() {
        assertThat(json.read("{}", Note.class)).isEqualTo(new Note(Optional.empty()));
        assertThat(json.read("{\"text\":null}", Note.class)).isEqualTo(new Note(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsNotWritten(double value) {
        assertThatIllegalStateException().isThrownBy(() -> json.write(new Inexact(value)));
    }

    @Test
    void bytesAndStreamsAreReadAsUtf8() {
        byte[] bytes = "{\"text\":\"Ærø 😀\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(json.read(bytes, Note.class).text()).contains("Ærø 😀");
        assertThat(json.read(new ByteArrayInputStream(bytes), Note.class).text())
                .contains("Ærø 😀");
    }

    @Test
    void fieldsArePlainValuesAndKeepDecimals() {
        Map<String, Object> fields =
                json.fields("{\"amount\":0.10,\"tags\":[\"a\"],\"inner\":{\"n\":1},\"none\":null}");

        assertThat(fields)
                .containsEntry("amount", new BigDecimal("0.10"))
                .containsEntry("tags", List.of("a"))
                .containsEntry("inner", Map.of("n", 1))
                .containsEntry("none", null);
        fields.put("more", true);
        assertThat(json.convert(Map.of("amount", new BigDecimal("0.10")), Amount.class))
                .isEqualTo(new Amount(new BigDecimal("0.10")));
    }

    @Test
    void aTreeKeepsTrailingZeros() throws JsonProcessingException {
        assertThat(json.write(json.mapper().readTree("{\"amount\":0.10}"))).isEqualTo("{\"amount\":0.10}");
    }
}
