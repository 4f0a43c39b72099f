/**
 * The log as it grows, for clients that stay: server-sent events. A client costs no thread and no queue, only the
 * position up to which it was sent: the thread that serves its connection writes what it takes, without waiting. The end
 * of the log is read once for all clients and kept for a while, already in the form in which it is sent; what clients who
 * are behind need is read page by page by a few threads.
 */
package ee.cqrs.web.stream;
