package ee.cqrs.faults.oracle;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Findings;
import ee.cqrs.faults.model.Model;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static ee.cqrs.faults.FaultScenario.SHORT_FORM;
import static ee.cqrs.faults.oracle.Told.accepted;
import static ee.cqrs.faults.oracle.Told.activated;
import static ee.cqrs.faults.oracle.Told.activation;
import static ee.cqrs.faults.oracle.Told.answered;
import static ee.cqrs.faults.oracle.Told.bumped;
import static ee.cqrs.faults.oracle.Told.changed;
import static ee.cqrs.faults.oracle.Told.command;
import static ee.cqrs.faults.oracle.Told.log;
import static org.assertj.core.api.Assertions.assertThat;

/** The suite is worth as much as its oracles: each of them finds what it must, and nothing in a sound log. */
@FaultScenario
@Tag(SHORT_FORM)
class OracleCanaryIT {

    private static final HealthTellsTheTruth HEALTH =
            new HealthTellsTheTruth(Duration.ofMillis(300), Duration.ofMillis(200));

    private final JsonNode first = activated(1, 0, "a");
    private final JsonNode second = bumped(2, 1, "b");
    private final JsonNode third = bumped(3, 2, "c");
    private final EventLog sound = log(first, second, third);
    private final Model model = new Model();

    @BeforeEach
    void everyoneIsToldTheTruth() {
        model.answered(accepted(activation("a"), first));
        model.answered(Answered.withoutAnswer(command("b")));
        model.answered(accepted("b", second));
        model.repeated(accepted("b", second));
        model.taken(command("c"));
        model.answered(new Answered(activation("d"), 422, answered("d", 422).body()));
        model.answered(answered("e", 503));
        model.follows("follower", 1);
        model.shown("follower", List.of(second, third));
    }

    @Test
    void givenASoundLogThenNoOracleFindsAnything() throws Exception {
        for (Oracle oracle : all()) {
            assertThat(Told.judge(oracle, model, sound, 2, 2).sentences()).isEmpty();
        }
    }

    @Test
    void givenAnAcknowledgedEventThatIsGoneThenItIsLost() throws Exception {
        assertThat(judge(new AcknowledgedIsKept(), log(first)).lost()).isEqualTo(1);
    }

    @Test
    void givenAnAcknowledgedEventThatIsAnotherNowThenItIsLost() throws Exception {
        assertThat(judge(new AcknowledgedIsKept(), log(first, bumped(2, 2, "b")))
                        .lost())
                .isEqualTo(1);
    }

    @Test
    void givenAnEventThatNobodyAskedForThenItIsWrong() throws Exception {
        assertThat(judge(new NoEventWithoutCommand(), log(first, second, third, bumped(4, 3, "x")))
                        .wrong())
                .isEqualTo(1);
    }

    @Test
    void givenAnEventOfARejectedCommandThenItIsWrong() throws Exception {
        assertThat(judge(new NoEventWithoutCommand(), log(first, bumped(2, 1, "d")))
                        .wrong())
                .isEqualTo(1);
    }

    @Test
    void givenAnEventOfARejectedCommandOfWhichOneMayHaveWaitedThenNothingIsWrong() throws Exception {
        model.answered(Answered.withoutAnswer(command("d")));
        assertThat(judge(new NoEventWithoutCommand(), log(first, bumped(2, 1, "d")))
                        .wrong())
                .isEqualTo(1);

        model.requestsWait();

        assertThat(judge(new NoEventWithoutCommand(), log(first, bumped(2, 1, "d")))
                        .wrong())
                .isZero();
    }

    @Test
    void givenAnEventOfARefusedCommandThenItIsWrong() throws Exception {
        assertThat(judge(new NoEventWithoutCommand(), log(first, bumped(2, 1, "e")))
                        .wrong())
                .isEqualTo(1);
    }

    @Test
    void givenAGapInThePositionsThenSomethingIsLost() throws Exception {
        assertThat(judge(new DenseNumbers(), log(first, bumped(3, 1, "b"))).lost())
                .isEqualTo(1);
    }

    @Test
    void givenAGapInTheIndexesThenSomethingIsLost() throws Exception {
        assertThat(judge(new DenseNumbers(), log(first, bumped(2, 2, "b"))).lost())
                .isEqualTo(1);
    }

    @Test
    void givenAnIndexTwiceThenItIsDuplicated() throws Exception {
        assertThat(judge(new DenseNumbers(), log(first, bumped(2, 0, "b"))).duplicated())
                .isEqualTo(1);
    }

    @Test
    void givenAnEventThatWasShownAndIsGoneThenItIsLost() throws Exception {
        assertThat(judge(new FeedShowsOnce(), log(first, second)).lost()).isEqualTo(1);
    }

    @Test
    void givenAnEventThatWasShownTwiceThenItIsDuplicated() throws Exception {
        model.shown("follower", List.of(third));

        assertThat(judge(new FeedShowsOnce(), sound).duplicated()).isEqualTo(1);
    }

    @Test
    void givenAFollowerThatSkippedAnEventThenItIsWrong() throws Exception {
        model.follows("another", 0);
        model.shown("another", List.of(first, third));

        assertThat(judge(new FeedShowsOnce(), sound).wrong()).isEqualTo(1);
    }

    @Test
    void givenAFollowerThatSkippedTheFirstEventsThenItIsWrong() throws Exception {
        model.follows("another", 0);
        model.shown("another", List.of(second, third));

        assertThat(judge(new FeedShowsOnce(), sound).wrong()).isEqualTo(1);
    }

    @Test
    void givenAnAnswerThatTellsOfADefectThenItIsWrong() throws Exception {
        model.answered(answered("e", 500));

        assertThat(judge(new ClearAnswers(), sound).wrong()).isEqualTo(1);
    }

    @Test
    void givenAnEventThatItsCommandDidNotAskForThenItIsWrong() throws Exception {
        assertThat(judge(new DecidedByTheRules(), log(first, activated(2, 1, "b")))
                        .wrong())
                .isEqualTo(1);
    }

    @Test
    void givenAnEventWithOtherDataThanItsCommandThenItIsWrong() throws Exception {
        model.sent(new SentCommand("counter", "1", "BumpCounterBy", "{\"amount\":5}", "f"));

        assertThat(judge(new DecidedByTheRules(), log(first, bumped(2, 1, "f"))).wrong())
                .isEqualTo(1);
    }

    @Test
    void givenAnEventThatTheRulesForbidInItsStateThenItIsWrong() throws Exception {
        assertThat(judge(new DecidedByTheRules(), log(first, activated(2, 1, "d")))
                        .wrong())
                .isEqualTo(1);
    }

    @Test
    void givenARejectionWithoutAReasonThenItIsWrong() throws Exception {
        model.answered(answered("f", 422));

        assertThat(judge(new DecidedByTheRules(), sound).wrong()).isEqualTo(1);
    }

    @Test
    void givenASuccessAboutAnotherCommandThenItIsWrong() throws Exception {
        model.answered(
                new Answered(command("f"), 200, accepted(activation("a"), first).body()));

        assertThat(judge(new NoFalseSuccess(), sound).wrong()).isEqualTo(2);
    }

    @Test
    void givenTwoAnswersToOneCommandThenItIsWrong() throws Exception {
        model.answered(accepted("a"));

        assertThat(judge(new NoFalseSuccess(), sound).wrong()).isEqualTo(1);
    }

    @Test
    void givenACommandThatWasDoneTwiceThenItIsDuplicated() throws Exception {
        assertThat(judge(new OneEffect(), log(first, second, bumped(3, 2, "b"))).duplicated())
                .isEqualTo(1);
    }

    @Test
    void givenAMessageThatWasDoneTwiceThenItIsDuplicated() throws Exception {
        assertThat(judge(new OneEffect(), log(first, second, third, bumped(5, 3, "c")))
                        .duplicated())
                .isEqualTo(1);
    }

    @Test
    void givenARepeatedCommandWithAnotherAnswerThenItIsWrong() throws Exception {
        model.repeated(answered("b", 422));

        assertThat(judge(new OneEffect(), sound).wrong()).isEqualTo(1);
    }

    @Test
    void givenACommandThatNobodySettledThenItIsWrong() throws Exception {
        model.answered(answered("f", 504));

        assertThat(judge(new OneEffect(), sound).wrong()).isEqualTo(1);
    }

    @Test
    void givenAMessageOfWhichNothingCameThenItIsLost() throws Exception {
        assertThat(judge(new TakenIsDone(), log(first, second)).lost()).isEqualTo(1);
    }

    @Test
    void givenASoundMessageThatWasSetAsideThenItIsWrong() throws Exception {
        assertThat(Told.judge(new TakenIsDone(), model, sound, 0, 0, "c").wrong())
                .isEqualTo(1);
    }

    @Test
    void givenAMessageThatNobodyCanHandleThenItMustBeSetAsideAndNotDone() throws Exception {
        model.takenUnfit(command("f"));
        EventLog done = log(first, second, third, bumped(4, 3, "f"));

        assertThat(Told.judge(new TakenIsDone(), model, sound, 0, 0, "f").isEmpty())
                .isTrue();
        assertThat(judge(new TakenIsDone(), sound).lost()).isEqualTo(1);
        assertThat(Told.judge(new TakenIsDone(), model, done, 0, 0, "f").wrong())
                .isEqualTo(1);
    }

    @Test
    void givenAMessageThatOvertookAnotherThenItIsWrong() throws Exception {
        model.taken(command("b"));

        assertThat(judge(new MessagesInOrder(), sound).wrong()).isEqualTo(1);
    }

    @Test
    void givenAStateThatDiffersFromReplayThenItIsWrong() throws Exception {
        assertThat(Told.judge(new StatesEqualReplay(), model, sound, 3, 2).wrong())
                .isEqualTo(1);
        assertThat(Told.judge(new StatesEqualReplay(), model, sound, 2, 1).wrong())
                .isEqualTo(1);
    }

    @Test
    void givenChangesOfWhichTheLastIsShownThenTheLatestStateIsKept() throws Exception {
        model.answered(changed("f", 0, "a@example.org"));
        model.answered(changed("g", 1, "b@example.org"));

        assertThat(judgeShown(1, "b@example.org").isEmpty()).isTrue();
        assertThat(judgeShown(0, "b@example.org").lost()).isEqualTo(1);
        assertThat(judgeShown(1, "a@example.org").lost()).isEqualTo(1);
    }

    @Test
    void givenTwoChangesWithOneIndexThenOneIsLost() throws Exception {
        model.answered(changed("f", 0, "a@example.org"));
        model.answered(changed("g", 0, "b@example.org"));

        assertThat(judgeShown(0, "a@example.org").lost()).isEqualTo(1);
    }

    @Test
    void givenAChangeThatNobodyWasToldOfThenItIsWrong() throws Exception {
        model.answered(changed("f", 1, "a@example.org"));

        assertThat(judgeShown(1, "a@example.org").wrong()).isEqualTo(1);
    }

    private Findings judgeShown(long index, String email) throws Exception {
        return Told.judge(new LatestStateIsKept(), model, sound, Reply.json("""
                {"meta":{"index":%d},"state":{"email":"%s"}}""".formatted(index, email)));
    }

    @Test
    void givenALogThatDoesNotVerifyThenItIsWrong() throws Exception {
        assertThat(Told.judgeVerified(model, sound, true, 3, 3).isEmpty()).isTrue();
        assertThat(Told.judgeVerified(model, sound, false, 3, 3).wrong()).isEqualTo(1);
    }

    @Test
    void givenALogOfWhichOnlyAPartIsVerifiedThenItIsWrong() throws Exception {
        assertThat(Told.judgeVerified(model, sound, true, 3, 2).wrong()).isEqualTo(1);
        assertThat(Told.judgeVerified(model, sound, true, 2, 3).wrong()).isEqualTo(1);
    }

    @Test
    void givenBalancesThatAreTheSumsOfTheLogThenNothingIsFound() throws Exception {
        assertThat(judgeBalances(Map.of("a", new BigDecimal("3.00"), "b", BigDecimal.ONE))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void givenABalanceThatIsNotThatOfTheLogOrIsMissingThenThatIsFound() throws Exception {
        assertThat(judgeBalances(Map.of("a", BigDecimal.ONE, "b", BigDecimal.ONE))
                        .wrong())
                .isEqualTo(1);
        assertThat(judgeBalances(Map.of("a", new BigDecimal("3"))).lost()).isEqualTo(1);
        assertThat(judgeBalances(Map.of("a", new BigDecimal("3"), "b", BigDecimal.ONE, "c", BigDecimal.ONE))
                        .wrong())
                .isEqualTo(1);
    }

    private static Findings judgeBalances(Map<String, BigDecimal> shown) throws Exception {
        return Told.judgeBalances(
                log(Told.deposited(1, "a", "1"), Told.deposited(2, "a", "2"), Told.deposited(3, "b", "1")), shown);
    }

    @Test
    void givenAHealthThatNeverSaysThatItIsDownThenItIsWrong() {
        Findings findings = new Findings();

        HEALTH.examine("a node", "UP", () -> "UP", findings);
        assertThat(findings.wrong()).isZero();
        HEALTH.examine("a node", "DOWN", () -> "UP", findings);
        assertThat(findings.wrong()).isEqualTo(1);
    }

    @Test
    void givenAHealthThatSaysThatItIsDownAndTakesItBackThenItIsWrong() {
        Findings findings = new Findings();
        AtomicInteger asked = new AtomicInteger();

        HEALTH.examine("a node", "DOWN", () -> asked.getAndIncrement() == 0 ? "DOWN" : "UP", findings);

        assertThat(findings.wrong()).isEqualTo(1);
    }

    private Findings judge(Oracle oracle, EventLog log) throws Exception {
        return Told.judge(oracle, model, log, 2, 2);
    }

    private static List<Oracle> all() {
        return Stream.of(Oracle.always(), Oracle.settled())
                .flatMap(List::stream)
                .toList();
    }
}
