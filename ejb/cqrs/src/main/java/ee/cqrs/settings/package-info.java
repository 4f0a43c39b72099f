/** Settings through MicroProfile Config: named, with units and defaults, checked when the server starts. */
package ee.cqrs.settings;
