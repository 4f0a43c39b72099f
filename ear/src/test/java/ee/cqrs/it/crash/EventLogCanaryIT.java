package ee.cqrs.it.crash;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.cqrs.it.client.Reply;
import ee.cqrs.it.crash.SentCommand.Answered;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The crash test is worth as much as its checks: each of them fails where it must. */
class EventLogCanaryIT {

    private final List<JsonNode> sound = List.of(event(1, 0, "a"), event(2, 1, "b"), event(3, 2, "c"));

    @Test
    void givenASoundLogThenNothingFails() {
        EventLog log = new EventLog(sound);

        assertThatCode(() -> {
                    log.assertDense();
                    log.assertNothingTwice();
                    log.assertStillHolds(sound);
                    log.assertHoldsOneEventOfEach(List.of("a", "b", "c"));
                    log.assertHoldsOnce(List.of(accepted("b", sound.get(1)), rejected("d")));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void givenAGapInThePositionsThenItIsFound() {
        assertFails(() -> log(event(1, 0, "a"), event(3, 1, "b")).assertDense());
    }

    @Test
    void givenAGapInTheIndexesThenItIsFound() {
        assertFails(() -> log(event(1, 0, "a"), event(2, 2, "b")).assertDense());
    }

    @Test
    void givenAnEventThatWasShownIsGoneThenItIsFound() {
        assertFails(() -> log(sound.get(0), sound.get(1)).assertStillHolds(sound));
    }

    @Test
    void givenAnEventThatWasShownIsAnotherNowThenItIsFound() {
        assertFails(() -> log(sound.get(0), sound.get(1), event(3, 2, "x")).assertStillHolds(sound));
    }

    @Test
    void givenAnAcceptedCommandWithoutItsEventThenItIsFound() {
        assertFails(() -> log(sound.get(0)).assertHoldsOnce(List.of(accepted("b", sound.get(1)))));
    }

    @Test
    void givenARejectedCommandWithAnEventThenItIsFound() {
        assertFails(() -> log(sound.get(0)).assertHoldsOnce(List.of(rejected("a"))));
    }

    @Test
    void givenACommandWithoutEffectWithAnEventThenItIsFound() {
        log(sound.get(0)).assertHoldsNoneOf(List.of("b"));

        assertFails(() -> log(sound.get(0)).assertHoldsNoneOf(List.of("b", "a")));
    }

    @Test
    void givenACommandThatWasDoneTwiceThenItIsFound() {
        EventLog twice = log(event(1, 0, "a"), event(2, 1, "a"));

        assertFails(twice::assertNothingTwice);
        assertFails(() -> twice.assertHoldsOneEventOfEach(List.of("a")));
    }

    private static void assertFails(Runnable check) {
        assertThatThrownBy(check::run).isInstanceOf(AssertionError.class);
    }

    private static EventLog log(JsonNode... events) {
        return new EventLog(List.of(events));
    }

    private static JsonNode event(long position, long index, String commandId) {
        return Reply.json("""
                {"meta":{"type":"counter","id":"1","position":%d,"index":%d,"commandId":"%s"},"type":"CounterBumped"}""".formatted(position, index, commandId));
    }

    private static Answered accepted(String commandId, JsonNode... events) {
        ObjectNode body = (ObjectNode) Reply.json("{}");
        body.putArray("events").addAll(new ArrayList<>(List.of(events)));
        return new Answered(command(commandId), 200, body);
    }

    private static Answered rejected(String commandId) {
        return new Answered(command(commandId), 422, null);
    }

    private static SentCommand command(String commandId) {
        return new SentCommand("counter", "1", "BumpCounter", "{}", commandId);
    }
}
