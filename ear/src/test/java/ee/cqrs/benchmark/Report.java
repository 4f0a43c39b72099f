package ee.cqrs.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** What one benchmark found on one database: printed while it runs, and written to a file. */
final class Report {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final String benchmark;
    private final Database database;
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final List<Table> tables = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();

    Report(String benchmark, Database database) {
        this.benchmark = benchmark;
        this.database = database;
    }

    void setting(String name, Object value) {
        settings.put(name, value);
    }

    void add(Table table) {
        tables.add(table);
        System.out.println(table);
    }

    void add(Comparison comparison) {
        comparisons.add(comparison);
    }

    List<Comparison> comparisons() {
        return comparisons;
    }

    String benchmark() {
        return benchmark;
    }

    Database database() {
        return database;
    }

    void write(Path directory, Map<String, Object> circumstances) throws IOException {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("benchmark", benchmark);
        content.put("database", database.toString());
        content.putAll(circumstances);
        content.put("settings", settings);
        content.put("comparisons", comparisons.stream().map(Report::content).toList());
        content.put("tables", tables.stream().map(Report::content).toList());
        Files.createDirectories(directory);
        JSON.writeValue(
                directory.resolve("%s-%s.json".formatted(benchmark, database)).toFile(), content);
    }

    private static Map<String, Object> content(Comparison comparison) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("name", comparison.name());
        content.put("figure", comparison.figure());
        content.put("unit", comparison.unit());
        content.put("baselineName", comparison.baselineName());
        content.put("baseline", comparison.baseline());
        content.put("ratio", comparison.ratio());
        content.put("target", comparison.targetText());
        content.put("met", comparison.met());
        return content;
    }

    private static Map<String, Object> content(Table table) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("title", table.title());
        content.put("columns", table.columns());
        content.put("rows", table.rows());
        return content;
    }
}
