/** What is deployed: a subscriber that writes with JPA into a table of its own, and what a test asks of it over HTTP. */
package ee.cqrs.it.subscription.inside;
