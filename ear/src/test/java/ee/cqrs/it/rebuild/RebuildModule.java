package ee.cqrs.it.rebuild;

import ee.cqrs.it.rebuild.inside.Brake;
import ee.cqrs.it.rebuild.inside.FirstRow;
import ee.cqrs.it.rebuild.inside.RebuildsApplication;
import ee.cqrs.it.rebuild.inside.SecondRow;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** A module with some of the versions of a projection, as one release after another has them. */
public final class RebuildModule {

    /** As the descriptor of the EAR declares it. */
    public static final String DECLARATION = """
              <module><ejb>rebuilds.jar</ejb></module>
            """;

    private static final String PERSISTENCE = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
              <persistence-unit name="rebuilds" transaction-type="JTA">
                <provider>org.eclipse.persistence.jpa.PersistenceProvider</provider>
                <jta-data-source>java:jboss/datasources/CqrsDS</jta-data-source>
                <class>ee.cqrs.it.rebuild.inside.FirstRow</class>
                <class>ee.cqrs.it.rebuild.inside.SecondRow</class>
                <exclude-unlisted-classes>true</exclude-unlisted-classes>
                <shared-cache-mode>NONE</shared-cache-mode>
                <properties>
                  <property name="eclipselink.target-server" value="JBoss"/>
                  <property name="eclipselink.archive.factory" value="org.jipijapa.eclipselink.JBossArchiveFactoryImpl"/>
                  <property name="eclipselink.jdbc.batch-writing" value="JDBC"/>
                  <property name="eclipselink.logging.level" value="OFF"/>
                  <property name="eclipselink.weaving" value="false"/>
                </properties>
              </persistence-unit>
            </persistence>
            """;

    private RebuildModule() {}

    /** The release with these versions. */
    public static Archive<?> with(Class<?>... versions) {
        JavaArchive module = ShrinkWrap.create(JavaArchive.class, "rebuilds.jar")
                .addClasses(RebuildsApplication.class, Brake.class, FirstRow.class, SecondRow.class)
                .addAsResource("db/rebuilds/h2/V1__values.sql")
                .addAsResource("db/rebuilds/postgresql/V1__values.sql")
                .addAsManifestResource(new StringAsset(PERSISTENCE), "persistence.xml")
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml");
        for (Class<?> version : versions) {
            module.addClass(version).addClasses(version.getDeclaredClasses());
        }
        return module;
    }
}
