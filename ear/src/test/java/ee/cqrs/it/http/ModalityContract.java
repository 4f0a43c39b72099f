package ee.cqrs.it.http;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static ee.cqrs.it.http.HttpEntrance.REST;
import static org.assertj.core.api.Assertions.assertThat;

/** One contract for all three ways to keep an aggregate, and for the type with one instance. */
abstract class ModalityContract {

    private static final String CONTACT = "contact-details";
    private static final String RATES = "exchange-rates";

    @Test
    void givenATypeThatKeepsNoEventsThenTheAnswerHasThemButNoLogDoes() throws Exception {
        String id = Given.freshId();
        long head = REST.head();

        JsonNode outcome = email(id, "ada@example.org").send().ok();

        JsonNode event = outcome.at("/events/0");
        assertThat(event.get("type").textValue()).isEqualTo("EmailAddressChanged");
        assertThat(event.get("meta").size()).as("fields of the meta").isEqualTo(14);
        assertThat(event.at("/meta/snapshotPeriod").intValue()).isZero();
        assertThat(List.of(event.at("/meta/position"), event.at("/meta/hash"), event.at("/meta/previousHash")))
                .as("what only a kept event has")
                .allMatch(JsonNode::isNull);
        assertThat(outcome.get("position").longValue())
                .as("where the log stands")
                .isEqualTo(head);
        assertThat(REST.head()).isEqualTo(head);
        assertThat(Request.get("/aggregates/contact-details/%s/events".formatted(id))
                        .send()
                        .ok()
                        .get("events"))
                .isEmpty();
    }

    @Test
    void givenATypeThatKeepsNoEventsThenItsStateIndexAndIdAreKept() throws Exception {
        String id = Given.freshId();
        email(id, "ada@example.org").send().ok();
        email(id, "ada@example.com").with("If-Match", "\"0\"").send().ok();

        Response state = Request.state(CONTACT, id).send();

        assertThat(state.header("ETag")).isEqualTo("\"1\"");
        assertThat(state.ok().at("/meta/snapshotPeriod").intValue()).isZero();
        assertThat(state.ok().get("state").toString()).isEqualTo("{\"email\":\"ada@example.com\",\"address\":null}");
        assertThat(Stored.ids(CONTACT, 1_000)).contains(id);
        email(id, "late@example.org").with("If-Match", "\"0\"").send().problem(412, "index-mismatch");
    }

    @Test
    void givenATypeThatKeepsNoEventsThenARepeatedCommandHasOneEffectAndOneAnswer() throws Exception {
        String id = Given.freshId();
        Request first = email(id, "ada@example.org").under(Given.freshId());
        Response answer = first.send();
        email(id, "ada@example.com").send().ok();

        assertThat(first.send().ok()).isEqualTo(answer.ok());
        assertThat(Request.state(CONTACT, id).send().ok().at("/state/email").textValue())
                .isEqualTo("ada@example.com");
        email(id, "eve@example.org")
                .under(answer.ok().get("commandId").textValue())
                .send()
                .problem(422, "key-reused");
    }

    @Test
    void givenATypeThatKeepsNoEventsThenItsPastIsGone() throws Exception {
        String id = Given.freshId();
        email(id, "ada@example.org").send().ok();
        Request.command(CONTACT, id, "ForgetContactDetails", "{}").send().ok();

        assertThat(Request.state(CONTACT, id).send().body()).doesNotContain("ada@example.org");
        Request.get("/aggregates/contact-details/%s?index=0".formatted(id))
                .send()
                .problem(404, "not-found");
    }

    @Test
    void givenATypeWithSnapshotsThenEventsAndStatesAreThoseOfPureSourcing() throws Exception {
        String id = Given.counterAt(12);

        JsonNode now = Request.state("counter", id).send().ok();

        assertThat(now.at("/meta/snapshotPeriod").intValue()).isEqualTo(5);
        assertThat(now.at("/state/value").longValue()).isEqualTo(12);
        List<JsonNode> events = REST.events("counter", id);
        assertThat(events)
                .hasSize(13)
                .allMatch(event -> event.at("/meta/snapshotPeriod").intValue() == 5);
        assertThat(now.at("/meta/uuid")).isEqualTo(events.get(12).at("/meta/uuid"));
    }

    @Test
    void givenTheTypeWithOneInstanceThenItsIdIsItsName() throws Exception {
        String rate = "{\"currency\":\"USD\",\"rate\":1.%d}".formatted(System.nanoTime() % 1_000_000_000L);

        JsonNode outcome = Request.command(RATES, RATES, "PublishExchangeRate", rate)
                .send()
                .ok();

        assertThat(outcome.at("/aggregate/id").textValue()).isEqualTo(RATES);
        JsonNode state = Request.state(RATES, RATES).send().ok();
        assertThat(state.at("/meta/snapshotPeriod").intValue()).isEqualTo(100);
        assertThat(state.at("/state/rates/USD/validFrom")).isEqualTo(outcome.at("/events/0/meta/timestamp"));
        assertThat(Stored.ids(RATES, 10)).containsExactly(RATES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "Exchange-Rates", "exchange-rates "})
    void givenAnotherIdForTheTypeWithOneInstanceThenItIsNotFound(String id) throws Exception {
        Stored before = Stored.now();

        Request.command(RATES, id, "PublishExchangeRate", "{\"currency\":\"USD\",\"rate\":1}")
                .send()
                .problem(404, "not-found");
        Request.state(RATES, id).send().problem(404, "not-found");

        assertThat(Stored.now()).isEqualTo(before);
    }

    private static Request email(String id, String address) {
        return Request.command(CONTACT, id, "ChangeEmailAddress", "{\"email\":\"%s\"}".formatted(address));
    }
}
