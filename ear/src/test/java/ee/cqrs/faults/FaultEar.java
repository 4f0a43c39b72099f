package ee.cqrs.faults;

import java.io.IOException;
import java.nio.file.Path;

import ee.cqrs.it.client.ExtendedEar;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** The real EAR with an application for commands of many events. */
final class FaultEar {

    private static final String MODULE = """
              <module><ejb>tallies.jar</ejb></module>
            """;

    private FaultEar() {}

    /** Writes it into the directory. */
    static Path write(Path directory) throws IOException {
        return ExtendedEar.write(Path.of(System.getProperty("cqrs.test.ear")), directory, MODULE, tallies());
    }

    /** Writes it with one module more. */
    static Path write(Path directory, String declaration, Archive<?> module) throws IOException {
        return ExtendedEar.write(
                Path.of(System.getProperty("cqrs.test.ear")), directory, MODULE + declaration, tallies(), module);
    }

    private static Archive<?> tallies() {
        return ShrinkWrap.create(JavaArchive.class, "tallies.jar")
                .addPackage("ee.cqrs.faults.tally")
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml");
    }
}
