package ee.cqrs.it.order;

import java.io.IOException;
import java.nio.file.Path;

import ee.cqrs.it.client.ExtendedEar;
import ee.cqrs.it.order.inside.BumpApi;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The real EAR with callers that have transactions of their own. */
final class OrderEar {

    private static final String MODULE = """
              <module><web><web-uri>order.war</web-uri><context-root>/order</context-root></web></module>
            """;

    private OrderEar() {}

    /** Writes it into the directory. */
    static Path write(Path directory) throws IOException {
        return ExtendedEar.write(
                Path.of(System.getProperty("cqrs.test.ear")),
                directory,
                MODULE,
                ShrinkWrap.create(WebArchive.class, "order.war")
                        .addPackage(BumpApi.class.getPackage())
                        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml"));
    }
}
