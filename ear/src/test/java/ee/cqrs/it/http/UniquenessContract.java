package ee.cqrs.it.http;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What no two aggregates of a type may have. */
abstract class UniquenessContract {

    @Test
    void givenAnIbanOfAnotherAccountThenTheCommandIsRejectedUntilThatIsClosed() throws Exception {
        String iban = iban();
        String ada = Given.openAccount();
        String bob = Given.openAccount();
        assign(ada, iban).send().ok();

        JsonNode problem = assign(bob, iban).send().problem(422, "rejected");

        assertThat(problem.get("code").textValue()).isEqualTo("iban-taken");
        assertThat(problem.get("detail").textValue()).isEqualTo("Another account has the iban " + iban);
        assertThat(HttpEntrance.REST.events("account", bob)).hasSize(1);

        Request.command("account", ada, "CloseAccount", "{}").send().ok();
        assign(bob, iban).send().ok();
    }

    @Test
    void givenABatchOfAccountsThatWantOneIbanThenTheFirstGetsIt() throws Exception {
        String iban = iban();
        List<String> commands = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            commands.add("{\"type\":\"account\",\"id\":\"%s\",\"command\":\"AssignIban\",\"data\":{\"iban\":\"%s\"}}"
                    .formatted(Given.openAccount(), iban));
        }

        JsonNode outcomes =
                HttpEntrance.REST.batch("[" + String.join(",", commands) + "]").body();

        assertThat(outcomes.get(0).get("status").intValue()).isEqualTo(200);
        for (int i = 1; i < 20; i++) {
            assertThat(outcomes.get(i).get("status").intValue()).isEqualTo(422);
            assertThat(outcomes.get(i).get("code").textValue()).isEqualTo("iban-taken");
        }
    }

    private static Request assign(String account, String iban) {
        return Request.command("account", account, "AssignIban", "{\"iban\":\"%s\"}".formatted(iban));
    }

    private static String iban() {
        return "XX00"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 20).toUpperCase(java.util.Locale.ROOT);
    }
}
