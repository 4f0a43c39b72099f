package ee.cqrs.it.order;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import ee.cqrs.it.order.inside.BumpApi;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The real EAR, untouched but for one module more: callers with transactions of their own. */
final class OrderEar {

    private static final String MODULE = """
              <module><web><web-uri>order.war</web-uri><context-root>/order</context-root></web></module>
            </application>
            """;

    private OrderEar() {}

    /** Writes it into the directory. */
    static Path write(Path directory) throws IOException {
        EnterpriseArchive ear = ShrinkWrap.createFromZipFile(
                EnterpriseArchive.class, new java.io.File(System.getProperty("cqrs.test.ear")));
        String descriptor = descriptorOf(ear).replace("</application>", MODULE);
        ear.delete("META-INF/application.xml");
        ear.setApplicationXML(new StringAsset(descriptor))
                .addAsModule(ShrinkWrap.create(WebArchive.class, "order.war")
                        .addPackage(BumpApi.class.getPackage())
                        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml"));
        Files.createDirectories(directory);
        Path file = directory.resolve("cqrs.ear");
        ear.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }

    private static String descriptorOf(EnterpriseArchive ear) throws IOException {
        try (InputStream stream = ear.get("META-INF/application.xml").getAsset().openStream()) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }
}
