package ee.cqrs.it.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.Reply;
import org.junit.jupiter.api.Test;

import static ee.cqrs.it.http.HttpEntrance.REST;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code /health} on the management port. */
abstract class HealthContract {

    private static final URI HEALTH =
            URI.create("http://127.0.0.1:%s/health/ready".formatted(System.getProperty("cqrs.test.management-port")));

    @Test
    void givenARunningServerThenItIsReadyAndSaysWhereItsLogStands() throws Exception {
        long head = REST.head();

        HttpResponse<String> response =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(HEALTH).build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode health = Reply.json(response.body());
        assertThat(health.get("status").textValue()).isEqualTo("UP");
        JsonNode store = check(health, "event-store");
        assertThat(store.get("storedHead").longValue()).isEqualTo(head);
        assertThat(store.get("durableHead").longValue()).isEqualTo(head);
        assertThat(store.get("alone").booleanValue()).isTrue();
        assertThat(store.get("commands").longValue())
                .isGreaterThanOrEqualTo(store.get("commits").longValue())
                .isPositive();
        assertThat(store.get("waiting").intValue()).isZero();
        assertThat(check(health, "subscriptions").get("topic").textValue()).matches("(waiting|running), \\d+ behind");
        assertThat(Response.fields(check(health, "subscriptions")))
                .containsExactlyInAnyOrder("balances", "counter-values", "topic");
        assertThat(check(health, "applications").toString())
                .isEqualTo("{\"accounts\":\"running\",\"counters\":\"running\"}");
        assertThat(check(health, "aggregates").get("hanging").intValue()).isZero();
        assertThat(check(health, "aggregates").get("drifted").intValue()).isZero();
    }

    private static JsonNode check(JsonNode health, String name) {
        return Response.all(health.get("checks")).stream()
                .filter(check -> check.get("name").textValue().equals(name))
                .findFirst()
                .orElseThrow()
                .get("data");
    }
}
