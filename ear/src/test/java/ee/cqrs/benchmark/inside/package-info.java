/** What runs inside the server: loads without HTTP between them and the engine, and plain JDBC to compare with. */
package ee.cqrs.benchmark.inside;
