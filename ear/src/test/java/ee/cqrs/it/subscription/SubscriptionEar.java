package ee.cqrs.it.subscription;

import java.io.IOException;
import java.nio.file.Path;

import ee.cqrs.it.client.ExtendedEar;
import ee.cqrs.it.subscription.inside.BusListener;
import ee.cqrs.it.subscription.inside.EventRecorder;
import ee.cqrs.it.subscription.inside.Mischief;
import ee.cqrs.it.subscription.inside.RecordApi;
import ee.cqrs.it.subscription.inside.RecordResource;
import ee.cqrs.it.subscription.inside.RecordRow;
import ee.cqrs.it.subscription.inside.RecordsApplication;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The real EAR with an application that subscribes to the log. */
final class SubscriptionEar {

    private static final String MODULES = """
              <module><ejb>records.jar</ejb></module>
              <module><web><web-uri>records.war</web-uri><context-root>/records</context-root></web></module>
            """;

    private static final String PERSISTENCE = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
              <persistence-unit name="records" transaction-type="JTA">
                <provider>org.eclipse.persistence.jpa.PersistenceProvider</provider>
                <jta-data-source>java:jboss/datasources/CqrsDS</jta-data-source>
                <class>ee.cqrs.it.subscription.inside.RecordRow</class>
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

    private SubscriptionEar() {}

    /** Writes it into the directory. */
    static Path write(Path directory) throws IOException {
        return ExtendedEar.write(
                Path.of(System.getProperty("cqrs.test.ear")),
                directory,
                MODULES,
                ShrinkWrap.create(JavaArchive.class, "records.jar")
                        .addClasses(RecordRow.class, Mischief.class, EventRecorder.class, BusListener.class)
                        .addClasses(BusListener.Note.class, RecordsApplication.class)
                        .addAsManifestResource(new StringAsset(PERSISTENCE), "persistence.xml")
                        .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml"),
                ShrinkWrap.create(WebArchive.class, "records.war")
                        .addClasses(RecordApi.class, RecordResource.class)
                        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml"));
    }
}
