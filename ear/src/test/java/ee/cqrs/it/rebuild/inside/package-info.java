/** What is deployed: two versions of a projection, of which the second can be held up. */
package ee.cqrs.it.rebuild.inside;
