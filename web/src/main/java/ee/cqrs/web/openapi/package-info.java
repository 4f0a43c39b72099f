/**
 * The OpenAPI document. What is the same for all types stands in {@code META-INF/openapi.yaml}; one operation for each
 * command is added when the server builds its model.
 */
package ee.cqrs.web.openapi;
