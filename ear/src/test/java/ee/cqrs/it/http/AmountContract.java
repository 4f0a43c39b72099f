package ee.cqrs.it.http;

import java.util.Collections;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static ee.cqrs.it.http.HttpEntrance.REST;
import static org.assertj.core.api.Assertions.assertThat;

/** Amounts are exact: what was sent is what is kept and shown, and sums are sums. */
abstract class AmountContract {

    @ParameterizedTest
    @CsvSource({
        "EUR, 12.50, 12.50",
        "EUR, 12.5, 12.5",
        "EUR, 12, 12",
        "EUR, 0.01, 0.01",
        "EUR, 1.0000, 1.0000",
        "EUR, 999999999999999, 999999999999999",
        "EUR, 1.5E1, 15",
        "EUR, 2e2, 200",
        "JPY, 5.00, 5.00",
        "CLF, 12345678901.2345, 12345678901.2345"
    })
    void givenAnAmountThenEventAndStateShowItExactly(String currency, String sent, String shown) throws Exception {
        String id = Given.openAccount(currency);

        Response response = Given.deposit(id, sent).send();

        String data = "{\"amount\":%s}".formatted(shown);
        assertThat(response.ok().at("/events/0/data").toString()).isEqualTo(data);
        assertThat(REST.events("account", id).get(1).get("data").toString()).isEqualTo(data);
        assertThat(balance(id)).isEqualTo(shown);
    }

    @Test
    void givenATenthAndTwoTenthsThenTheyAreThreeTenths() throws Exception {
        String id = Given.openAccount();

        for (String amount : List.of("0.1", "0.2")) {
            Given.deposit(id, amount).send().ok();
        }

        assertThat(balance(id)).isEqualTo("0.3");
    }

    @Test
    void givenACentAHundredTimesThenItIsOneExactly() throws Exception {
        String id = Given.openAccount();
        String cent = Item.of("account", id, "DepositMoney", "{\"amount\":0.01}");

        Item.array(Collections.nCopies(100, cent)).send().ok();

        assertThat(balance(id)).isEqualTo("1.00");
        Request.command("account", id, "WithdrawMoney", "{\"amount\":1.00}")
                .send()
                .ok();
        JsonNode closed =
                Request.command("account", id, "CloseAccount", "{}").send().ok();
        assertThat(closed.at("/events/0/type").textValue()).isEqualTo("AccountClosed");
    }

    private static String balance(String id) throws Exception {
        return Request.state("account", id).send().ok().at("/state/balance").toString();
    }
}
