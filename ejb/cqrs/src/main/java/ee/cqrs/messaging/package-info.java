/**
 * The JMS entrance. Nothing in it has a transaction: a command is durable on its own before its message is acknowledged, and
 * so is a copy in another queue. At-least-once delivery plus the ids of both give exactly one effect.
 */
package ee.cqrs.messaging;
