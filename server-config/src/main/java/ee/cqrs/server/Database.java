package ee.cqrs.server;

import java.nio.file.Path;
import java.util.Locale;

/** What a server keeps its events in. Each has a configuration file of its own, and the same EAR runs on both. */
public enum Database {
    /** Embedded, in one file below the data directory. */
    H2("standalone.xml"),
    /** A PostgreSQL of the operator's: {@code cqrs.postgresql.url}, {@code .user} and {@code .password} say which. */
    POSTGRESQL("standalone-postgresql.xml");

    private final String configuration;

    Database(String configuration) {
        this.configuration = configuration;
    }

    static Database of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String configuration() {
        return configuration;
    }

    /** Where its scripts are that stand for those of the same name. */
    Path scripts(Path scripts) {
        return scripts.resolve(name().toLowerCase(Locale.ROOT));
    }
}
