/**
 * The catalogue of all aggregate types that run: their behaviour, and the names, versions and JSON of their messages.
 */
package ee.cqrs.catalogue;
