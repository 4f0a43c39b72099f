package ee.cqrs.it.http;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static ee.cqrs.it.http.HttpEntrance.REST;
import static org.assertj.core.api.Assertions.assertThat;

/** Any legal id makes the round trip through URL, store and JSON. */
abstract class IdContract {

    private static final int LONGEST = 200;

    static Stream<String> ids() {
        String unique = UUID.randomUUID().toString();
        return Stream.of(
                unique + "/and/slashes//",
                "/" + unique,
                unique + "\"quotes\" and 'apostrophes'",
                unique + " 100%",
                unique + "%2F%00",
                unique + " \uD83D\uDE00\uD83D\uDC69\u200D\uD83D\uDCBB",
                unique + " a space",
                unique + "+a+plus",
                unique + ";key=value",
                unique + "?x=1#y&z",
                unique + "\\back\\slash",
                unique + "<b>&amp;</b>",
                unique + ":{}[]@!$,|^`~",
                unique + "\u00e4\u00df\u4e2d\u0639",
                unique + "..",
                "../" + unique,
                "\uD83D\uDE00".repeat(LONGEST - unique.length()) + unique);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void givenALegalIdThenItMakesTheRoundTrip(String id) throws Exception {
        long head = REST.head();

        JsonNode outcome = Request.command("counter", id, "ActivateCounter", "{\"initialValue\":7}")
                .send()
                .ok();
        Given.bump(id).send().ok();

        assertThat(outcome.at("/aggregate/id").textValue()).isEqualTo(id);
        JsonNode state = Request.state("counter", id).send().ok();
        assertThat(state.at("/meta/id").textValue()).isEqualTo(id);
        assertThat(state.at("/state/value").longValue()).isEqualTo(8);
        JsonNode events = Request.get("/aggregates/counter/%s/events".formatted(Request.encoded(id)))
                .send()
                .ok()
                .get("events");
        assertThat(Response.texts(events, "/meta/id")).containsExactly(id, id);
        assertThat(REST.feed(head))
                .extracting(event -> event.at("/meta/id").textValue())
                .containsExactly(id, id);
        assertThat(Stored.ids("counter", 1_000)).containsOnlyOnce(id);
        assertThat(Item.array(List.of(Item.bump(id.replace("\\", "\\\\").replace("\"", "\\\""), 1)))
                        .send()
                        .ok()
                        .at("/0/aggregate/index")
                        .longValue())
                .as("index after a batch")
                .isEqualTo(2);
    }

    @Test
    void givenIdsThatDifferInCaseOrSpaceThenTheyAreDifferentAggregates() throws Exception {
        String id = Given.activeCounter();

        for (String other : List.of(id.toUpperCase(Locale.ROOT), id + " ", " " + id, id + "/")) {
            Request.state("counter", other).send().problem(404, "not-found");
        }
    }

    @Test
    void givenTheSameIdInTwoTypesThenTheyAreDifferentAggregates() throws Exception {
        String id = Given.openAccount();

        Request.state("counter", id).send().problem(404, "not-found");
        Request.command("counter", id, "ActivateCounter", "{\"initialValue\":1}")
                .send()
                .ok();

        assertThat(Request.state("account", id).send().header("ETag")).isEqualTo("\"0\"");
    }
}
