package ee.cqrs.accounts;

/**
 * How to reach a customer.
 *
 * @param email null if not known
 * @param address null if not known
 */
public record ContactState(String email, PostalAddress address) {

    static final ContactState NONE = new ContactState(null, null);
}
