/** The HTTP entrance of the deployed EAR, from outside of the server. */
package ee.cqrs.it.http;
