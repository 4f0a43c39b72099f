package ee.cqrs.benchmark;

import java.io.IOException;
import java.nio.file.Path;

import ee.cqrs.benchmark.inline.BalanceRow;
import ee.cqrs.benchmark.inline.InlineBalances;
import ee.cqrs.it.client.ExtendedEar;
import ee.cqrs.it.client.OwnTables;
import ee.cqrs.it.client.PersistenceUnit;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The real EAR with an application and a web module to measure with. */
final class BenchmarkEar {

    private static final String MODULES = """
              <module><ejb>benchmark.jar</ejb></module>
              <module><web><web-uri>benchmark.war</web-uri><context-root>/benchmark</context-root></web></module>
            """;

    private static final String INLINE = """
              <module><ejb>inline.jar</ejb></module>
            """;

    private BenchmarkEar() {}

    /** Writes it into the directory. */
    static Path write(Path ear, Path directory) throws IOException {
        return ExtendedEar.write(ear, directory, MODULES, benchmark(), load());
    }

    /** The same with an inline projection. */
    static Path writeInline(Path ear, Path directory) throws IOException {
        return ExtendedEar.write(
                ear,
                directory,
                MODULES + INLINE,
                benchmark(),
                load(),
                ShrinkWrap.create(JavaArchive.class, "inline.jar")
                        .addPackage(InlineBalances.class.getPackage())
                        .addClass(OwnTables.class)
                        .addAsManifestResource(PersistenceUnit.of("inline", BalanceRow.class), "persistence.xml")
                        .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml"));
    }

    private static JavaArchive benchmark() {
        return ShrinkWrap.create(JavaArchive.class, "benchmark.jar")
                .addPackage("ee.cqrs.benchmark.ledger")
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml");
    }

    private static WebArchive load() {
        return ShrinkWrap.create(WebArchive.class, "benchmark.war")
                .addPackage("ee.cqrs.benchmark.inside")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    }
}
