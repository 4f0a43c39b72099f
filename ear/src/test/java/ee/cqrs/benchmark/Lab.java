package ee.cqrs.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import ee.cqrs.it.client.Postgres;
import ee.cqrs.server.ServerInstance;

/** Where benchmarks get their servers from: a fresh one, or one on the data of another. */
final class Lab implements AutoCloseable {

    /** The store of those benchmarks that need only one. */
    static final String STORE = "store";

    /** Read models are a benchmark of their own, and they and the topic would read for minutes what the store is filled with. */
    private static final List<String> USUAL =
            List.of("-Xms2g", "-Xmx2g", "-XX:+UseParallelGC", "-Dcqrs.projection.run=false", "-Dcqrs.topic.format=off");

    private final Options options;
    private final Database database;
    private final Path ear;
    private final Path inlineEar;
    private final Postgres postgres;
    private final Map<String, String> databases = new HashMap<>();
    private String benchmark;
    private int started;

    Lab(Options options, Database database) throws IOException {
        this.options = options;
        this.database = database;
        postgres = database == Database.POSTGRESQL ? Postgres.start() : null;
        ear = BenchmarkEar.write(options.ear(), options.output().resolve("ear"));
        inlineEar = BenchmarkEar.writeInline(options.ear(), options.output().resolve("inline-ear"));
    }

    Options options() {
        return options;
    }

    Database database() {
        return database;
    }

    void begin(String name) {
        benchmark = name;
        started = 0;
    }

    /** A server without any data. */
    BenchmarkServer freshServer() throws Exception {
        return freshServer(List.of());
    }

    BenchmarkServer freshServer(List<String> javaOptions) throws Exception {
        clear(STORE);
        return server(STORE, javaOptions);
    }

    /** The same with an inline projection. */
    BenchmarkServer serverWithInlineProjection() throws Exception {
        clear(STORE);
        BenchmarkServer server = prepared(STORE, List.of(), inlineEar);
        server.start();
        return server;
    }

    /** A server on a store that an earlier one may have left. */
    BenchmarkServer server(String store, List<String> javaOptions) throws Exception {
        BenchmarkServer server = prepared(store, javaOptions);
        server.start();
        return server;
    }

    /** The same, but not started. */
    BenchmarkServer prepared(String store, List<String> javaOptions) throws IOException {
        return prepared(store, javaOptions, ear);
    }

    private BenchmarkServer prepared(String store, List<String> javaOptions, Path deployed) throws IOException {
        ServerInstance instance = ServerInstance.inPrivateBase(
                        options.home(), options.output().resolve("server"))
                .data(data(store))
                .portOffset(options.portOffset());
        allOptions(javaOptions).forEach(instance::javaOption);
        if (postgres != null) {
            postgres.serve(instance, databases.computeIfAbsent(store, name -> postgres.createDatabase()));
        }
        instance.deploy(deployed);
        return new BenchmarkServer(instance, Optional.ofNullable(postgres).map(Postgres::process));
    }

    /** Forgets all that is in a store. */
    void clear(String store) throws IOException {
        String forgotten = databases.remove(store);
        if (forgotten != null) {
            postgres.execute("postgres", "drop database %s with (force)".formatted(forgotten));
        }
        Path data = data(store);
        if (Files.exists(data)) {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private Path data(String store) {
        return options.output().resolve("data").resolve(store);
    }

    private List<String> allOptions(List<String> javaOptions) {
        List<String> all = new ArrayList<>(USUAL); // of several heap sizes the last one counts
        all.addAll(javaOptions);
        all.addAll(options.javaOptions());
        if (options.jfr()) {
            started++;
            Path recording = options.output().resolve("%s-%s-%d.jfr".formatted(benchmark, database, started));
            all.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording);
        }
        return all;
    }

    @Override
    public void close() {
        // the servers are closed by those who started them
        if (postgres != null) {
            postgres.close();
        }
    }
}
