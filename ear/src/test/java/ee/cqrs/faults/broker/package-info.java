/** How scenarios get at the broker inside a node: what it holds, how it is stopped, and the disk that it writes to. */
package ee.cqrs.faults.broker;
