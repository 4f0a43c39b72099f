package ee.cqrs.benchmark;

import java.io.IOException;

import ee.cqrs.benchmark.inside.LoadRequest;
import ee.cqrs.benchmark.inside.LoadRequest.Kind;

/** Deposits inside the server, and raw JDBC with as many commands in a commit as the engine reached. */
final class EngineLoads {

    static final int ACCOUNTS = 200;

    private final BenchmarkServer server;
    private final Options options;
    private double perCommit = 1;

    EngineLoads(BenchmarkServer server, Options options) throws IOException, InterruptedException {
        this.server = server;
        this.options = options;
        server.openAccounts(ACCOUNTS);
    }

    Measured engine(int threads) throws Exception {
        return engine(threads, ACCOUNTS);
    }

    Measured engine(int threads, int accounts) throws Exception {
        return noted(run(Kind.ENGINE, threads, accounts));
    }

    /** Takes the size of the commits from this run of the engine. */
    Measured noted(Measured engine) {
        perCommit = engine.perCommit();
        return engine;
    }

    Measured transactionPerCommand(int threads) throws Exception {
        return run(Kind.TRANSACTION_PER_COMMAND, threads, ACCOUNTS);
    }

    Measured rawJdbc(int threads) throws Exception {
        return run(Kind.RAW_JDBC, threads, ACCOUNTS);
    }

    /** Commands in a commit of raw JDBC: as the option says, or as many as in the last run of the engine. */
    int batch() {
        return options.batch() > 0 ? options.batch() : Math.max(1, (int) Math.round(perCommit));
    }

    private Measured run(Kind kind, int threads, int accounts) throws Exception {
        return server.run(new LoadRequest(
                        kind, threads, accounts, batch(), options.time().toMillis()))
                .requireEvents();
    }
}
