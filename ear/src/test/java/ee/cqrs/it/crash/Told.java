package ee.cqrs.it.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.RestClient;
import ee.cqrs.it.crash.SentCommand.Answered;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

/** All that clients were ever told, and to which the server is held. */
final class Told {

    private final List<Answered> answers = new ArrayList<>();
    private final List<JsonNode> shown = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();

    void answered(List<Answered> more) {
        answers.addAll(more);
    }

    void shown(List<JsonNode> events) {
        shown.addAll(events);
    }

    /** The broker took these messages. */
    void taken(List<String> messageIds) {
        messages.addAll(messageIds);
    }

    boolean isDoneIn(EventLog log) {
        return log.holdsAll(messages);
    }

    /** Right after the start, before anybody sends anything. */
    void assertHeldBy(EventLog log) {
        log.assertDense();
        log.assertStillHolds(shown);
        log.assertHoldsOnce(answers);
    }

    /** Once all is settled and every message is done. */
    void assertDoneOnceIn(EventLog log) {
        assertHeldBy(log);
        log.assertNothingTwice();
        log.assertHoldsOneEventOfEach(messages);
    }

    /** Sends again what was not rejected: the accepted get their first answer, those in doubt are settled. */
    void assertSameAnswersAgain(RestClient rest) throws Exception {
        List<Answered> first =
                answers.stream().filter(answer -> !answer.rejected()).toList();
        List<Answered> again =
                RestLoad.sendAll(rest, first.stream().map(Answered::command).toList());
        for (int i = 0; i < again.size(); i++) {
            assertThat(again.get(i).inDoubt())
                    .as("still in doubt: %s", again.get(i))
                    .isFalse();
            if (first.get(i).accepted()) {
                assertThat(again.get(i))
                        .as("the answer to a command sent again")
                        .isEqualTo(first.get(i));
            }
        }
        answers.removeIf(answer -> !answer.rejected());
        answers.addAll(again);
    }

    @Override
    public String toString() {
        Map<Integer, Long> byStatus = answers.stream().collect(groupingBy(Answered::status, counting()));
        return "answers by status %s, %d events shown, %d messages".formatted(byStatus, shown.size(), messages.size());
    }
}
