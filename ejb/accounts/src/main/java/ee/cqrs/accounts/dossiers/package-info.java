/**
 * What the bank notes about its accounts and no rule depends on: plain JPA entities beside the events, without a history. They
 * change in the same transaction as the account does.
 */
package ee.cqrs.accounts.dossiers;
