/**
 * The bank: accounts (pure event sourcing), the contact details of customers (pure snapshot: nothing of the past is
 * kept), and the exchange rates, of which a bank has one set.
 */
package ee.cqrs.accounts;
