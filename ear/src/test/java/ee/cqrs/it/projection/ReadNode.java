package ee.cqrs.it.projection;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.JavaOptions;
import ee.cqrs.it.client.Postgres;
import ee.cqrs.it.client.Reply;
import ee.cqrs.it.client.RestClient;
import ee.cqrs.server.ServerInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** A server process with its client. */
record ReadNode(ServerInstance server, HttpClient http, RestClient rest) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Starts a server with the real EAR. */
    static ReadNode start(int number, Postgres postgres, String database) throws IOException {
        return start(number, postgres, database, Path.of(System.getProperty("cqrs.test.ear")));
    }

    /**
     * Starts a server.
     *
     * @param number from 2; the test server and others have the ports before
     */
    static ReadNode start(int number, Postgres postgres, String database, Path ear) throws IOException {
        Path target = Path.of(System.getProperty("cqrs.test.base")).getParent();
        ServerInstance server = ServerInstance.inPrivateBase(
                        Path.of(System.getProperty("cqrs.test.home")), target.resolve("projection-server-" + number))
                .portOffset(Integer.getInteger("cqrs.test.port-offset") + 100 * number)
                .javaOption("-Xmx512m")
                .javaOption("-Dcqrs.subscription.retry-pause=PT0.01S")
                .javaOption("-Dcqrs.query.wait-limit=PT3S")
                .javaOption("-Dcqrs.query.statement-limit=PT2S");
        JavaOptions.START_FAST.forEach(server::javaOption);
        postgres.serve(server, database);
        server.deploy(ear);
        server.start();
        return new ReadNode(
                server,
                HttpClient.newHttpClient(),
                new RestClient(server.ports().http()));
    }

    void awaitDeployed() throws IOException, InterruptedException {
        server.awaitDeployed(PATIENCE);
    }

    /** Sends a command that is accepted; gives its position. */
    long send(String type, String id, String command, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = post("/aggregates/%s/%s/commands/%s".formatted(type, id, command), json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        long position = Reply.json(answer.body()).get("position").longValue();
        assertThat(answer.headers().firstValue("CQRS-Position")).hasValue(Long.toString(position));
        return position;
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    /** What is there. */
    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = call(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Reply.json(answer.body());
    }

    HttpResponse<String> call(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    /** Asks for what a command has done. */
    HttpResponse<String> ask(String query, long position) throws IOException, InterruptedException {
        return http.send(
                request("/queries/" + query)
                        .header("CQRS-Position", Long.toString(position))
                        .build(),
                BodyHandlers.ofString());
    }

    JsonNode answer(String query, long position) throws IOException, InterruptedException {
        HttpResponse<String> answer = ask(query, position);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Reply.json(answer.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(
                "http://127.0.0.1:%d/cqrs/api%s".formatted(server.ports().http(), path)));
    }

    @Override
    public void close() {
        server.close();
    }
}
