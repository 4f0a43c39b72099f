package ee.cqrs.it.subscription;

import java.io.IOException;
import java.nio.file.Path;

import ee.cqrs.it.client.ExtendedEar;
import ee.cqrs.it.client.OwnTables;
import ee.cqrs.it.client.PersistenceUnit;
import ee.cqrs.it.subscription.inside.BusListener;
import ee.cqrs.it.subscription.inside.EventRecorder;
import ee.cqrs.it.subscription.inside.Mischief;
import ee.cqrs.it.subscription.inside.RecordApi;
import ee.cqrs.it.subscription.inside.RecordResource;
import ee.cqrs.it.subscription.inside.RecordRow;
import ee.cqrs.it.subscription.inside.RecordsApplication;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The real EAR with an application that subscribes to the log. */
final class SubscriptionEar {

    private static final String MODULES = """
              <module><ejb>records.jar</ejb></module>
              <module><web><web-uri>records.war</web-uri><context-root>/records</context-root></web></module>
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
                        .addClasses(BusListener.Note.class, RecordsApplication.class, OwnTables.class)
                        .addAsManifestResource(PersistenceUnit.of("records", RecordRow.class), "persistence.xml")
                        .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml"),
                ShrinkWrap.create(WebArchive.class, "records.war")
                        .addClasses(RecordApi.class, RecordResource.class)
                        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml"));
    }
}
