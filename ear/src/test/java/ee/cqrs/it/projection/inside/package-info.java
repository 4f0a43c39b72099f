/** What is deployed: a projection in the transaction of the commands. */
package ee.cqrs.it.projection.inside;
