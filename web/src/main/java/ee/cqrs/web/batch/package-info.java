/**
 * Many commands in one request: as a JSON array, or as NDJSON, where each line is answered as it comes. Each command is
 * on its own, with its own transaction; their order is kept for every aggregate.
 */
package ee.cqrs.web.batch;
