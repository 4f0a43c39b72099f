package ee.cqrs.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

import jakarta.ws.rs.core.HttpHeaders;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RequestBodyTest {

    private static final int LIMIT = 10;

    private final RequestBody body = new RequestBody(LIMIT, Duration.ofMinutes(1), new SlowBodies(1));

    @Test
    void aBodyOfTheLimitIsRead() {
        assertThat(body.read(FakeHeaders.none(), bytes(LIMIT))).hasSize(LIMIT);
    }

    @Test
    void oneByteMoreIsTooLargeAndNoFurtherByteIsRead() {
        InputStream endless = new InputStream() {
            private int count;

            @Override
            public int read() throws IOException {
                assertThat(++count).isLessThanOrEqualTo(LIMIT + 1);
                return 'x';
            }
        };

        assertThat(problemOf(FakeHeaders.none(), endless).kind()).isEqualTo(Problem.Kind.TOO_LARGE);
    }

    @Test
    void anAnnouncedLengthOverTheLimitIsRefusedUnread() {
        assertThat(problemOf(FakeHeaders.of("Content-Length", "99999999999"), unreadable())
                        .kind())
                .isEqualTo(Problem.Kind.TOO_LARGE);
    }

    @Test
    void aCompressedBodyIsRefusedUnread() {
        assertThat(problemOf(FakeHeaders.of("Content-Encoding", "gzip"), unreadable())
                        .kind())
                .isEqualTo(Problem.Kind.UNSUPPORTED_MEDIA_TYPE);
        assertThat(body.read(FakeHeaders.of("Content-Encoding", "identity"), bytes(1)))
                .hasSize(1);
    }

    @Test
    void aBodyThatBreaksOffIsMalformed() {
        assertThat(problemOf(FakeHeaders.none(), unreadable()).kind()).isEqualTo(Problem.Kind.MALFORMED);
    }

    @Test
    void aBodyThatTakesTooLongIsRefused() {
        RequestBody impatient = new RequestBody(LIMIT, Duration.ZERO, new SlowBodies(1));

        assertThatThrownBy(() -> impatient.read(FakeHeaders.none(), bytes(1)))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("not sent within");
    }

    @Test
    void whenAsManyAsAllowedAreBeingReadAnotherIsRefusedForNowUnlessItIsHere() throws Exception {
        SlowBodies places = new SlowBodies(1);
        RequestBody other = new RequestBody(LIMIT, Duration.ofMinutes(1), places);
        HttpHeaders here = new FakeHeaders()
                .with("Content-Length", "1")
                .with("Content-Type", "application/json; charset=utf-8")
                .headers();

        places.whileOthersHaveThreads(() -> {
            assertThatThrownBy(() -> other.read(FakeHeaders.none(), unreadable()))
                    .isInstanceOfSatisfying(
                            CommandException.class,
                            refused -> assertThat(refused.problem().kind()).isEqualTo(Problem.Kind.UNAVAILABLE));
            assertThat(other.read(here, bytes(1))).hasSize(1);
            return null;
        });
        assertThat(other.read(FakeHeaders.none(), bytes(1))).hasSize(1);
    }

    @Test
    void aBodyIsHereOnlyIfAllThatIsAnnouncedIs() throws Exception {
        SlowBodies places = new SlowBodies(1);

        assertThat(places.isHere(FakeHeaders.none(), 5, bytes(5))).isTrue();
        assertThat(places.isHere(FakeHeaders.none(), 0, bytes(0))).isTrue();
        assertThat(places.isHere(FakeHeaders.none(), 6, bytes(5))).isFalse();
        assertThat(places.isHere(FakeHeaders.none(), -1, bytes(5))).isFalse();
        assertThat(places.isHere(FakeHeaders.none(), 8_193, bytes(8_193))).isFalse();
        assertThat(places.isHere(FakeHeaders.of("Expect", "100-continue"), 5, bytes(5)))
                .isFalse();
    }

    @Test
    void aBodyThatComesAMomentAfterItsHeadIsHere() throws Exception {
        InputStream late = new InputStream() {
            private int looks;

            @Override
            public int available() {
                return ++looks < 3 ? 0 : 5;
            }

            @Override
            public int read() {
                return -1;
            }
        };

        assertThat(new SlowBodies(1).isHere(FakeHeaders.none(), 5, late)).isTrue();
    }

    private Problem problemOf(HttpHeaders headers, InputStream stream) {
        return catchThrowableOfType(CommandException.class, () -> body.read(headers, stream))
                .problem();
    }

    private static InputStream bytes(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    private static InputStream unreadable() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("The connection broke");
            }
        };
    }
}
