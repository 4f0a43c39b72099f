package ee.cqrs.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The real EAR, untouched but for two modules more. */
final class BenchmarkEar {

    private static final String MODULES = """
              <module><ejb>benchmark.jar</ejb></module>
              <module><web><web-uri>benchmark.war</web-uri><context-root>/benchmark</context-root></web></module>
            </application>
            """;

    private BenchmarkEar() {}

    /** Writes it into the directory. */
    static Path write(Path ear, Path directory) throws IOException {
        EnterpriseArchive archive = ShrinkWrap.createFromZipFile(EnterpriseArchive.class, ear.toFile());
        String descriptor = descriptorOf(archive).replace("</application>", MODULES);
        archive.delete("META-INF/application.xml");
        archive.setApplicationXML(new StringAsset(descriptor))
                .addAsModule(ShrinkWrap.create(JavaArchive.class, "benchmark.jar")
                        .addPackage("ee.cqrs.benchmark.ledger")
                        .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml"))
                .addAsModule(ShrinkWrap.create(WebArchive.class, "benchmark.war")
                        .addPackage("ee.cqrs.benchmark.inside")
                        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml"));
        Files.createDirectories(directory);
        Path file = directory.resolve("cqrs.ear");
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }

    private static String descriptorOf(EnterpriseArchive ear) throws IOException {
        try (InputStream stream = ear.get("META-INF/application.xml").getAsset().openStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
