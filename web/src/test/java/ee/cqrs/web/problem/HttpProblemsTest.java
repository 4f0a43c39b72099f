package ee.cqrs.web.problem;

import ee.cqrs.command.Problem;
import ee.cqrs.command.Problem.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HttpProblemsTest {

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 406, 413, 415, 500, 503})
    void aStatusOfTheServerKeepsItsStatus(int status) {
        assertThat(HttpProblems.of(status).kind().status()).isEqualTo(status);
    }

    @Test
    void whatHasNoProblemOfItsOwnIsMalformedOrAFailure() {
        assertThat(HttpProblems.of(431).kind()).isEqualTo(Kind.MALFORMED);
        assertThat(HttpProblems.of(501).kind()).isEqualTo(Kind.INTERNAL);
    }

    @Test
    void aServerThatStartsSaysWhenToTryAgain() {
        Problem problem = HttpProblems.of(503);

        assertThat(problem.retryAfterSeconds()).isEqualTo(1);
    }
}
