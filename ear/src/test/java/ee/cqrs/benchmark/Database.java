package ee.cqrs.benchmark;

import java.util.List;
import java.util.Locale;

/** Where the events are stored while they are measured. */
enum Database {
    H2,
    POSTGRESQL;

    static List<Database> chosen(String option) {
        return option.equals("both") ? List.of(values()) : List.of(valueOf(option.toUpperCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
