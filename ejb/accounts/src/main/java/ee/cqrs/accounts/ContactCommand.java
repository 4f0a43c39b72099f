package ee.cqrs.accounts;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** What can be asked of the contact details of a customer. */
public sealed interface ContactCommand {

    record ChangeEmailAddress(
            @NotBlank @Email @Size(max = 254) String email) implements ContactCommand {}

    record ChangePostalAddress(
            @NotBlank @Size(max = 200) String street,
            @NotBlank @Size(max = 20) String postalCode,
            @NotBlank @Size(max = 100) String city,
            @NotNull @Pattern(regexp = "[A-Z]{2}") String country)
            implements ContactCommand {}

    record ForgetContactDetails() implements ContactCommand {}
}
