/** The threads of the framework: whoever looks into a server sees by their names whose they are. */
package ee.cqrs.threads;
