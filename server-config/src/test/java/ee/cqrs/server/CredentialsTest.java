package ee.cqrs.server;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CredentialsTest {

    @TempDir
    private Path configuration;

    @Test
    void whatWasWrittenIsReadBack() throws Exception {
        Credentials drawn = Credentials.random();

        drawn.write(configuration);

        assertThat(Credentials.read(configuration)).isEqualTo(drawn);
    }

    @Test
    void charactersThatMeanSomethingInAPropertiesFileAreReadBack() throws Exception {
        Credentials odd = new Credentials(" a=b:c\\u0041 ", "#!\u00e9\t", "n\n1");

        odd.write(configuration);

        assertThat(Credentials.read(configuration)).isEqualTo(odd);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX rights")
    void theFileIsItsOwnersOnly() throws Exception {
        Credentials.random().write(configuration);

        assertThat(rights()).isEqualTo("rw-------");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX rights")
    void aFileThatOthersCouldReadIsReplacedByOneThatTheyCannot() throws Exception {
        Path file = Files.writeString(Credentials.file(configuration), "admin=old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        Credentials drawn = Credentials.random();

        drawn.write(configuration);

        assertThat(rights()).isEqualTo("rw-------");
        assertThat(Credentials.read(configuration)).isEqualTo(drawn);
    }

    @Test
    void everyDrawIsAnother() {
        Credentials one = Credentials.random();
        Credentials other = Credentials.random();

        assertThat(Stream.of(
                        one.adminPassword(),
                        one.jmsPassword(),
                        one.nodeId(),
                        other.adminPassword(),
                        other.jmsPassword(),
                        other.nodeId()))
                .doesNotHaveDuplicates();
        assertThat(one.adminPassword()).as("18 random bytes").hasSize(24);
        assertThat(one.jmsPassword()).as("18 random bytes").hasSize(24);
    }

    @Test
    void noPasswordLooksLikeAnOption() {
        assertThat(Stream.generate(Credentials::random)
                        .limit(1_000)
                        .flatMap(drawn -> Stream.of(drawn.adminPassword(), drawn.jmsPassword())))
                .allMatch(password -> password.matches("\\w[\\w-]+"));
    }

    @Test
    void theNodeIdFitsTheTransactionManager() {
        assertThat(Credentials.randomNodeId().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(23);
    }

    @Test
    void aServerThatWasNotProvisionedIsNamed() {
        assertThatThrownBy(() -> Credentials.read(configuration))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(Credentials.file(configuration).toString());
    }

    private String rights() throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(Credentials.file(configuration)));
    }
}
