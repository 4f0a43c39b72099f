/**
 * The way in over HTTP. Resources parse, ask the framework, and answer with records that are the JSON; whatever goes
 * wrong becomes a problem document in {@link ee.cqrs.web.problem}, the only place that knows about errors.
 *
 * <p>Everything is written and read by the strict mapper of the framework, never by the server's JSON providers.
 */
package ee.cqrs.web;
