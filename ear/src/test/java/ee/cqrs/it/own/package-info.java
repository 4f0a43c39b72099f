/** Servers that their owners start: by the run command, by the server's own script, on a WildFly of their own. */
package ee.cqrs.it.own;
