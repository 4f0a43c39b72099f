/**
 * The bus: commands go in, and what the log holds is told to those who listen, when it is durable and in its order. Handlers are
 * added and deleted at run time, or are methods of CDI beans, which miss nothing; a relay with a subscription of its own publishes
 * every event to the JMS topic.
 */
package ee.cqrs.bus;
