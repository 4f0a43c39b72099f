package ee.cqrs.it.crash;

import java.io.IOException;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.RestClient;

/** A command that can be sent again under the same id. Each of those used here has one event at most. */
public record SentCommand(String type, String id, String command, String body, String commandId) {

    public static SentCommand of(String type, String id, String command, String body) {
        return new SentCommand(type, id, command, body, UUID.randomUUID().toString());
    }

    public Answered send(RestClient rest) {
        try {
            RestClient.Answer answer = rest.send(type, id, command, body, commandId);
            return new Answered(this, answer.status(), answer.body());
        } catch (IOException e) {
            return new Answered(this, 0, null);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What the server said to it.
     *
     * @param status 200 if it was accepted; 0 if the answer did not arrive
     * @param body null if the answer did not arrive
     */
    public record Answered(SentCommand command, int status, JsonNode body) {

        public boolean accepted() {
            return status == 200;
        }

        public boolean rejected() {
            return status == 422;
        }

        /** Whether only the server knows what became of it. */
        public boolean inDoubt() {
            return !accepted() && !rejected();
        }
    }
}
