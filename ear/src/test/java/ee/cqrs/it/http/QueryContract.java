package ee.cqrs.it.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code /api/queries/{name}}. */
abstract class QueryContract {

    @Test
    void givenACommandThenAQueryWithItsPositionSeesWhatItDid() throws Exception {
        String id = Given.openAccount();
        for (int i = 1; i <= 20; i++) {
            Response accepted = Given.deposit(id, "1.25").send();
            String position = accepted.header("CQRS-Position");
            assertThat(position).isEqualTo(accepted.ok().get("position").asText());

            JsonNode byHeader = Request.get("/queries/balance?account=" + id)
                    .with("CQRS-Position", position)
                    .send()
                    .ok();
            JsonNode byParameter = Request.get("/queries/balance?account=%s&position=%s".formatted(id, position))
                    .send()
                    .ok();

            assertThat(byHeader.get("balance").asText())
                    .isEqualTo(byParameter.get("balance").asText());
            assertThat(byHeader.get("balance").decimalValue()).isEqualByComparingTo(i * 1.25 + "");
        }
    }

    @Test
    void givenPagesThenNextLeadsThroughAllOfThem() throws Exception {
        String id = Given.openAccount("CHF");
        Given.deposit(id, "1").send().ok();
        Given.deposit(id, "2").send().ok();
        String position = Given.deposit(id, "3").send().header("CQRS-Position");
        String path = "/queries/statement?account=%s&limit=2&position=%s".formatted(id, position);

        JsonNode first = Request.get(path).send().ok();
        JsonNode last = Request.get(path + "&after=" + first.get("next")).send().ok();

        assertThat(Response.numbers(first.get("entries"), "/amount")).containsExactly(1L, 2L);
        assertThat(Response.numbers(last.get("entries"), "/amount")).containsExactly(3L);
        assertThat(last.get("next").isNull()).isTrue();
        assertThat(last.get("closing").intValue()).isEqualTo(6);
    }

    @Test
    void givenAnOrderThenThePagesFollowIt() throws Exception {
        String owner = Given.freshId();
        String position = "";
        for (int i = 1; i <= 3; i++) {
            String id = Given.freshId();
            Request.command("account", id, "OpenAccount", "{\"owner\":\"%s\",\"currency\":\"EUR\"}".formatted(owner))
                    .send()
                    .ok();
            position = Given.deposit(id, Integer.toString(i)).send().header("CQRS-Position");
        }
        String path = "/queries/balances?owner=%s&sort=-balance,account&limit=2&position=%s".formatted(owner, position);

        JsonNode first = Request.get(path).send().ok();
        JsonNode last = Request.get(path + "&after=" + first.get("next")).send().ok();

        assertThat(Response.numbers(first.get("items"), "/balance")).containsExactly(3L, 2L);
        assertThat(first.get("next").longValue()).isEqualTo(2);
        assertThat(Response.numbers(last.get("items"), "/balance")).containsExactly(1L);
        assertThat(last.get("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "balance, account",
        "balance?account=a&account=b, account",
        "balances?currency=EURO, currency",
        "balances?limit=0, limit",
        "balances?after=x, after",
        "balances?sort=status, sort",
        "balances?size=1, size",
        "balances?position=-1, position",
        "balances?position=1&position=2, position",
        "top-movers?currency=EUR&from=yesterday, from"
    })
    void givenABadParameterThenItIsNamed(String query, String field) throws Exception {
        JsonNode problem = Request.get("/queries/" + query).send().problem(400, "malformed");

        assertThat(problem.at("/errors/0/field").textValue()).isEqualTo(field);
        assertThat(problem.at("/errors/0/message").textValue()).isNotBlank();
    }

    @Test
    void givenABadPositionInTheHeaderThenItIsNamed() throws Exception {
        JsonNode problem = Request.get("/queries/balances")
                .with("CQRS-Position", "now")
                .send()
                .problem(400, "malformed");

        assertThat(problem.at("/errors/0/field").textValue()).isEqualTo("CQRS-Position");
    }

    @Test
    void givenAPositionBeyondTheLogThenTheWaitEndsWithWhereTheProjectionStands() throws Exception {
        JsonNode problem =
                Request.get("/queries/balances?position=9000000000").send().problem(504, "position-not-reached");

        assertThat(problem.get("detail").textValue()).contains("balances stands at ");
    }

    @ParameterizedTest
    @CsvSource({"nobody", "balance?account=nobody", "statement?account=nobody"})
    void givenWhatIsNotThereThenItIsNotFound(String query) throws Exception {
        Request.get("/queries/" + query).send().problem(404, "not-found");
    }
}
