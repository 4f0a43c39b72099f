package ee.cqrs.accounts;

/** What happens to the contact details of a customer. */
public sealed interface ContactEvent {

    record EmailAddressChanged(String email) implements ContactEvent {}

    record PostalAddressChanged(PostalAddress address) implements ContactEvent {}

    record ContactDetailsForgotten() implements ContactEvent {}
}
