/** What the server's threads must be done with before the application is taken away. */
package ee.cqrs.web.end;
