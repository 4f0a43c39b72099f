/**
 * The stream of events in a browser and on the command line, with the programs that people have. They are not on every
 * machine, so these tests have a profile of their own.
 */
package ee.cqrs.it.browser;
