package ee.cqrs.it.http;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static ee.cqrs.it.http.HttpEntrance.REST;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code GET /api/verify}: whether the log is what was once written. */
abstract class VerifyContract {

    /** Of the type probe other tests have written events past the server, with hashes that do not fit. */
    @Test
    void givenAnUntouchedLogThenAllOfItIsSound() throws Exception {
        Given.openAccount();
        Given.counterAt(3);
        long head = REST.head();

        Response response = Request.get("/verify").send();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Type")).isEqualTo("application/x-ndjson");
        List<JsonNode> lines = response.lines();
        JsonNode verdict = lines.get(lines.size() - 1);
        assertThat(lines.subList(0, lines.size() - 1))
                .isNotEmpty()
                .allSatisfy(progress -> assertThat(Response.fields(progress)).containsExactly("check", "done", "of"));
        assertThat(verdict.get("findings"))
                .allSatisfy(
                        finding -> assertThat(finding.get("type").textValue()).isEqualTo("probe"));
        assertThat(verdict.get("sound").booleanValue())
                .isEqualTo(verdict.get("findings").isEmpty());
        assertThat(verdict.get("head").longValue()).isGreaterThanOrEqualTo(head);
        assertThat(verdict.get("root").textValue()).hasSize(64);
    }

    @Test
    void givenATypeOrAnAggregateThenOnlyItsEventsAreVerified() throws Exception {
        String id = Given.counterAt(3);

        assertThat(verdict("?type=counter&id=" + id).get("events").longValue()).isEqualTo(4);
        assertThat(verdict("?type=counter&id=" + id).get("streams").longValue()).isOne();
        assertThat(verdict("?type=counter&id=" + id).get("sound").booleanValue())
                .isTrue();
        assertThat(verdict("?type=counter").get("sound").booleanValue()).isTrue();
        assertThat(verdict("?type=counter").get("root").isNull()).isTrue();
    }

    /** The first one is recorded within a minute from the first event. */
    @Test
    void givenALogThenItsRootHashIsRecordedAndShownPageByPage() throws Exception {
        Given.openAccount();
        Awaitility.await("a root hash is recorded")
                .atMost(Duration.ofSeconds(90))
                .until(() -> !roots().get("roots").isEmpty());

        JsonNode page = roots();

        assertThat(Response.fields(page)).containsExactly("roots", "next");
        JsonNode root = page.at("/roots/0");
        assertThat(root.get("hash").textValue()).hasSize(64);
        assertThat(root.get("position").longValue())
                .isEqualTo(page.get("next").longValue())
                .isPositive();
    }

    private static JsonNode roots() throws Exception {
        return Request.get("/verify/roots?limit=1").send().ok();
    }

    private static JsonNode verdict(String query) throws Exception {
        List<JsonNode> lines = Request.get("/verify" + query).send().lines();
        return lines.get(lines.size() - 1);
    }
}
