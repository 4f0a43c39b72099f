/** The clients: over REST one by one and in batches, over JMS with and without replies, and followers of the feed. */
package ee.cqrs.faults.load;
