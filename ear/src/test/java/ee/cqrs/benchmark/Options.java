package ee.cqrs.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What to measure, and for how long.
 *
 * @param benchmarks names, in the order in which they run
 * @param databases each benchmark runs on each of them
 * @param time how long one measurement takes; its warm-up takes as long
 * @param scale multiplies numbers of stored events and live aggregates
 * @param batch commands in one commit of raw JDBC; 0 for as many as the engine reached
 * @param jfr whether the server records itself with JFR
 * @param javaOptions further options of the server's VM
 * @param portOffset of the server
 * @param home the provisioned server
 * @param ear the EAR
 * @param output the directory of the reports, and of the server's data
 */
record Options(
        List<String> benchmarks,
        List<Database> databases,
        Duration time,
        double scale,
        int batch,
        boolean jfr,
        List<String> javaOptions,
        int portOffset,
        Path home,
        Path ear,
        Path output) {

    static Options ofSystemProperties() {
        return new Options(
                words(System.getProperty("benchmark"), ","),
                Database.chosen(property("database")),
                Duration.ofMillis(Math.round(Double.parseDouble(property("seconds")) * 1_000)),
                Double.parseDouble(property("scale")),
                Integer.parseInt(property("batch")),
                Boolean.parseBoolean(property("jfr")),
                words(property("java-options"), " "),
                Integer.parseInt(property("port-offset")),
                Path.of(property("home")),
                Path.of(property("ear")),
                Path.of(property("output")));
    }

    /** A number of things to fill the store or the memory with. */
    int scaled(int count) {
        return Math.max(1, (int) Math.round(count * scale));
    }

    private static String property(String name) {
        return System.getProperty("cqrs.benchmark." + name);
    }

    private static List<String> words(String text, String separator) {
        return Stream.of(text.split(separator))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
