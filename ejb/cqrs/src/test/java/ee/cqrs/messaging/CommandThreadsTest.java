package ee.cqrs.messaging;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

import ee.cqrs.command.AttemptWatch;
import ee.cqrs.command.CommandGateway;
import ee.cqrs.command.CommandMessage;
import ee.cqrs.command.CommandOutcome;
import ee.cqrs.registry.RestartIntensity;
import ee.cqrs.settings.Settings;
import ee.cqrs.settings.TestSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CommandThreadsTest {

    private final Settings settings = TestSettings.with();
    private final Set<String> senders = new ConcurrentSkipListSet<>();
    private final CommandThreads threads =
            new CommandThreads(new FakeGateway(), new AttemptWatch(new RestartIntensity(settings), settings));

    @BeforeEach
    void start() {
        threads.start(Thread::new);
    }

    @AfterEach
    void stop() {
        threads.stop();
    }

    @Test
    void a_command_is_sent_by_a_thread_that_says_whose_it_is() {
        threads.send(CommandMessage.of("counter", "c", new Count(), "test"));

        assertThat(senders).singleElement().asString().matches("cqrs-command-\\d+");
    }

    private record Count() {}

    private final class FakeGateway extends CommandGateway {

        @Override
        public CommandOutcome send(CommandMessage message) {
            senders.add(Thread.currentThread().getName());
            return new CommandOutcome.Rejected("1", "no", "as the test says");
        }
    }
}
