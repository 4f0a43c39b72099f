package ee.cqrs.it.http;

import org.junit.jupiter.api.Test;

import static ee.cqrs.it.http.HttpEntrance.REST;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code Idempotency-Key}: one effect per command. */
abstract class IdempotencyContract {

    private final String key = "key-" + Given.freshId();

    @Test
    void givenTheSameKeyAgainThenTheSameAnswerAndOneEffect() throws Exception {
        String id = Given.openAccount();
        Request deposit = Given.deposit(id, "12.50").under(key);

        Response first = deposit.send();
        Response second = deposit.send();

        assertThat(first.ok().get("commandId").textValue()).isEqualTo(key);
        assertSame(second, first);
        assertThat(REST.events("account", id)).hasSize(2);
    }

    @Test
    void givenTheSameKeyAfterOtherCommandsThenStillTheFirstAnswer() throws Exception {
        String id = Given.openAccount();
        Request deposit = Given.deposit(id, "12.50").under(key);
        Response first = deposit.send();
        Given.deposit(id, "1").send().ok();
        Request.command("account", id, "FreezeAccount", "{\"reason\":\"audit\"}")
                .send()
                .ok();

        assertSame(deposit.send(), first);
    }

    @Test
    void givenTheSameContentWrittenInAnotherWayThenTheFirstAnswer() throws Exception {
        String id = Given.freshId();
        Request open = Request.command("account", id, "OpenAccount", "{\"owner\":\"Ada\",\"currency\":\"EUR\"}")
                .under(key);
        Response first = open.send();

        assertSame(
                open.body("{ \"currency\" : \"\\u0045UR\",\n\"owner\":\"Ada\" }")
                        .send(),
                first);
    }

    @Test
    void givenTheKeyInQuotesThenItIsTheSameKey() throws Exception {
        Request bump = Given.bump(Given.activeCounter());
        Response first = bump.under(key).send();

        assertSame(bump.under("\"%s\"".formatted(key)).send(), first);
    }

    @Test
    void givenTheSameKeyWithAnotherAmountThenItIsRefused() throws Exception {
        String id = Given.openAccount();
        Given.deposit(id, "12.50").under(key).send().ok();

        Given.deposit(id, "12.51").under(key).send().problem(422, "key-reused");

        assertThat(REST.events("account", id)).hasSize(2);
    }

    @Test
    void givenTheSameKeyForAnotherAggregateOrCommandThenItIsRefused() throws Exception {
        String id = Given.activeCounter();
        Given.bump(id).under(key).send().ok();

        Given.bump(Given.activeCounter()).under(key).send().problem(422, "key-reused");
        Request.command("counter", id, "DeactivateCounter", "{}")
                .under(key)
                .send()
                .problem(422, "key-reused");
    }

    @Test
    void givenAKnownKeyThenItIsLookedAtBeforeIfMatch() throws Exception {
        String id = Given.activeCounter();
        Request bump = Given.bump(id).with("If-Match", "\"0\"").under(key);
        Response first = bump.send();

        assertSame(bump.send(), first);
        Request.command("counter", id, "BumpCounterBy", "{\"amount\":2}")
                .with("If-Match", "\"0\"")
                .under(key)
                .send()
                .problem(422, "key-reused");
    }

    @Test
    void givenARefusedCommandThenItsKeyIsFreeAndItIsAttemptedAnew() throws Exception {
        String id = Given.openAccount();
        Request withdraw = Request.command("account", id, "WithdrawMoney", "{\"amount\":5}")
                .under(key);
        withdraw.send().problem(422, "rejected");
        Given.deposit(id, "5").send().ok();

        assertThat(withdraw.send().ok().at("/aggregate/index").longValue()).isEqualTo(2);
    }

    @Test
    void givenACommandWithoutEventsThenItsAnswerIsKeptToo() throws Exception {
        String id = Given.activeCounter();
        Request call = Request.command("counter", id, "ChangeOwner", "{\"owner\":\"Ada\"}");
        call.send().ok();
        Response first = call.under(key).send();
        Given.bump(id).send().ok();

        assertThat(first.ok().get("events")).isEmpty();
        assertSame(call.under(key).send(), first);
    }

    private static void assertSame(Response again, Response first) {
        assertThat(again.ok()).isEqualTo(first.ok());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    }
}
