/** Part of the module {@code ee.cqrs.h2} of the server, beside H2 itself. */
package ee.cqrs.server.h2;
