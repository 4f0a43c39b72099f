package ee.cqrs.audit;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

import ee.cqrs.store.StoreException;
import ee.cqrs.store.StoredLog;

/** Verifies the log of a server that does not run, or a backup: a program that needs nothing but the driver of the database. */
public final class VerifyLog {

    private static final int SOUND = 0;
    private static final int BROKEN = 1;
    private static final int WRONG_USAGE = 2;
    private static final int UNREADABLE = 3;

    private static final String USAGE = """
            Verifies the log of a server that does not run, or a restored backup; nothing is written.

              java -cp <cqrs.jar>:<jar of the database driver> ee.cqrs.audit.VerifyLog --url <JDBC URL> [options]

            Options:
              --url <url>               jdbc:h2:file:<data directory>/cqrs/store or jdbc:postgresql://host/database
              --user <name>             on PostgreSQL CQRS_POSTGRESQL_USER of the environment by default, else cqrs
              --password <password>     on PostgreSQL CQRS_POSTGRESQL_PASSWORD of the environment by default, else none
              --type <type>             only the events of one aggregate type
              --id <id>                 only those of one aggregate; needs its type
              --root <position>:<hash>  a root hash that the log of the server has; as many as you like

            Exit code: 0 sound, 1 broken, 2 wrong usage, 3 the database cannot be read.
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    VerifyLog(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /**
     * Verifies and ends with the exit code.
     *
     * @param args see the usage
     */
    public static void main(String[] args) {
        System.exit(new VerifyLog(System.out, System.err, System.console() != null).run(System.getenv(), args));
    }

    int run(Map<String, String> environment, String... args) {
        VerifyOptions options;
        try {
            options = VerifyOptions.of(environment, args);
        } catch (IllegalArgumentException e) {
            err.println("ERROR: " + e.getMessage() + "\n\n" + USAGE);
            return WRONG_USAGE;
        }
        try (Connection connection = DriverManager.getConnection(options.url(), options.user(), options.password())) {
            connection.setReadOnly(true);
            return verify(StoredLog.over(connection), options);
        } catch (SQLException | StoreException | IllegalStateException e) {
            err.println("ERROR: The database cannot be read: "
                    + StoreException.rootOf(e).getMessage());
            err.println("The driver must be on the class path, a file must not be in use (ask a server that runs by GET"
                    + " /cqrs/api/verify), and a server of this version must have brought the tables up to date.");
            return UNREADABLE;
        }
    }

    private int verify(StoredLog log, VerifyOptions options) {
        ProgressBar bar = new ProgressBar(err, terminal);
        Verdict verdict;
        try {
            verdict = Verification.of(log, log::head, options.part(), options.witnessed())
                    .run(bar);
        } finally {
            bar.end();
        }
        print(verdict);
        return verdict.sound() ? SOUND : BROKEN;
    }

    private void print(Verdict verdict) {
        out.println(verdict.sound() ? "SOUND" : "BROKEN");
        verdict.findings().forEach(finding -> out.println("  " + finding));
        out.printf(
                Locale.ROOT,
                "%,d events of %,d streams and %,d snapshots (%,d without checksum)%n",
                verdict.events(),
                verdict.streams(),
                verdict.snapshots(),
                verdict.withoutChecksum());
        if (verdict.root() != null) {
            out.printf("root hash at position %d: %s%n", verdict.head(), verdict.root());
        }
        if (verdict.recordedRoot() != null) {
            out.printf("the last root hash was recorded at position %d%n", verdict.recordedRoot());
        }
    }
}
