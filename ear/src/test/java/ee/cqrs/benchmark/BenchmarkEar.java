package ee.cqrs.benchmark;

import java.io.IOException;
import java.nio.file.Path;

import ee.cqrs.it.client.ExtendedEar;
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

    private BenchmarkEar() {}

    /** Writes it into the directory. */
    static Path write(Path ear, Path directory) throws IOException {
        return ExtendedEar.write(
                ear,
                directory,
                MODULES,
                ShrinkWrap.create(JavaArchive.class, "benchmark.jar")
                        .addPackage("ee.cqrs.benchmark.ledger")
                        .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml"),
                ShrinkWrap.create(WebArchive.class, "benchmark.war")
                        .addPackage("ee.cqrs.benchmark.inside")
                        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml"));
    }
}
