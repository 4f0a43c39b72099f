/**
 * JSON: one strict mapper for requests, messages and the event store. Records are the JSON; there is no second model.
 */
package ee.cqrs.json;
