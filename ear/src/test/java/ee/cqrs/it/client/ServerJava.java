package ee.cqrs.it.client;

import java.nio.file.Path;

/** The Java that server processes of tests run on: that of the build, unless {@code -Dcqrs.test.java-home} names another. */
public final class ServerJava {

    private ServerJava() {}

    public static Path home() {
        return Path.of(System.getProperty("cqrs.test.java-home"));
    }

    /** A program of it, such as {@code java}. */
    public static Path program(String name) {
        return home().resolve("bin").resolve(name);
    }
}
