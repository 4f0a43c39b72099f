package ee.cqrs.it.container;

import java.io.File;
import java.net.URISyntaxException;

import net.bytebuddy.ByteBuddy;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The real EAR, with one application more: that of the tests. */
final class TestEar {

    private static final String MODULES = """
              <module><ejb>it.jar</ejb></module>
              <module><web><web-uri>it.war</web-uri><context-root>/it</context-root></web></module>
            </application>
            """;

    private static final String FAILURES = """
            <ejb-jar xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0">
              <interceptors>
                <interceptor><interceptor-class>ee.cqrs.it.container.CommitFailure</interceptor-class></interceptor>
                <interceptor><interceptor-class>ee.cqrs.it.container.DeliveryFailure</interceptor-class></interceptor>
                <interceptor><interceptor-class>ee.cqrs.it.container.AcknowledgeFailure</interceptor-class></interceptor>
              </interceptors>
              <assembly-descriptor>
                <interceptor-binding>
                  <ejb-name>JournalTransaction</ejb-name>
                  <interceptor-class>ee.cqrs.it.container.CommitFailure</interceptor-class>
                </interceptor-binding>
                <interceptor-binding>
                  <ejb-name>CommandDelivery</ejb-name>
                  <interceptor-class>ee.cqrs.it.container.DeliveryFailure</interceptor-class>
                </interceptor-binding>
                <interceptor-binding>
                  <ejb-name>SideQueues</ejb-name>
                  <interceptor-class>ee.cqrs.it.container.AcknowledgeFailure</interceptor-class>
                </interceptor-binding>
              </assembly-descriptor>
            </ejb-jar>
            """;

    private TestEar() {}

    static EnterpriseArchive with(Class<?>... tests) {
        EnterpriseArchive ear =
                ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File(System.getProperty("cqrs.test.ear")));
        JavaArchive framework = ear.getAsType(JavaArchive.class, "cqrs.jar")
                .addAsManifestResource(new StringAsset(FAILURES), "ejb-jar.xml");
        String descriptor = descriptorOf(ear).replace("</application>", MODULES);
        ear.delete("META-INF/application.xml");
        ear.delete("cqrs.jar");
        return ear.addAsModule(framework)
                .setApplicationXML(new StringAsset(descriptor))
                .addAsLibraries(jarOf(Assertions.class), jarOf(Awaitility.class), jarOf(Matchers.class))
                .addAsLibraries(jarOf(ByteBuddy.class))
                .addAsLibrary(ShrinkWrap.create(JavaArchive.class, "it-faults.jar")
                        .addClasses(CommitFailure.class, DeliveryFailure.class, AcknowledgeFailure.class))
                .addAsModule(ShrinkWrap.create(JavaArchive.class, "it.jar")
                        .addClasses(Probe.class, Board.class, ProbeApplication.class, Caller.class)
                        .addClasses(Probe.class.getDeclaredClasses())
                        .addClasses(Board.class.getDeclaredClasses())
                        .addClasses(BrokenApplication.class, UnbornApplication.class, Forgetful.class)
                        .addClasses(Forgetful.class.getDeclaredClasses())
                        .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml"))
                .addAsModule(Testable.archiveToTest(ShrinkWrap.create(WebArchive.class, "it.war")
                        .addClasses(tests)
                        .addClass(ContainerTest.class)
                        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")));
    }

    /** One application more. */
    static EnterpriseArchive with(EnterpriseArchive ear, JavaArchive application) {
        String descriptor = descriptorOf(ear)
                .replace(
                        "</application>",
                        "  <module><ejb>%s</ejb></module>\n</application>".formatted(application.getName()));
        ear.delete("META-INF/application.xml");
        return ear.addAsModule(application).setApplicationXML(new StringAsset(descriptor));
    }

    private static String descriptorOf(EnterpriseArchive ear) {
        try (var stream = ear.get("META-INF/application.xml").getAsset().openStream()) {
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static File jarOf(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
