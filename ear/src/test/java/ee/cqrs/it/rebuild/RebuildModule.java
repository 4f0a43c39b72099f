package ee.cqrs.it.rebuild;

import ee.cqrs.it.client.PersistenceUnit;
import ee.cqrs.it.rebuild.inside.Brake;
import ee.cqrs.it.rebuild.inside.FirstRow;
import ee.cqrs.it.rebuild.inside.RebuildsApplication;
import ee.cqrs.it.rebuild.inside.SecondRow;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** A module with some of the versions of a projection, as one release after another has them. */
public final class RebuildModule {

    /** As the descriptor of the EAR declares it. */
    public static final String DECLARATION = """
              <module><ejb>rebuilds.jar</ejb></module>
            """;

    /** The same on both databases. */
    private static final String TABLES = "db/rebuilds/V1__values.sql";

    private RebuildModule() {}

    /** The release with these versions. */
    public static Archive<?> with(Class<?>... versions) {
        JavaArchive module = ShrinkWrap.create(JavaArchive.class, "rebuilds.jar")
                .addClasses(RebuildsApplication.class, Brake.class, FirstRow.class, SecondRow.class)
                .addAsResource(TABLES, "db/rebuilds/h2/V1__values.sql")
                .addAsResource(TABLES, "db/rebuilds/postgresql/V1__values.sql")
                .addAsManifestResource(
                        PersistenceUnit.of("rebuilds", FirstRow.class, SecondRow.class), "persistence.xml")
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml");
        for (Class<?> version : versions) {
            module.addClass(version).addClasses(version.getDeclaredClasses());
        }
        return module;
    }
}
