package ee.cqrs.accounts;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.math.BigDecimal;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Digits;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/** An amount of money: at most 15 digits, of which at most 4 are decimals. */
@Digits(integer = Amount.MAX_DIGITS, fraction = Amount.MAX_DECIMALS)
@Documented
@Retention(RUNTIME)
@Target({FIELD, METHOD, PARAMETER})
@Constraint(validatedBy = Amount.Total.class)
public @interface Amount {

    int MAX_DIGITS = 15;
    int MAX_DECIMALS = 4;

    String message() default "must have at most " + MAX_DIGITS + " digits";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** {@link Digits} limits both sides of the decimal point; this one limits the total. */
    class Total implements ConstraintValidator<Amount, BigDecimal> {
        @Override
        public boolean isValid(BigDecimal amount, ConstraintValidatorContext context) {
            return amount == null || Math.max(amount.precision(), amount.scale()) <= MAX_DIGITS;
        }
    }
}
