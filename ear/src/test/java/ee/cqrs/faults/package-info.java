/**
 * The fault suite: real server processes are broken under load, and held to every promise. A scenario injects, the load
 * tells the model what its clients were told, and the oracles compare that with what the server shows afterwards.
 */
package ee.cqrs.faults;
