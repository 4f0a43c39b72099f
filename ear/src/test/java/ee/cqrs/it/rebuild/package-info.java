/** A version of a projection that is built beside the one that answers, on servers that crash. */
package ee.cqrs.it.rebuild;
