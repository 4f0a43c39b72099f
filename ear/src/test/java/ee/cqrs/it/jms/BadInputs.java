package ee.cqrs.it.jms;

import java.util.stream.Stream;

/** The table of bad inputs over JMS. */
final class BadInputs {

    private static final int OVER_THE_LIMIT = 1_048_577;

    private BadInputs() {}

    static Stream<BadInput> all() {
        return Stream.of(addresses(), properties(), texts(), values()).flatMap(rows -> rows);
    }

    private static Stream<BadInput> addresses() {
        return Stream.of(
                bad("no aggregate type").without("aggregateType"),
                bad("no aggregate id").without("aggregateId"),
                bad("no command").without("command"),
                bad("empty aggregate id").with("aggregateId", ""),
                bad("id of 300 characters").with("aggregateId", "x".repeat(300)),
                bad("id with NUL").with("aggregateId", "a\0b"),
                bad("id with a line break").with("aggregateId", "a\nb"),
                bad("id with half a surrogate pair").with("aggregateId", "a\ud800"),
                bad("id not in normal form C").with("aggregateId", "e\u0301"),
                bad("unknown type")
                        .with("aggregateType", "counters")
                        .naming(null)
                        .answers(404, "not-found"),
                bad("unknown command").with("command", "Explode").naming(null).answers(404, "not-found"),
                bad("command of another type")
                        .with("command", "DepositMoney")
                        .naming(null)
                        .answers(404, "not-found"),
                bad("second instance of a singleton")
                        .to("exchange-rates", "WithdrawExchangeRate")
                        .text("{\"currency\":\"EUR\"}")
                        .naming(null)
                        .answers(404, "not-found"));
    }

    private static Stream<BadInput> properties() {
        return Stream.of(
                bad("expected index is no number").with("expectedIndex", "three"),
                bad("expected index has decimals").with("expectedIndex", "1.5"),
                bad("expected index over 64 bits").with("expectedIndex", "9223372036854775808"),
                bad("expected index is another")
                        .with("expectedIndex", "3")
                        .naming(null)
                        .answers(412, "index-mismatch"),
                bad("command id of 256 characters").with("commandId", "x".repeat(256)),
                bad("blank command id").with("commandId", " "),
                bad("command id with a control character").with("commandId", "a\tb"),
                bad("correlation id of 256 characters").with("correlationId", "x".repeat(256)),
                bad("origin of 256 characters").with("origin", "x".repeat(256)),
                bad("origin with a line break").with("origin", "a\nb"));
    }

    private static Stream<BadInput> texts() {
        return Stream.of(
                bad("no text message").text(null).naming(""),
                bad("empty text").text("").naming(""),
                bad("blank text").text(" \n").naming(""),
                bad("no JSON").text("initialValue=1").naming(""),
                bad("JSON cut off").text("{\"initialValue\":1").naming("initialValue"),
                bad("JSON null").text("null").naming(""),
                bad("array instead of object").text("[1]").naming(""),
                bad("something behind the object")
                        .text("{\"initialValue\":1} 2")
                        .naming(""),
                bad("half a surrogate pair in the text")
                        .to("counter", "ChangeOwner")
                        .text("{\"owner\":\"a\ud800\"}")
                        .naming(""),
                bad("half a surrogate pair, escaped")
                        .to("counter", "ChangeOwner")
                        .text("{\"owner\":\"a\\ud800\"}")
                        .naming("owner"),
                bad("5,000 deep")
                        .text("{\"initialValue\":%s1%s}".formatted("[".repeat(5_000), "]".repeat(5_000)))
                        .naming("initialValue"),
                bad("text over the limit")
                        .text("{\"initialValue\":%s1}".formatted(" ".repeat(OVER_THE_LIMIT)))
                        .naming(null)
                        .answers(413, "too-large"));
    }

    private static Stream<BadInput> values() {
        return Stream.of(
                bad("missing field").text("{}").naming("initialValue"),
                bad("unknown field")
                        .text("{\"initialValue\":1,\"colour\":\"red\"}")
                        .naming("colour"),
                bad("field stands there twice")
                        .text("{\"initialValue\":1,\"initialValue\":2}")
                        .naming("initialValue"),
                bad("text for a number").text("{\"initialValue\":\"1\"}").naming("initialValue"),
                bad("decimals for a whole number")
                        .text("{\"initialValue\":1.5}")
                        .naming("initialValue"),
                bad("number over 64 bits")
                        .text("{\"initialValue\":9223372036854775808}")
                        .naming("initialValue"),
                bad("not a number").text("{\"initialValue\":NaN}").naming("initialValue"),
                bad("number for a text")
                        .to("counter", "ChangeOwner")
                        .text("{\"owner\":1}")
                        .naming("owner"),
                bad("blank text")
                        .to("counter", "ChangeOwner")
                        .text("{\"owner\":\" \"}")
                        .naming("owner"),
                bad("amount of five decimals")
                        .to("account", "DepositMoney")
                        .text("{\"amount\":0.00001}")
                        .naming("amount"),
                bad("amount with an exponent of a million")
                        .to("account", "DepositMoney")
                        .text("{\"amount\":1e1000000}")
                        .naming("amount"),
                bad("amount of 5,000 digits")
                        .to("account", "DepositMoney")
                        .text("{\"amount\":%s}".formatted("1".repeat(5_000)))
                        .naming("amount"),
                bad("amount not positive")
                        .to("account", "DepositMoney")
                        .text("{\"amount\":0}")
                        .naming("amount"),
                bad("no currency")
                        .to("account", "OpenAccount")
                        .text("{\"owner\":\"Ada\",\"currency\":\"Euro\"}")
                        .naming("currency"));
    }

    private static BadInput bad(String what) {
        return BadInput.of(what);
    }
}
