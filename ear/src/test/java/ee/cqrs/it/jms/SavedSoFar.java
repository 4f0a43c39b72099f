package ee.cqrs.it.jms;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.Reply;

/** What the journal writer of the test server has done since its start, as the health tells it. */
record SavedSoFar(long commits, long commands) {

    private static final URI READY =
            URI.create("http://127.0.0.1:%s/health/ready".formatted(System.getProperty("cqrs.test.management-port")));

    static SavedSoFar onTestServer() throws Exception {
        String health = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(READY).build(), BodyHandlers.ofString())
                .body();
        for (JsonNode check : Reply.json(health).get("checks")) {
            if (check.get("name").textValue().equals("event-store")) {
                return new SavedSoFar(
                        check.at("/data/commits").longValue(),
                        check.at("/data/commands").longValue());
            }
        }
        throw new AssertionError("No event store in " + health);
    }
}
