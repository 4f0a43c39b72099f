package ee.cqrs.json;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Whatever is not exactly right is refused, with the field and the fault and without a word about our classes. */
class StrictnessTest {

    private final Json json = new Json();

    record Order(
            String name,
            Integer count,
            Long total,
            Double ratio,
            BigDecimal amount,
            BigInteger huge,
            Boolean paid,
            Colour colour,
            UUID uuid,
            Currency currency,
            Instant at,
            LocalDate day,
            Duration during,
            List<Line> lines,
            Set<String> tags,
            Map<String, Integer> stock,
            Line first) {}

    record Line(String article, int pieces) {}

    record Name(String name) {}

    enum Colour {
        RED,
        GREEN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                // field, expected words, JSON
                arguments("colour2", "Unknown field", "{'colour2':'RED'}"),
                arguments("first.weight", "Unknown field", "{'first':{'article':'a','pieces':1,'weight':2}}"),
                arguments("name", "twice", "{'name':'a','name':'b'}"),
                arguments("first.pieces", "twice", "{'first':{'pieces':1,'pieces':1}}"),
                arguments("stock.a", "twice", "{'stock':{'a':1,'a':2}}"),
                arguments("name", "a string", "{'name':1}"),
                arguments("name", "a string", "{'name':true}"),
                arguments("name", "a string", "{'name':1.5}"),
                arguments("name", "a string", "{'name':{}}"),
                arguments("name", "a string", "{'name':['a']}"),
                arguments("count", "32-bit", "{'count':'1'}"),
                arguments("count", "32-bit", "{'count':1.0}"),
                arguments("count", "32-bit", "{'count':2147483648}"),
                arguments("count", "32-bit", "{'count':true}"),
                arguments("count", "32-bit", "{'count':''}"),
                arguments("total", "64-bit", "{'total':9223372036854775808}"),
                arguments("total", "64-bit", "{'total':1e3}"),
                arguments("ratio", "a number", "{'ratio':'NaN'}"),
                arguments("ratio", "a number", "{'ratio':'1.5'}"),
                arguments("ratio", "range", "{'ratio':1e999}"),
                arguments("ratio", "Malformed", "{'ratio':NaN}"),
                arguments("ratio", "Malformed", "{'ratio':-Infinity}"),
                arguments("amount", "a number", "{'amount':'10.50'}"),
                arguments("amount", "a number", "{'amount':''}"),
                arguments("amount", "range", "{'amount':1e1000000}"),
                arguments("amount", "range", "{'amount':1e-1000000}"),
                arguments("amount", "out of range", "{'amount':1e400}"),
                arguments("amount", "out of range", "{'amount':1e-400}"),
                arguments("amount", "fit", "{'amount':1e9999999999999}"),
                arguments("amount", "too long", "{'amount':1" + "0".repeat(1000) + "}"),
                arguments("amount", "Malformed", "{'amount':01}"),
                arguments("amount", "Malformed", "{'amount':+1}"),
                arguments("amount", "Malformed", "{'amount':.5}"),
                arguments("amount", "Malformed", "{'amount':0x1F}"),
                arguments("huge", "a number", "{'huge':1.5}"),
                arguments("huge", "a number", "{'huge':'1'}"),
                arguments("paid", "true or false", "{'paid':'true'}"),
                arguments("paid", "true or false", "{'paid':1}"),
                arguments("colour", "one of [RED, GREEN]", "{'colour':'BLUE'}"),
                arguments("colour", "one of [RED, GREEN]", "{'colour':0}"),
                arguments("colour", "one of [RED, GREEN]", "{'colour':'0'}"),
                arguments("colour", "one of [RED, GREEN]", "{'colour':''}"),
                arguments("uuid", "a UUID", "{'uuid':'1'}"),
                arguments("uuid", "a UUID", "{'uuid':''}"),
                arguments("currency", "an ISO 4217 currency code", "{'currency':'EURO'}"),
                arguments("currency", "an ISO 4217 currency code", "{'currency':'eur'}"),
                arguments("at", "an instant", "{'at':'yesterday'}"),
                arguments("at", "an instant", "{'at':''}"),
                arguments("at", "an instant", "{'at':1700000000}"),
                arguments("at", "an instant", "{'at':'1700000000'}"),
                arguments("day", "a date", "{'day':'2026-02-30'}"),
                arguments("day", "a date", "{'day':[2026,1,1]}"),
                arguments("day", "a date", "{'day':'2026-02-01T10:00:00Z'}"),
                arguments("during", "a duration", "{'during':5}"),
                arguments("during", "a duration", "{'during':'5'}"),
                arguments("lines", "an array", "{'lines':{}}"),
                arguments("lines", "an array", "{'lines':''}"),
                arguments("lines[1].pieces", "missing", "{'lines':[{'pieces':1},{'article':'a'}]}"),
                arguments("lines[0].pieces", "missing", "{'lines':[{'pieces':null}]}"),
                arguments("lines[0]", "an object", "{'lines':['a']}"),
                arguments("tags[1]", "a string", "{'tags':['a',1]}"),
                arguments("stock", "an object", "{'stock':[]}"),
                arguments("stock.a", "32-bit", "{'stock':{'a':'x'}}"),
                arguments("first", "an object", "{'first':'text'}"),
                arguments("first", "an object", "{'first':''}"),
                arguments("first", "an object", "{'first':[]}"),
                arguments("name", "surrogate", "{'name':'\\ud800'}"),
                arguments("tags[0]", "surrogate", "{'tags':['\\udc00']}"),
                arguments("stock", "surrogate", "{'stock':{'\\ud800':1}}"),
                arguments("name", "Malformed", "{'name':'a"),
                arguments("name", "Malformed", "{'name':'\n'}"),
                arguments("", "Malformed", "{name:'a'}"),
                arguments("", "empty", ""),
                arguments("", "empty", "  \n"),
                arguments("", "null", "null"),
                arguments("", "an object", "[]"),
                arguments("", "an object", "'text'"),
                arguments("", "an object", "1"),
                arguments("", "follows", "{} {}"),
                arguments("", "Malformed", "{} x"),
                arguments("name", "Malformed", "{'name':'a',}"),
                arguments("", "Malformed", "/* comment */ {}"),
                arguments("", "Malformed", "not json"),
                arguments("", "Malformed", "\0"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsRefusedWithItsField(String field, String words, String text) {
        InvalidJsonException refusal = refusal(text.replace('\'', '"'), Order.class);

        assertThat(refusal.getMessage()).contains(words);
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.getMessage())
                .doesNotContainPattern(
                        "java|jackson|ee\\.cqrs|StrictnessTest|Order|BigDecimal|\\$|@|LocalDate|Instant");
    }

    @Test
    void theFieldsThatAreKnownAreListed() {
        assertThat(refusal("{\"nmae\":\"a\"}", Name.class).getMessage()).isEqualTo("Unknown field; known are [name]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"text\"", "[\"text\"]", "1"})
    void aRecordOfOneFieldIsAnObjectToo(String text) {
        assertThat(refusal(text, Name.class).getMessage()).contains("an object");
    }

    @Test
    void aRecordHasNoFactoryForText() {
        assertThat(refusal("\"text\"", Everything.Point.class).getMessage()).contains("an object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"first\":", "{\"unknown\":", "["})
    void nestingOfFiveThousandIsRefused(String open) {
        assertThat(refusal(open.repeat(5_000), Order.class).getMessage())
                .matches("The JSON is nested too deeply.*|Unknown field.*|.*an object.*|.*missing.*");
    }

    @Test
    void deepPlainFieldsAreRefused() {
        assertThat(refusal("{\"a\":".repeat(5_000), Map.class).getMessage()).contains("nested too deeply");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7b226e616d65223a22ff227d", // no UTF-8 byte at all
                "7b226e616d65223a22c328227d", // a broken sequence
                "7b226e616d65223a22c0af227d", // an overlong slash
                "7b226e616d65223a22eda080227d", // half a surrogate pair
                "7b226e616d65223a22eda0bdedb880227d", // a surrogate pair instead of four bytes
                "7b226e616d65223a22f4908080227d", // beyond the last code point
                "7b226e616d65223a22e282", // cut off within a character
                "fffe7b0022006e0061006d00650022003a00220061002200" // UTF-16
            })
    void bytesThatAreNotUtf8AreRefused(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(catchThrowableOfType(InvalidJsonException.class, () -> json.read(bytes, Name.class)))
                .hasMessageContaining("UTF-8");
        assertThat(catchThrowableOfType(
                        InvalidJsonException.class, () -> json.read(new ByteArrayInputStream(bytes), Name.class)))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void canary_aTextWithoutFaultIsRead() {
        byte[] bytes = "{\"name\":\"Ærø\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(json.read(bytes, Name.class)).isEqualTo(new Name("Ærø"));
    }

    private InvalidJsonException refusal(String text, Class<?> type) {
        InvalidJsonException refusal = catchThrowableOfType(InvalidJsonException.class, () -> json.read(text, type));
        assertThat(refusal).as("refusal of %.100s", text).isNotNull();
        return refusal;
    }
}
