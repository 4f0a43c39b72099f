package ee.cqrs.catalogue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JsonSchemasTest {

    enum Channel {
        BRANCH,
        ONLINE {
            @Override
            public String toString() {
                return "by internet";
            }
        }
    }

    record Transfer(
            @NotBlank @Size(max = 100) String owner,

            @NotNull @Positive @Digits(integer = 11, fraction = 4)
            BigDecimal amount,

            int count,
            Long ticket,
            boolean urgent,
            Instant due,
            @NotNull Currency currency,
            @Pattern(regexp = "[a-z]+") String word,
            Channel channel,
            @NotNull Address home,
            Address work,
            List<String> tags,
            Map<String, BigDecimal> prices,
            Optional<String> note) {}

    record Address(@NotBlank String city) {
        boolean isEmpty() {
            return city.isEmpty();
        }
    }

    record Branch(String name, List<Branch> children) {}

    record Nothing() {}

    private final JsonNode transfer = schema(Transfer.class);

    @Test
    void aSchemaNamesItsDialect() {
        assertThat(transfer.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    @Test
    void whatThePrimitivesAndConstraintsDemandIsRequired() {
        assertThat(transfer.path("required"))
                .extracting(JsonNode::asText)
                .containsExactly("owner", "amount", "count", "urgent", "currency", "home");
    }

    @Test
    void fieldsStandInTheOrderOfTheRecord() {
        assertThat(transfer.path("properties").fieldNames())
                .toIterable()
                .startsWith("owner", "amount", "count")
                .endsWith("prices", "note");
    }

    @Test
    void numbersAreNumbersAndTimesAreStrings() {
        assertField("amount", "{'type':'number','exclusiveMinimum':0}");
        assertField("count", "{'type':'integer','format':'int32'}");
        assertField("ticket", "{'type':['integer','null'],'format':'int64'}");
        assertField("due", "{'type':['string','null'],'format':'date-time'}");
        assertField("currency", "{'type':'string','pattern':'^[A-Z]{3}$'}");
    }

    @Test
    void constraintsOfTextsAreToldAndPatternsMatchTheWholeText() {
        assertField("owner", "{'type':'string','minLength':1,'maxLength':100}");
        assertThat(transfer.at("/properties/word/pattern").asText()).isEqualTo("^(?:[a-z]+)$");
    }

    @Test
    void aConstantOfAnEnumIsItsName() {
        assertField("channel", "{'anyOf':[{'type':'null'},{'type':'string','enum':['BRANCH','ONLINE']}]}");
    }

    @Test
    void nothingButTheComponentsIsAllowed() {
        assertThat(transfer.path("additionalProperties").isBoolean()).isTrue();
        assertThat(transfer.path("additionalProperties").asBoolean()).isFalse();
        assertThat(transfer.at("/$defs/Address/properties").fieldNames())
                .toIterable()
                .containsExactly("city");
        assertField("prices", "{'type':['object','null'],'additionalProperties':{'type':'number'}}");
    }

    @Test
    void aRecordMayHoldItself() {
        assertThat(schema(Branch.class).at("/properties/children/items/$ref").asText())
                .isEqualTo("#");
    }

    @Test
    void aRecordWithoutComponentsIsAnEmptyObject() {
        JsonNode nothing = schema(Nothing.class);

        assertThat(nothing.path("type").asText()).isEqualTo("object");
        assertThat(nothing.path("additionalProperties").asBoolean(true)).isFalse();
    }

    private void assertField(String field, String expected) {
        assertThat(transfer.at("/properties/" + field).toString()).isEqualTo(expected.replace('\'', '"'));
    }

    private static JsonNode schema(Class<? extends Record> type) {
        return new JsonSchemas().of(MessageType.of(type));
    }
}
