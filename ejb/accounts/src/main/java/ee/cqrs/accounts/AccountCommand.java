package ee.cqrs.accounts;

import java.math.BigDecimal;
import java.util.Currency;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

/** What can be asked of an account. */
public sealed interface AccountCommand {

    /** As ISO 13616 has it, without spaces. */
    String IBAN = "[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}";

    record OpenAccount(
            @NotBlank @Size(max = 100) String owner,
            @NotNull Currency currency,
            @PositiveOrZero @Amount BigDecimal overdraftLimit)
            implements AccountCommand {

        public OpenAccount {
            overdraftLimit = overdraftLimit == null ? BigDecimal.ZERO : overdraftLimit;
        }
    }

    record AssignIban(@NotNull @Pattern(regexp = IBAN) String iban) implements AccountCommand {}

    record DepositMoney(@NotNull @Positive @Amount BigDecimal amount) implements AccountCommand {}

    record WithdrawMoney(@NotNull @Positive @Amount BigDecimal amount) implements AccountCommand {}

    record FreezeAccount(@NotBlank @Size(max = 200) String reason) implements AccountCommand {}

    record UnfreezeAccount() implements AccountCommand {}

    record CloseAccount() implements AccountCommand {}
}
