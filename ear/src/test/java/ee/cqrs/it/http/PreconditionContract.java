package ee.cqrs.it.http;

import org.junit.jupiter.api.Test;

import static ee.cqrs.it.http.HttpEntrance.REST;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code If-Match} and {@code If-None-Match}. */
abstract class PreconditionContract {

    @Test
    void givenTheIndexThatWasReadThenTheCommandIsAccepted() throws Exception {
        String id = Given.counterAt(2);
        String tag = Request.state("counter", id).send().header("ETag");

        Response response = Given.bump(id).with("If-Match", tag).send();

        assertThat(response.ok().at("/aggregate/index").longValue()).isEqualTo(3);
        assertThat(response.header("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void givenAnEarlierIndexThenItFailsAndNothingIsWritten() throws Exception {
        String id = Given.counterAt(2);
        Stored before = Stored.now();

        Response response = Given.bump(id).with("If-Match", "\"1\"").send();

        assertThat(response.problem(412, "index-mismatch").get("detail").textValue())
                .contains(id + " is at index 2, not 1");
        assertThat(Stored.now()).isEqualTo(before);
    }

    @Test
    void givenAnAggregateThatMustNotExistThenOneCommandMakesItAndTheNextFails() throws Exception {
        Request activate = Request.command("counter", Given.freshId(), "ActivateCounter", "{\"initialValue\":1}")
                .with("If-None-Match", "*");

        activate.send().ok();

        activate.send().problem(412, "index-mismatch");
    }

    @Test
    void givenAFailedPreconditionThenItWinsOverTheRules() throws Exception {
        String id = Given.openAccount();

        Response response = Request.command("account", id, "WithdrawMoney", "{\"amount\":1}")
                .with("If-Match", "\"5\"")
                .send();

        response.problem(412, "index-mismatch");
        assertThat(REST.events("account", id)).hasSize(1);
    }
}
