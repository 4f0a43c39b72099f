package ee.cqrs.it.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;

/** The real EAR, untouched but for further modules. */
public final class ExtendedEar {

    private static final String DESCRIPTOR = "META-INF/application.xml";
    private static final String END = "</application>";

    private ExtendedEar() {}

    /**
     * Writes it into the directory.
     *
     * @param declaration the modules as the descriptor declares them
     */
    public static Path write(Path ear, Path directory, String declaration, Archive<?>... modules) throws IOException {
        EnterpriseArchive archive = ShrinkWrap.createFromZipFile(EnterpriseArchive.class, ear.toFile());
        String descriptor = descriptorOf(archive).replace(END, declaration + END);
        archive.delete(DESCRIPTOR);
        archive.setApplicationXML(new StringAsset(descriptor)).addAsModules(modules);
        Files.createDirectories(directory);
        Path file = directory.resolve("cqrs.ear");
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }

    private static String descriptorOf(EnterpriseArchive ear) throws IOException {
        try (InputStream stream = ear.get(DESCRIPTOR).getAsset().openStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
