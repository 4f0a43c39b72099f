package ee.cqrs.web.batch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import ee.cqrs.command.ProblemDocument;
import ee.cqrs.json.Json;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NdjsonAnswerTest {

    private static final int MAX_LINE = 20;
    private static final int MAX_BATCH = 4;

    record Echo(String line) {}

    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    private final List<String> answeredBefore = new ArrayList<>();
    private int handled;

    @Test
    void eachLineIsAnsweredInOrderAndBlankOnesAreLeftOut() throws Exception {
        assertThat(answersTo("one\n\n \t\r\ntwo\r\nthree")).containsExactly(echo("one"), echo("two\\r"), echo("three"));
    }

    @Test
    void aLineIsAnsweredBeforeTheNextIsAwaited() throws Exception {
        answersTo(inParts("one\nt", "wo\n", "three"));

        assertThat(answeredBefore).containsExactly("", echo("one") + "\n", echo("one") + "\n" + echo("two") + "\n");
    }

    @Test
    void linesThatComeTogetherAreHandledTogether() throws Exception {
        assertThat(answersTo("one\ntwo\nthree\n")).containsExactly(echo("one"), echo("two"), echo("three"));

        assertThat(answeredBefore).containsExactly("");
    }

    @Test
    void aLineLongerThanTheBufferIsReadToItsEnd() throws Exception {
        assertThat(answersTo("x".repeat(200_000) + "\n" + "one\n".repeat(2)))
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"status\":413"),
                        second -> assertThat(second).isEqualTo(echo("one")),
                        third -> assertThat(third).isEqualTo(echo("one")));
    }

    @Test
    void aLineThatIsTooLongIsAProblemAtItsPlace() throws Exception {
        assertThat(answersTo("one\n" + "x".repeat(MAX_LINE + 1) + "\n" + "y".repeat(MAX_LINE)))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(echo("one")),
                        second -> assertThat(second).contains("\"status\":413", "20 bytes"),
                        third -> assertThat(third).contains("yyy"));
    }

    @Test
    void whatIsBeyondTheLargestBatchIsOneProblemAndTheEnd() throws Exception {
        assertThat(answersTo("1\n2\n3\n4\n5\n6\n"))
                .hasSize(MAX_BATCH + 1)
                .last()
                .asString()
                .contains("\"status\":413");
        assertThat(handled).isEqualTo(MAX_BATCH);
    }

    @Test
    void aBodyThatBreaksOffEndsWithAProblem() throws Exception {
        InputStream broken = new SequenceInputStream(body("one\ntw"), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("The connection broke");
            }
        });

        assertThat(answersTo(broken))
                .satisfiesExactly(first -> assertThat(first).isEqualTo(echo("one")), last -> assertThat(last)
                        .contains("\"status\":400"));
    }

    @Test
    void nothingInIsNothingOut() throws Exception {
        assertThat(answersTo("")).isEmpty();
    }

    private List<String> answersTo(String body) throws IOException {
        return answersTo(body(body));
    }

    private List<String> answersTo(InputStream body) throws IOException {
        new NdjsonAnswer(new Lines(body, MAX_LINE), MAX_BATCH, this::handle, new Json()).write(answers);
        return answers.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<Record> handle(List<RawItem> items) {
        answeredBefore.add(answers.toString(StandardCharsets.UTF_8));
        handled += items.size();
        return items.stream().map(NdjsonAnswerTest::handle).toList();
    }

    private static Record handle(RawItem item) {
        return item.problem() == null ? new Echo(item.text()) : ProblemDocument.of(item.problem(), null);
    }

    private static InputStream inParts(String... parts) {
        return new SequenceInputStream(Collections.enumeration(
                Stream.of(parts).map(NdjsonAnswerTest::body).toList()));
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String echo(String line) {
        return "{\"line\":\"%s\"}".formatted(line);
    }
}
