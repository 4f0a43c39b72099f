package ee.cqrs.accounts;

/**
 * Where letters go.
 *
 * @param street with the number of the house
 * @param postalCode as the country writes it
 * @param city the place
 * @param country ISO 3166, two letters
 */
public record PostalAddress(String street, String postalCode, String city, String country) {}
