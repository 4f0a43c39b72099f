package ee.cqrs.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.validation.Validation;
import jakarta.validation.Validator;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;
import ee.cqrs.command.Problem.FieldError;
import ee.cqrs.json.Json;
import ee.cqrs.query.Shop.Said;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class BoundQueryTest {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    @Test
    void givenParametersThenEachIsReadAsItsType() {
        assertThat(ask(
                        "plain",
                        "text",
                        "a b",
                        "number",
                        "-7",
                        "large",
                        "9223372036854775807",
                        "amount",
                        "1.50",
                        "truth",
                        "true",
                        "colour",
                        "RED",
                        "currency",
                        "EUR",
                        "at",
                        "2026-01-31T12:00:00Z"))
                .isEqualTo(
                        new Said(
                                "a b -7 Optional[9223372036854775807] 1.50 true RED Optional[EUR] Optional[2026-01-31T12:00:00Z]"));
        assertThat(ask("plain", "text", "x", "number", "1", "amount", "1", "truth", "false", "colour", "BLUE"))
                .isEqualTo(new Said("x 1 Optional.empty 1 false BLUE Optional.empty Optional.empty"));
    }

    @Test
    void givenBadParametersThenEachIsNamedWithTheRemedy() {
        assertThat(refused(
                        "plain",
                        "text",
                        "x",
                        "text",
                        "y",
                        "number",
                        "1.5",
                        "amount",
                        "1e999",
                        "truth",
                        "yes",
                        "colour",
                        "GREEN",
                        "currency",
                        "EURO",
                        "at",
                        "today",
                        "size",
                        "1"))
                .containsExactlyInAnyOrder(
                        new FieldError("text", "stands there 2 times"),
                        new FieldError("number", "must be an integer in the range of a 32-bit number"),
                        new FieldError("amount", "must be a number"),
                        new FieldError("truth", "must be true or false"),
                        new FieldError("colour", "must be one of [RED, BLUE]"),
                        new FieldError("currency", "must be an ISO 4217 currency code"),
                        new FieldError("at", "must be an instant such as \"2026-01-31T12:00:00Z\""),
                        new FieldError(
                                "size",
                                "is no parameter here; there are amount, at, colour, currency, large, number, text, truth"));
        assertThat(refused("plain", "text", "a\u0000b"))
                .contains(
                        new FieldError("text", "must not have control characters"),
                        new FieldError("colour", "is missing; expected one of [RED, BLUE]"));
        assertThat(refused("none", "x", "1"))
                .containsExactly(new FieldError("x", "is no parameter here; there are none"));
    }

    @Test
    void givenParametersThatBreakAConstraintThenEachIsNamed() {
        assertThat(refused("plain", "text", " ", "number", "1", "amount", "-1", "truth", "true", "colour", "RED"))
                .extracting(FieldError::field)
                .containsExactly("amount", "text");
    }

    @Test
    void givenARecordOfParametersThenItIsMadeAndValidated() {
        assertThat(ask("period", "from", "2026-01-01T00:00:00Z", "days", "3"))
                .isEqualTo(List.of(new Said("Period[from=2026-01-01T00:00:00Z, to=Optional.empty, days=3]")));
        assertThat(refused("period", "from", "2026-01-01T00:00:00Z", "days", "10"))
                .extracting(FieldError::field)
                .containsExactly("days");
        assertThat(refused("period", "from", "2026-01-02T00:00:00Z", "to", "2026-01-01T00:00:00Z", "days", "1"))
                .containsExactly(new FieldError("", "to lies before from"));
    }

    @Test
    void givenAPageThenItHasAnOrderThatLeavesNothingOpen() {
        assertThat(ask("paged")).isEqualTo(page("100 0 order by x.id" + "Optional.empty"));
        assertThat(ask("paged", "limit", "1000", "after", "7", "sort", "-age,name", "name", "n"))
                .isEqualTo(page("1000 7 order by x.age desc, x.name, x.id" + "Optional[n]"));
        assertThat(ask("paged", "sort", "-id")).isEqualTo(page("100 0 order by x.id descOptional.empty"));
    }

    @Test
    void givenABadPageThenItsParametersAreNamed() {
        assertThat(refused("paged", "limit", "1001", "after", "-1", "sort", "age; drop table x"))
                .containsExactly(
                        new FieldError("limit", "must be a whole number 1 to 1000"),
                        new FieldError("after", "must be a whole number 0 to 100000000"),
                        new FieldError(
                                "sort",
                                "must be some of id, name, age, each once, with commas between them and a - before"
                                        + " those that are to descend"));
        assertThat(refused("paged", "sort", "age,age")).hasSize(1);
        assertThat(refused("paged", "sort", "")).hasSize(1);
    }

    @Test
    void givenNothingThenItIsNotFound() {
        assertThat(catchThrowableOfType(CommandException.class, () -> ask("none"))
                        .problem()
                        .kind())
                .isEqualTo(Problem.Kind.NOT_FOUND);
    }

    @Test
    void givenAFailureThenItComesOutAsItIs() {
        assertThatThrownBy(() -> ask("failing"))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("as the test says");
    }

    private static Page<Said> page(String text) {
        return new Page<>(List.of(new Said(text)), null);
    }

    private static List<FieldError> refused(String name, String... namesAndValues) {
        return catchThrowableOfType(CommandException.class, () -> ask(name, namesAndValues))
                .problem()
                .errors();
    }

    private static Object ask(String name, String... namesAndValues) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.computeIfAbsent(namesAndValues[i], unused -> new ArrayList<>())
                    .add(namesAndValues[i + 1]);
        }
        QueryDefinition query = Queries.methods(Shop.class)
                .map(method -> QueryDefinition.of(method, "shop"))
                .filter(definition -> definition.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new BoundQuery(query, new Shop())
                .prepare(given, new Json(), VALIDATOR)
                .get();
    }
}
