package ee.cqrs.it.http;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code GET /api/types}. */
abstract class CatalogueContract {

    @Test
    void givenTheApplicationsThenTheCatalogueSaysThatTheyRun() throws Exception {
        JsonNode applications = catalogue().get("applications");

        assertThat(applications.toString())
                .isEqualTo("[{\"name\":\"accounts\",\"running\":true,\"reason\":null,"
                        + "\"types\":[\"account\",\"contact-details\",\"exchange-rates\"]},"
                        + "{\"name\":\"counters\",\"running\":true,\"reason\":null,\"types\":[\"counter\"]}]");
    }

    @ParameterizedTest
    @CsvSource({
        "account, accounts, events, , false",
        "contact-details, accounts, snapshots, 0, false",
        "exchange-rates, accounts, events-and-snapshots, 100, true",
        "counter, counters, events-and-snapshots, 5, false"
    })
    void givenATypeThenTheCatalogueSaysHowItIsKept(
            String name, String application, String modality, Integer snapshotPeriod, boolean singleton)
            throws Exception {
        JsonNode type = type(name);

        assertThat(type.get("application").textValue()).isEqualTo(application);
        assertThat(type.get("modality").textValue()).isEqualTo(modality);
        assertThat(type.get("snapshotPeriod").isNull()).isEqualTo(snapshotPeriod == null);
        assertThat(type.get("snapshotPeriod").asInt()).isEqualTo(snapshotPeriod == null ? 0 : snapshotPeriod);
        assertThat(type.get("singleton").booleanValue()).isEqualTo(singleton);
    }

    @Test
    void givenATypeThenItsCommandsAndEventsAreNamed() throws Exception {
        JsonNode account = type("account");

        assertThat(Response.texts(account.get("commands"), "/name"))
                .containsExactlyInAnyOrder(
                        "OpenAccount",
                        "AssignIban",
                        "DepositMoney",
                        "WithdrawMoney",
                        "FreezeAccount",
                        "UnfreezeAccount",
                        "CloseAccount");
        assertThat(Response.texts(account.get("events"), "/name"))
                .containsExactlyInAnyOrder(
                        "AccountOpened",
                        "IbanAssigned",
                        "MoneyDeposited",
                        "MoneyWithdrawn",
                        "AccountFrozen",
                        "AccountUnfrozen",
                        "AccountClosed");
    }

    @Test
    void givenEveryMessageThenItHasAVersionAndAJsonSchema() throws Exception {
        for (JsonNode type : catalogue().get("types")) {
            assertMessages(Response.all(type.get("commands")));
            assertMessages(Response.all(type.get("events")));
            assertMessages(List.of(type.get("state")));
        }
    }

    @Test
    void givenACommandThenItsSchemaSaysWhatItsFieldsMustBe() throws Exception {
        JsonNode open = Response.all(type("account").get("commands")).stream()
                .filter(command -> command.get("name").textValue().equals("OpenAccount"))
                .findFirst()
                .orElseThrow();

        JsonNode schema = open.get("schema");
        assertThat(Response.fields(schema.get("properties"))).containsExactly("owner", "currency", "overdraftLimit");
        assertThat(Response.texts(schema.get("required"), "")).containsExactly("owner", "currency");
        assertThat(schema.at("/properties/owner/maxLength").intValue()).isEqualTo(100);
        assertThat(schema.at("/properties/overdraftLimit/minimum").intValue()).isZero();
    }

    @Test
    void givenTheQueriesOfTheApplicationsThenTheCatalogueSaysHowTheyAreAsked() throws Exception {
        JsonNode queries = catalogue().get("queries");

        assertThat(Response.texts(queries, "/name"))
                .containsExactly(
                        "balance",
                        "balances",
                        "dossier",
                        "dossiers",
                        "statement",
                        "sums-by-owner",
                        "top-movers",
                        "totals-by-currency");
        JsonNode balances = queries.get(1);
        JsonNode schema = ((ObjectNode) balances).remove("schema");
        assertThat(Response.fields(schema.get("properties")))
                .containsExactly("account", "owner", "currency", "balance", "status");
        assertThat(balances.get("application").textValue()).isEqualTo("accounts");
        assertThat(Response.texts(balances.get("parameters"), "/name")).containsExactly("owner", "currency");
        assertThat(Response.texts(balances.get("parameters"), "/required")).containsExactly("false", "false");
        assertThat(balances.at("/parameters/1/schema/pattern").textValue()).isEqualTo("^[A-Z]{3}$");
        assertThat(balances.get("paged").booleanValue()).isTrue();
        assertThat(Response.texts(balances.get("sort"), "")).containsExactly("account", "owner", "balance");
        assertThat(Response.texts(balances.get("projections"), "")).containsExactly("balances");
        assertThat(balances.get("result").textValue()).isEqualTo("page");
    }

    private static void assertMessages(List<JsonNode> messages) {
        assertThat(messages).isNotEmpty().allSatisfy(message -> {
            assertThat(Response.fields(message)).containsExactly("name", "version", "aliases", "schema");
            assertThat(message.get("version").intValue()).isEqualTo(1);
            JsonNode schema = message.get("schema");
            assertThat(schema.get("$schema").textValue()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
            assertThat(schema.get("type").textValue()).isEqualTo("object");
            assertThat(schema.get("additionalProperties").booleanValue()).isFalse();
        });
    }

    private static JsonNode type(String name) throws Exception {
        return Response.all(catalogue().get("types")).stream()
                .filter(type -> type.get("type").textValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode catalogue() throws Exception {
        return Request.get("/types").send().ok();
    }
}
