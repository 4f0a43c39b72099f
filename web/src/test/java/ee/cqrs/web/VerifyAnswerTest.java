package ee.cqrs.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import ee.cqrs.audit.Fault;
import ee.cqrs.audit.Finding;
import ee.cqrs.audit.LogVerifier;
import ee.cqrs.audit.Progress;
import ee.cqrs.audit.Verdict;
import ee.cqrs.command.CommandException;
import ee.cqrs.json.Json;
import ee.cqrs.store.LogPart;
import ee.cqrs.store.StoreException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VerifyAnswerTest {

    private static final Finding FINDING =
            new Finding(Fault.SNAPSHOT_ALTERED, "account", "ada-1", 3L, null, "it is not what it was");

    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

    @Test
    void eachStepIsALineThatIsSentAtOnceAndTheVerdictIsTheLast() throws IOException {
        write(listener -> {
            listener.at(new Progress("streams", 1_000, 1_500L));
            assertThat(lines()).containsExactly("{\"check\":\"streams\",\"done\":1000,\"of\":1500}");
            listener.at(new Progress("snapshots", 10, null));
            return Optional.of(new Verdict(false, 1_500, 2, 10, 1, 1_500L, "root", null, List.of(FINDING)));
        });

        assertThat(lines())
                .containsExactly(
                        "{\"check\":\"streams\",\"done\":1000,\"of\":1500}",
                        "{\"check\":\"snapshots\",\"done\":10,\"of\":null}",
                        "{\"sound\":false,\"events\":1500,\"streams\":2,\"snapshots\":10,\"withoutChecksum\":1,\"head\":1500,"
                                + "\"root\":\"root\",\"recordedRoot\":null,\"findings\":[{\"fault\":\"snapshot-altered\","
                                + "\"type\":\"account\",\"id\":\"ada-1\",\"index\":3,\"position\":null,"
                                + "\"detail\":\"it is not what it was\"}]}");
    }

    @Test
    void aDatabaseThatGoesAwayUnderWayIsAProblemInTheLastLine() throws IOException {
        write(listener -> {
            listener.at(new Progress("streams", 1_000, 1_500L));
            throw new StoreException(StoreException.Fault.DATABASE, null);
        });

        assertThat(lines()).hasSize(2);
        assertThat(lines().get(1)).contains("\"status\":503", "urn:cqrs-ee:problem:unavailable");
    }

    @Test
    void anErrorUnderWayIsAProblemInTheLastLine() throws IOException {
        write(listener -> {
            listener.at(new Progress("streams", 1_000, 1_500L));
            throw new StackOverflowError("as the test says"); // JUnit would die of an OutOfMemoryError
        });

        assertThat(lines()).hasSize(2);
        assertThat(lines().get(1)).contains("\"status\":500", "reference").doesNotContain("Error");
    }

    @Test
    void otherVerificationsUnderWayAreTheStatusWhileItIsNotSent() {
        LogVerifier busy = new LogVerifier(null, null) {
            @Override
            public boolean isBusy(LogPart part) {
                return true;
            }
        };

        assertThatThrownBy(() -> VerifyAnswer.of(new LogPart("account", "ada-1"), busy, new Json()))
                .isInstanceOfSatisfying(CommandException.class, refused -> {
                    assertThat(refused.problem().kind().status()).isEqualTo(429);
                    assertThat(refused.problem().retryAfterSeconds()).isEqualTo(10);
                });
    }

    @Test
    void anotherVerificationUnderWayIsAProblem() throws IOException {
        write(listener -> Optional.empty());

        assertThat(lines()).singleElement().satisfies(line -> assertThat(line).contains("\"status\":429"));
    }

    @Test
    void aClientThatLeavesEndsTheVerification() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        assertThatThrownBy(() -> new VerifyAnswer(
                                "a test",
                                listener -> {
                                    listener.at(new Progress("streams", 1_000, 1_500L));
                                    throw new AssertionError("It went on");
                                },
                                new Json())
                        .write(broken))
                .isInstanceOf(IOException.class)
                .hasMessage("Broken pipe");
    }

    private void write(VerifyAnswer.Verifying verifying) throws IOException {
        new VerifyAnswer("a test", verifying, new Json()).write(answer);
    }

    private List<String> lines() {
        return answer.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
