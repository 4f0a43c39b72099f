package ee.cqrs.faults;

import java.nio.file.Files;
import java.nio.file.Path;

import ee.cqrs.faults.report.Report;
import ee.cqrs.server.Database;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

import static ee.cqrs.faults.FaultScenario.SHORT_FORM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A scenario that found something, or did not come to its end, does not pass, and its row says why. */
@FaultScenario
@Tag(SHORT_FORM)
class ScenarioCanaryIT {

    @TempDir
    private Path directory;

    private Scenario scenario;

    @BeforeEach
    void begin() {
        scenario = Scenario.named("canary").on(Database.H2, new Report(directory));
    }

    @Test
    void givenNoCheckAtItsEndThenItFails() throws Exception {
        assertThatThrownBy(scenario::close).isInstanceOf(ScenarioFailure.class);

        assertThat(report()).contains("| canary | h2 |", "failed: it ended before its last check");
    }

    @Test
    void givenAnythingFoundThenItFails() throws Exception {
        scenario.findings().lost("the event %d", 7);

        assertThatThrownBy(scenario::close).isInstanceOf(ScenarioFailure.class).hasMessageContaining("the event 7");

        assertThat(report()).contains("| 1 | 0 | 0 |", "failed: promises are broken", "- lost: the event 7");
    }

    @Test
    void givenAServerThatDoesNotComeBackThenThatIsFound() {
        assertThatThrownBy(() -> scenario.recovering(() -> {
                    throw new IllegalStateException("not there");
                }))
                .hasMessage("not there");

        assertThat(scenario.findings().wrong()).isEqualTo(1);
    }

    @Test
    void givenAnExceptionThenTheRowNamesIt() throws Exception {
        assertThatThrownBy(() -> inScenario(new IllegalStateException("no answer")));

        assertThat(report()).contains("failed: IllegalStateException: no answer");
    }

    @Test
    void givenAScenarioThatDoesNotApplyThenTheRowSaysWhy() throws Exception {
        assertThatThrownBy(() -> inScenario(new TestAbortedException("needs a PostgreSQL of its own")));

        assertThat(report()).contains("skipped: needs a PostgreSQL of its own");
    }

    private void inScenario(RuntimeException failure) throws Throwable {
        try (Scenario broken = scenario) {
            broken.injected("nothing");
            throw failure;
        } catch (RuntimeException e) {
            new FailureInReport().handleTestExecutionException(null, e);
        }
    }

    private String report() throws Exception {
        return Files.readString(directory.resolve("report.md"));
    }
}
