/** Errors as problem documents (RFC 9457): each sort of failure becomes one in exactly one place. */
package ee.cqrs.web.problem;
