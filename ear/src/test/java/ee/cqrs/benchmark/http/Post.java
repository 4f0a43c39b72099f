package ee.cqrs.benchmark.http;

import org.apache.hc.core5.http.ContentType;

/**
 * A request to send.
 *
 * @param path where to
 * @param contentType of the body
 * @param body as it goes out
 * @param commands how many commands are in it
 */
public record Post(String path, ContentType contentType, byte[] body, int commands) {}
