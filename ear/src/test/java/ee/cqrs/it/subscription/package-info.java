/** An application that subscribes to the log, on servers that crash. */
package ee.cqrs.it.subscription;
