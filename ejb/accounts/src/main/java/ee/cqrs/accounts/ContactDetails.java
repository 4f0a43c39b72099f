package ee.cqrs.accounts;

import java.util.Locale;
import java.util.Set;

import jakarta.ejb.Stateful;

import ee.cqrs.accounts.ContactCommand.ChangeEmailAddress;
import ee.cqrs.accounts.ContactCommand.ChangePostalAddress;
import ee.cqrs.accounts.ContactCommand.ForgetContactDetails;
import ee.cqrs.accounts.ContactEvent.ContactDetailsForgotten;
import ee.cqrs.accounts.ContactEvent.EmailAddressChanged;
import ee.cqrs.accounts.ContactEvent.PostalAddressChanged;
import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Decision;

/**
 * How to reach a customer today. Only the latest is kept: what is forgotten is gone when the command ids that
 * changed it are past their retention.
 */
@Stateful(passivationCapable = false)
@AggregateType(value = "contact-details", snapshotPeriod = 0)
public class ContactDetails extends Aggregate<ContactState> {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    @Override
    protected ContactState initial() {
        return ContactState.NONE;
    }

    Decision attempt(ContactState contact, ChangeEmailAddress command) {
        return command.email().equals(contact.email()) ? accept() : accept(new EmailAddressChanged(command.email()));
    }

    Decision attempt(ContactState contact, ChangePostalAddress command) {
        PostalAddress address =
                new PostalAddress(command.street(), command.postalCode(), command.city(), command.country());
        if (!COUNTRIES.contains(address.country())) {
            return reject("unknown-country", "%s is no ISO 3166 country code".formatted(address.country()));
        }
        return address.equals(contact.address()) ? accept() : accept(new PostalAddressChanged(address));
    }

    Decision attempt(ContactState contact, ForgetContactDetails command) {
        return contact.equals(ContactState.NONE) ? accept() : accept(new ContactDetailsForgotten());
    }

    ContactState apply(ContactState contact, EmailAddressChanged event) {
        return new ContactState(event.email(), contact.address());
    }

    ContactState apply(ContactState contact, PostalAddressChanged event) {
        return new ContactState(contact.email(), event.address());
    }

    ContactState apply(ContactState contact, ContactDetailsForgotten event) {
        return ContactState.NONE;
    }
}
