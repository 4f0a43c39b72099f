package ee.cqrs.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(30)
class DeploymentsTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    private Path temporary;

    private Path directory;
    private Deployments deployments;

    @BeforeEach
    void addAnArchive() throws Exception {
        directory = temporary.resolve("deployments");
        deployments = new Deployments(directory);
        deployments.add(archive("first"));
    }

    @Test
    void anArchiveIsAddedUnderItsNameAndReplacesTheOneBefore() throws Exception {
        assertThat(directory.resolve("a.ear")).hasContent("first");

        deployments.add(archive("second"));

        assertThat(directory.resolve("a.ear")).hasContent("second");
    }

    @Test
    void theOutcomesOfAnEarlierRunAreForgottenAndNothingElse() throws Exception {
        mark(".deployed", "");
        mark(".failed", "");
        mark(".undeployed", "");
        Files.writeString(directory.resolve("README.txt"), "");

        deployments.forgetOutcomes();

        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("a.ear", "README.txt");
    }

    @Test
    void aDirectoryThatIsNotThereHasNothingToForgetOrToAwait() {
        Deployments none = new Deployments(temporary.resolve("none"));

        assertThatCode(() -> {
                    none.forgetOutcomes();
                    none.await(StubProcess.ended(1), SHORT);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsDeployedIsNotWaitedFor() throws Exception {
        mark(".deployed", "");

        assertThatCode(() -> deployments.await(StubProcess.running(), Duration.ZERO))
                .doesNotThrowAnyException();
    }

    @Test
    void aFailedDeploymentIsToldWithItsReason() throws Exception {
        mark(".failed", "WFLYCTL0080");

        assertThatThrownBy(() -> deployments.await(StubProcess.running(), LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a.ear was not deployed: WFLYCTL0080");
    }

    @Test
    void aServerThatEndsIsToldWithItsExitCode() {
        assertThatThrownBy(() -> deployments.await(StubProcess.ended(7), LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The server ended with exit code 7");
    }

    @Test
    void aDeploymentThatTakesTooLongIsTold() {
        assertThatThrownBy(() -> deployments.await(StubProcess.running(), SHORT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a.ear was not deployed within");
    }

    private Path archive(String content) throws Exception {
        return Files.writeString(temporary.resolve("a.ear"), content);
    }

    private void mark(String marker, String content) throws Exception {
        Files.writeString(directory.resolve("a.ear" + marker), content);
    }
}
