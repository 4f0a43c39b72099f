package ee.cqrs.it.crash;

import java.io.IOException;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.RestClient;

/** A command that can be sent again under the same id. Each of those used here has one event at most. */
record SentCommand(String type, String id, String command, String body, String commandId) {

    static SentCommand of(String type, String id, String command, String body) {
        return new SentCommand(type, id, command, body, UUID.randomUUID().toString());
    }

    RestClient.Answer send(RestClient rest) throws IOException, InterruptedException {
        return rest.send(type, id, command, body, commandId);
    }

    /**
     * What the server said to it.
     *
     * @param status 200 if it was accepted; 0 if the answer did not arrive
     * @param body null if the answer did not arrive
     */
    record Answered(SentCommand command, int status, JsonNode body) {

        boolean accepted() {
            return status == 200;
        }

        boolean rejected() {
            return status == 422;
        }

        /** Whether only the server knows what became of it. */
        boolean inDoubt() {
            return !accepted() && !rejected();
        }
    }
}
