package ee.cqrs.accounts;

import ee.cqrs.accounts.ContactCommand.ChangeEmailAddress;
import ee.cqrs.accounts.ContactCommand.ChangePostalAddress;
import ee.cqrs.accounts.ContactCommand.ForgetContactDetails;
import ee.cqrs.accounts.ContactEvent.ContactDetailsForgotten;
import ee.cqrs.accounts.ContactEvent.EmailAddressChanged;
import ee.cqrs.accounts.ContactEvent.PostalAddressChanged;
import ee.cqrs.testkit.AggregateFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactDetailsTest {

    private static final PostalAddress HOME = new PostalAddress("Karl Johans gate 1", "0154", "Oslo", "NO");

    private final AggregateFixture<ContactState> contact = AggregateFixture.of(ContactDetails.class);

    @Test
    void theEmailAddressChanges() {
        contact.when(new ChangeEmailAddress("ada@example.org"))
                .expect(new EmailAddressChanged("ada@example.org"))
                .expectState(new ContactState("ada@example.org", null));
    }

    @Test
    void theSameEmailAddressChangesNothing() {
        contact.given(new EmailAddressChanged("ada@example.org"))
                .when(new ChangeEmailAddress("ada@example.org"))
                .expectNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada", "ada@", "@example.org"})
    void anEmailAddressLooksLikeOne(String email) {
        contact.when(new ChangeEmailAddress(email)).expectInvalid("email");
    }

    @Test
    void thePostalAddressChanges() {
        contact.given(new EmailAddressChanged("ada@example.org"))
                .when(move("NO"))
                .expect(new PostalAddressChanged(HOME))
                .expectState(new ContactState("ada@example.org", HOME));
    }

    @Test
    void theSamePostalAddressChangesNothing() {
        contact.given(new PostalAddressChanged(HOME)).when(move("NO")).expectNothing();
    }

    @Test
    void aCountryThatDoesNotExistIsRejected() {
        contact.when(move("QZ")).expectRejected("unknown-country");
    }

    @Test
    void aCountryIsTwoCapitals() {
        contact.when(move("no")).expectInvalid("country");
    }

    @Test
    void aPostalAddressIsComplete() {
        contact.when(new ChangePostalAddress(null, "", " ", null))
                .expectInvalid("street")
                .expectInvalid("postalCode")
                .expectInvalid("city")
                .expectInvalid("country");
    }

    @Test
    void whatIsForgottenIsGone() {
        contact.given(new EmailAddressChanged("ada@example.org"), new PostalAddressChanged(HOME))
                .when(new ForgetContactDetails())
                .expect(new ContactDetailsForgotten())
                .expectState(new ContactState(null, null));
    }

    @Test
    void nothingIsForgottenTwice() {
        contact.when(new ForgetContactDetails()).expectNothing();
    }

    private static ChangePostalAddress move(String country) {
        return new ChangePostalAddress(HOME.street(), HOME.postalCode(), HOME.city(), country);
    }
}
