package ee.cqrs.faults.model;

import java.io.IOException;
import java.util.UUID;

import ee.cqrs.it.client.RestClient;

/** A command that can be sent again under the same id. */
public record SentCommand(String type, String id, String command, String body, String commandId) {

    public static SentCommand of(String type, String id, String command, String body) {
        return new SentCommand(type, id, command, body, UUID.randomUUID().toString());
    }

    /** Whether its events are in the log; of contact details only the latest state is kept. */
    public boolean isLogged() {
        return !type.equals("contact-details");
    }

    /** Sends it over REST. */
    public Answered send(RestClient rest) {
        try {
            RestClient.Answer answer = rest.send(type, id, command, body, commandId);
            return new Answered(this, answer.status(), answer.body());
        } catch (IOException e) {
            return Answered.withoutAnswer(this);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "%s to %s/%s, command id %s".formatted(command, type, id, commandId);
    }
}
