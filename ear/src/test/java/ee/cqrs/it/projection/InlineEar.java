package ee.cqrs.it.projection;

import java.io.IOException;
import java.nio.file.Path;

import ee.cqrs.it.client.ExtendedEar;
import ee.cqrs.it.client.PersistenceUnit;
import ee.cqrs.it.projection.inside.TotalRow;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** The real EAR with a projection in the transaction of the commands. */
final class InlineEar {

    private static final String MODULE = """
              <module><ejb>totals.jar</ejb></module>
            """;

    private static final String TABLES = "db/totals/V1__totals.sql";

    private InlineEar() {}

    /** Writes it into the directory. */
    static Path write(Path directory) throws IOException {
        return ExtendedEar.write(
                Path.of(System.getProperty("cqrs.test.ear")),
                directory,
                MODULE,
                ShrinkWrap.create(JavaArchive.class, "totals.jar")
                        .addPackage(TotalRow.class.getPackage())
                        .addAsResource(TABLES, "db/totals/postgresql/V1__totals.sql")
                        .addAsManifestResource(PersistenceUnit.of("totals", TotalRow.class), "persistence.xml")
                        .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml"));
    }
}
