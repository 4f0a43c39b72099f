package ee.cqrs.it.http;

import java.util.stream.Stream;

import static ee.cqrs.it.http.BadInput.body;
import static ee.cqrs.it.http.BadInput.of;

/** The table of bad inputs over HTTP: what stands in the body of a command. */
final class BadInputs {

    /** An id that nothing may ever be written under. */
    static final String FRESH = "bad-" + Given.freshId();

    /** An account in EUR that is there before the table. */
    static final String OPEN = "open-" + FRESH;

    /** The key of the command that opened it. */
    static final String USED_KEY = "used-" + FRESH;

    private static final int DEEP = 5_000;

    private BadInputs() {}

    static Stream<BadInput> all() {
        return Stream.of(
                        texts(), fields(), strings(), amounts(), BadAddresses.all(), BadHeaders.all(), BadBatches.all())
                .flatMap(rows -> rows);
    }

    private static Stream<BadInput> texts() {
        return Stream.of(
                body("empty body", "").naming(""),
                body("blank body", " \n").naming(""),
                body("no JSON", "initialValue=1").naming(""),
                body("JSON cut off", "{\"initialValue\":1").naming("initialValue"),
                body("JSON null", "null").naming(""),
                body("array instead of object", "[1]").naming(""),
                body("string instead of object", "\"1\"").naming(""),
                body("something behind the object", "{\"initialValue\":1} 2").naming(""),
                body("a second object", "{\"initialValue\":1}{}").naming(""),
                body("single quotes", "{'initialValue':1}").naming(""),
                body("name without quotes", "{initialValue:1}").naming(""),
                body("comment", "/* one */{\"initialValue\":1}").naming(""),
                body("comma before the end", "{\"initialValue\":1,}").naming("initialValue"),
                body("byte order mark", "\uFEFF{\"initialValue\":1}").naming(""),
                of("wrong UTF-8", BadInput.good().body((byte) '"', (byte) 0xC3, (byte) '(', (byte) '"'))
                        .naming(""),
                of("overlong UTF-8", BadInput.good().body((byte) '"', (byte) 0xC0, (byte) 0xAF, (byte) '"'))
                        .naming(""),
                body("5,000 deep", "{\"initialValue\":%s1%s}".formatted("[".repeat(DEEP), "]".repeat(DEEP)))
                        .naming("initialValue"),
                body("5,000 deep and nothing else", "[".repeat(DEEP)).naming(""));
    }

    private static Stream<BadInput> fields() {
        return Stream.of(
                        body("missing field", "{}"),
                        body("null for a number", "{\"initialValue\":null}"),
                        body("field stands there twice", "{\"initialValue\":1,\"initialValue\":1}"),
                        body("string for a number", "{\"initialValue\":\"1\"}"),
                        body("empty string for a number", "{\"initialValue\":\"\"}"),
                        body("true for a number", "{\"initialValue\":true}"),
                        body("object for a number", "{\"initialValue\":{}}"),
                        body("decimals for a whole number", "{\"initialValue\":1.5}"),
                        body("decimal zero for a whole number", "{\"initialValue\":1.0}"),
                        body("number over 64 bits", "{\"initialValue\":9223372036854775808}"),
                        body("number of 5,000 digits", "{\"initialValue\":%s}".formatted("1".repeat(DEEP))),
                        body("not a number", "{\"initialValue\":NaN}"),
                        body("infinite number", "{\"initialValue\":Infinity}"),
                        body("quoted infinity", "{\"initialValue\":\"-Infinity\"}"),
                        body("leading zeros", "{\"initialValue\":007}"),
                        body("hexadecimal number", "{\"initialValue\":0x1F}"),
                        body("plus sign", "{\"initialValue\":+1}"),
                        BadInput.of("unknown field", BadInput.good().body("{\"initialValue\":1,\"colour\":\"red\"}"))
                                .naming("colour"))
                .map(row -> row.field() == null ? row.naming("initialValue") : row);
    }

    private static Stream<BadInput> strings() {
        return Stream.of(
                owner("number for a string", "1"),
                owner("null for a string", "null"),
                owner("array for a string", "[\"Ada\"]"),
                owner("blank string", "\" \""),
                owner("string of 101 characters", "\"%s\"".formatted("x".repeat(101))),
                owner("half a surrogate pair", "\"a\\ud800\""),
                owner("line break in a string", "\"a\nb\""),
                owner("unknown escape", "\"a\\x\""),
                open("no currency", "{\"owner\":\"Ada\",\"currency\":\"Euro\"}", "currency"),
                open("currency in small letters", "{\"owner\":\"Ada\",\"currency\":\"eur\"}", "currency"),
                open("currency missing", "{\"owner\":\"Ada\"}", "currency"),
                open("owner missing", "{\"currency\":\"EUR\"}", "owner"),
                open(
                        "overdraft limit below zero",
                        "{\"owner\":\"Ada\",\"currency\":\"EUR\",\"overdraftLimit\":-1}",
                        "overdraftLimit"),
                of(
                                "no e-mail address",
                                Request.command("contact-details", FRESH, "ChangeEmailAddress", "{\"email\":\"ada\"}"))
                        .naming("email"));
    }

    private static Stream<BadInput> amounts() {
        return Stream.of(
                amount("five decimals", "0.00001"),
                amount("five decimals, the last of them zero", "1.00000"),
                amount("16 digits", "1234567890123456"),
                amount("16 digits with decimals", "123456789012.3456"),
                amount("zero", "0"),
                amount("zero with decimals", "0.00"),
                amount("below zero", "-0.01"),
                amount("string for an amount", "\"12.50\""),
                amount("amount null", "null"),
                amount("exponent of 400", "1e400"),
                amount("exponent of a billion", "1e999999999"),
                amount("exponent beyond all numbers", "1e99999999999999999999"),
                amount("exponent of minus 400", "1e-400"),
                amount("amount that is no number", "NaN"),
                of("more decimals than the currency has", Given.deposit(OPEN, "0.001"))
                        .answers(422, "rejected"),
                of("more than there is", Request.command("account", OPEN, "WithdrawMoney", "{\"amount\":0.01}"))
                        .answers(422, "rejected"),
                of("more than an account holds", Given.deposit(OPEN, "999999999999999.9"))
                        .naming("amount"));
    }

    private static BadInput owner(String what, String json) {
        return of(what, Request.command("counter", FRESH, "ChangeOwner", "{\"owner\":%s}".formatted(json)))
                .naming("owner");
    }

    private static BadInput open(String what, String json, String field) {
        return of(what, Request.command("account", FRESH, "OpenAccount", json)).naming(field);
    }

    private static BadInput amount(String what, String json) {
        return of("amount: " + what, Given.deposit(OPEN, json)).naming("amount");
    }
}
