package ee.cqrs.settings;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTest {

    @Test
    void without_any_setting_the_defaults_hold() {
        Settings settings = SettingsProducer.read(TestSettings.config(Map.of()));

        assertThat(settings.waitLimit()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.maxBody()).isEqualTo(1_048_576);
        assertThat(settings.allowDataLoss()).isFalse();
    }

    @Test
    void a_setting_that_is_given_counts() {
        assertThat(SettingsProducer.read(TestSettings.config(Map.of("cqrs.aggregate.idle-time", "PT1M")))
                        .idleTime())
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(SettingsProducer.read(TestSettings.config(Map.of("cqrs.topic.format", "cloudevents")))
                        .topic()
                        .format())
                .isEqualTo(TopicSettings.Format.CLOUDEVENTS);
        assertThat(SettingsProducer.read(TestSettings.config(Map.of("cqrs.store.allow-data-loss", "true")))
                        .allowDataLoss())
                .isTrue();
    }

    @Test
    void a_value_that_cannot_be_read_stops_the_start_with_its_name() {
        assertRefused("cqrs.aggregate.wait-limit", "5 seconds");
        assertRefused("cqrs.aggregate.max-live", "many");
        assertRefused("cqrs.store.allow-data-loss", "yes");
        assertRefused("cqrs.store.allow-data-loss", "TRUE");
    }

    @Test
    void a_value_out_of_range_stops_the_start_with_its_name() {
        assertRefused("cqrs.aggregate.wait-limit", "PT0S");
        assertRefused("cqrs.aggregate.queue-limit", "0");
        assertRefused("cqrs.journal.batch-size", "0");
        assertRefused("cqrs.journal.lock-timeout", "PT0S");
        assertRefused("cqrs.node.heartbeat", "PT0S");
        assertRefused("cqrs.node.lease", "PT0.9S");
        assertRefused("cqrs.node.expiry", "PT2.9S");
        assertRefused("cqrs.subscription.threads", "1");
        assertRefused("cqrs.subscription.batch-size", "10001");
        assertRefused("cqrs.subscription.hang-limit", "PT0S");
        assertRefused("cqrs.topic.format", "xml");
        assertRefused("cqrs.subscription.lease", "PT0S");
        assertRefused("cqrs.subscription.attempts", "-1");
        assertRefused("cqrs.projection.run", "no");
        assertRefused("cqrs.query.wait-limit", "PT0S");
        assertRefused("cqrs.query.max-waiting", "0");
        assertRefused("cqrs.query.threads", "0");
        assertRefused("cqrs.query.statement-limit", "PT0S");
        assertRefused("cqrs.stream.max-clients", "0");
        assertRefused("cqrs.stream.heartbeat", "PT0S");
        assertRefused("cqrs.stream.patience", "PT0S");
        assertRefused("cqrs.stream.readers", "0");
        assertRefused("cqrs.audit.root-interval", "PT0S");
        assertRefused("cqrs.audit.drift-rate", "-1");
        assertRefused("cqrs.aggregate.attempt-limit", "PT0S");
        assertRefused("cqrs.command.deadline", "PT0S");
        assertRefused("cqrs.http.max-body", "2147483647");
    }

    private static void assertRefused(String name, String value) {
        assertThatThrownBy(() -> SettingsProducer.read(TestSettings.config(Map.of(name, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The setting " + name);
    }
}
