/** The way for those who have a WildFly of their own. */
package ee.cqrs.it.own;
