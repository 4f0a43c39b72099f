/** What the accounts hold and what went in and out, for queries: read models that a projection keeps with JPA. */
package ee.cqrs.accounts.balances;
