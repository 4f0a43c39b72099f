/**
 * The JMS entrance. The listener's transaction holds only the broker's work: acknowledging, and a copy to another
 * queue. It is suspended around the gateway, so that a command is durable on its own; at-least-once delivery plus the
 * command id give exactly one effect.
 */
package ee.cqrs.messaging;
