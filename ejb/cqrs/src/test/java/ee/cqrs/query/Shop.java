package ee.cqrs.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

/** Has queries of all shapes, which answer what they are asked. */
public class Shop {

    public enum Colour {
        RED,
        BLUE
    }

    public record Said(String text) {}

    public record Period(
            Instant from, Optional<Instant> to, @Max(9) int days) {

        public Period {
            if (to.isPresent() && to.get().isBefore(from)) {
                throw new IllegalArgumentException("to lies before from");
            }
        }
    }

    @Query("plain")
    public Said plain(
            @NotBlank String text,
            int number,
            Optional<Long> large,
            @Positive BigDecimal amount,
            boolean truth,
            Colour colour,
            Optional<Currency> currency,
            Optional<Instant> at) {
        return new Said("%s %s %s %s %s %s %s %s".formatted(text, number, large, amount, truth, colour, currency, at));
    }

    @Query("period")
    public List<Said> period(Period period) {
        return List.of(new Said(period.toString()));
    }

    @Query(
            value = "paged",
            sort = {"id", "name", "age"})
    public Page<Said> paged(PageRequest page, Optional<String> name) {
        return new Page<>(List.of(new Said(page.limit() + " " + page.after() + page.orderBy("x") + name)), null);
    }

    @Query("none")
    public Optional<Said> none() {
        return Optional.empty();
    }

    @Query("failing")
    public Said failing() {
        throw new IllegalStateException("as the test says");
    }
}
