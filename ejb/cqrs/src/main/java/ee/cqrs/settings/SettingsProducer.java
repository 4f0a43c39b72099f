package ee.cqrs.settings;

import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the settings once and hands them, and the clock, to all who inject them. */
class SettingsProducer {

    @Produces
    @Singleton
    Settings settings() {
        return read(ConfigProvider.getConfig());
    }

    static Settings read(Config config) {
        return new Settings(
                duration(config, "cqrs.command.deadline", "PT15S"),
                new JournalSettings(
                        number(config, "cqrs.journal.queue-limit", 10_000),
                        number(config, "cqrs.journal.batch-size", 500),
                        number(config, "cqrs.journal.batch-bytes", 4 << 20),
                        duration(config, "cqrs.journal.lock-timeout", "PT10S"),
                        duration(config, "cqrs.journal.idle-timeout", "PT5S"),
                        truth(config, "cqrs.journal.force-disk", false)),
                new NodeSettings(
                        duration(config, "cqrs.node.heartbeat", "PT1S"),
                        duration(config, "cqrs.node.lease", "PT3S"),
                        duration(config, "cqrs.node.expiry", "PT10S")),
                new SubscriptionSettings(
                        number(config, "cqrs.subscription.threads", 8),
                        number(config, "cqrs.subscription.batch-size", 500),
                        number(config, "cqrs.subscription.cache-bytes", 32 << 20),
                        duration(config, "cqrs.subscription.poll", "PT1S"),
                        duration(config, "cqrs.subscription.lease", "PT10S"),
                        number(config, "cqrs.subscription.attempts", 5),
                        duration(config, "cqrs.subscription.retry-pause", "PT0.1S"),
                        duration(config, "cqrs.subscription.hang-limit", "PT30S"),
                        number(config, "cqrs.subscription.parked-limit", 10_000)),
                truth(config, "cqrs.projection.run", true),
                new QuerySettings(
                        duration(config, "cqrs.query.wait-limit", "PT5S"),
                        number(config, "cqrs.query.max-waiting", 1_000),
                        number(config, "cqrs.query.threads", 8),
                        duration(config, "cqrs.query.statement-limit", "PT20S")),
                new StreamSettings(
                        number(config, "cqrs.stream.max-clients", 5_000),
                        duration(config, "cqrs.stream.heartbeat", "PT15S"),
                        duration(config, "cqrs.stream.patience", "PT10S"),
                        number(config, "cqrs.stream.readers", 2)),
                new TopicSettings(
                        choice(config, "cqrs.topic.format", TopicSettings.Format.EVENT),
                        text(config, "cqrs.topic.subscription", "topic")),
                truth(config, "cqrs.store.allow-data-loss", false),
                duration(config, "cqrs.store.read-limit", "PT5S"),
                duration(config, "cqrs.aggregate.wait-limit", "PT5S"),
                number(config, "cqrs.aggregate.queue-limit", 1_000),
                duration(config, "cqrs.aggregate.attempt-limit", "PT10S"),
                number(config, "cqrs.aggregate.max-live", 100_000),
                duration(config, "cqrs.aggregate.idle-time", "PT10M"),
                number(config, "cqrs.restore.parallel", Runtime.getRuntime().availableProcessors() * 2),
                number(config, "cqrs.command.save-attempts", 5),
                number(config, "cqrs.aggregate.crash-limit", 5),
                duration(config, "cqrs.aggregate.crash-window", "PT10S"),
                duration(config, "cqrs.command.retention", "P30D"),
                duration(config, "cqrs.audit.root-interval", "PT1H"),
                number(config, "cqrs.audit.drift-rate", 60),
                number(config, "cqrs.http.max-batch", 1_000),
                number(config, "cqrs.http.max-body", 1_048_576),
                number(config, "cqrs.http.max-slow-bodies", Runtime.getRuntime().availableProcessors() * 8));
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    private static Duration duration(Config config, String name, String defaultValue) {
        String value = text(config, name, defaultValue);
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "The setting %s must be an ISO-8601 duration such as PT5S but is %s".formatted(name, value), e);
        }
    }

    private static int number(Config config, String name, int defaultValue) {
        String value = text(config, name, Integer.toString(defaultValue));
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The setting %s must be a whole number but is %s".formatted(name, value), e);
        }
    }

    private static boolean truth(Config config, String name, boolean defaultValue) {
        String value = text(config, name, Boolean.toString(defaultValue)).strip();
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("The setting %s must be true or false but is %s".formatted(name, value));
        }
        return value.equals("true");
    }

    private static <E extends Enum<E>> E choice(Config config, String name, E defaultValue) {
        Class<E> type = defaultValue.getDeclaringClass();
        String value = text(config, name, inSmallLetters(defaultValue)).strip();
        return Stream.of(type.getEnumConstants())
                .filter(constant -> inSmallLetters(constant).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The setting %s must be one of %s but is %s"
                        .formatted(
                                name,
                                Stream.of(type.getEnumConstants())
                                        .map(SettingsProducer::inSmallLetters)
                                        .collect(Collectors.joining(", ")),
                                value)));
    }

    private static String inSmallLetters(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Config config, String name, String defaultValue) {
        return config.getOptionalValue(name, String.class).orElse(defaultValue);
    }
}
