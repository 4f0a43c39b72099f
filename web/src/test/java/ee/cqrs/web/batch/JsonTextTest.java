package ee.cqrs.web.batch;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import ee.cqrs.command.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

class JsonTextTest {

    @Test
    void elementsAreCutOutAsTheyWereSent() {
        List<String> elements = JsonText.elements(" [ {\"a\" : 1.00} , 1e2,\"x\\\"]\", [[],{}] ,null, true,-0.10 ] ");

        assertThat(elements).containsExactly("{\"a\" : 1.00}", "1e2", "\"x\\\"]\"", "[[],{}]", "null", "true", "-0.10");
    }

    @Test
    void textBeyondTheBasicPlaneMovesNoBoundary() {
        assertThat(JsonText.elements("[\"😀é\",{\"😀\":\"\\ud83d\\ude00\"},7]"))
                .containsExactly("\"😀é\"", "{\"😀\":\"\\ud83d\\ude00\"}", "7");
    }

    @Test
    void longTextsMoveNoBoundary() {
        String large = "\"" + "é😀".repeat(50_000) + "\"";

        assertThat(JsonText.elements("[" + large + ",1," + large + "]")).containsExactly(large, "1", large);
    }

    @Test
    void fieldsAreCutOutAsTheyWereSent() {
        assertThat(JsonText.fields("{\"type\":\"a\", \"data\" : {\"x\": 10.00} ,\"\":1.0}"))
                .containsExactly(entry("type", "\"a\""), entry("data", "{\"x\": 10.00}"), entry("", "1.0"));
    }

    @Test
    void depthIsNoMatterHere() {
        String deep = "[".repeat(50_000) + "]".repeat(50_000);

        assertThat(JsonText.elements("[" + deep + "]")).containsExactly(deep);
    }

    @Test
    void nothingInIsNothingOut() {
        assertThat(JsonText.elements("[]")).isEmpty();
        assertThat(JsonText.fields("{}")).isEqualTo(Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{}", "null", "7", "[1", "[1,]", "[1 2]", "[NaN]", "[01]", "[] []", "[]x", "[\"a]"})
    void whatIsNoArrayIsRefused(String text) {
        assertThatExceptionOfType(CommandException.class).isThrownBy(() -> JsonText.elements(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"a\"}", "{a:1}", "{\"a\":1,}", "{\"a\":1}{}", "{\"a\":1"})
    void whatIsNoObjectIsRefused(String text) {
        assertThatExceptionOfType(CommandException.class).isThrownBy(() -> JsonText.fields(text));
    }

    @Test
    void aFieldThatStandsThereTwiceIsNamed() {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> JsonText.fields("{\"id\":1,\"id\":1}"))
                .withMessageContaining("id: The field stands there twice");
    }

    @Test
    void bytesMustBeUtf8() {
        assertThat(JsonText.decode("é😀".getBytes(StandardCharsets.UTF_8))).isEqualTo("é😀");
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> JsonText.decode("é".getBytes(StandardCharsets.ISO_8859_1)))
                .withMessageContaining("not UTF-8");
    }
}
