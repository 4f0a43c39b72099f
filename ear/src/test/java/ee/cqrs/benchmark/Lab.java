package ee.cqrs.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ee.cqrs.server.ServerInstance;

/** Where benchmarks get their servers from: a fresh one, or one on the data of another. */
final class Lab implements AutoCloseable {

    private static final List<String> USUAL = List.of("-Xmx2g");

    private final Options options;
    private final Database database;
    private final Path ear;
    private String benchmark;
    private int started;

    Lab(Options options, Database database) throws IOException {
        this.options = options;
        this.database = database;
        ear = BenchmarkEar.write(options.ear(), options.output().resolve("ear"));
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
        return freshServer(USUAL);
    }

    BenchmarkServer freshServer(List<String> javaOptions) throws Exception {
        BenchmarkServer server = server("server", javaOptions);
        server.start();
        return server;
    }

    private BenchmarkServer server(String name, List<String> javaOptions) throws IOException {
        ServerInstance instance = ServerInstance.inPrivateBase(
                        options.home(), options.output().resolve(name))
                .portOffset(options.portOffset());
        allOptions(javaOptions).forEach(instance::javaOption);
        instance.deploy(ear);
        return new BenchmarkServer(instance);
    }

    private List<String> allOptions(List<String> javaOptions) {
        List<String> all = new ArrayList<>(javaOptions);
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
    }
}
