/** Beans that misbehave, and ids that nobody has. */
package ee.cqrs.faults.bean;
