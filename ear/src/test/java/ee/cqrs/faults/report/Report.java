package ee.cqrs.faults.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The report in a directory: a file for each row, and all rows together, which are written anew with every row. */
public final class Report {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path directory;

    public Report(Path directory) {
        this.directory = directory;
    }

    /** The report of this build. */
    public static Report ofBuild() {
        return new Report(Path.of(System.getProperty("cqrs.test.base")).resolveSibling("faults"));
    }

    /** Adds a row, or replaces that of the same scenario and database. */
    public void write(Row row) {
        try {
            Path rows = Files.createDirectories(directory.resolve("rows"));
            JSON.writeValue(rows.resolve(fileName(row)).toFile(), row);
            List<Row> all = rows(rows);
            JSON.writeValue(directory.resolve("report.json").toFile(), all);
            Files.writeString(directory.resolve("report.md"), Markdown.of(all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Row> rows(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Report::read)
                    .sorted(Comparator.comparingLong(Row::started))
                    .toList();
        }
    }

    private static Row read(Path file) {
        try {
            return JSON.readValue(file.toFile(), Row.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the servers of a scenario have their files, beside its row. */
    public Path directoryOf(String scenario) {
        return directory.resolve(plain(scenario));
    }

    private static String fileName(Row row) {
        return plain(row.scenario() + " on " + row.database()) + ".json";
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
