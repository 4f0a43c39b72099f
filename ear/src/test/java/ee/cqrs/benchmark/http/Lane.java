package ee.cqrs.benchmark.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnectionFactory;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.RequestConnControl;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;

/** One connection that is kept alive, with no pool and no redirects around it. For one thread. */
final class Lane implements Closeable {

    private static final int OK = 200;

    /** Headers and body leave together: by default a body goes past the buffer. */
    private static final Http1Config ONE_PACKET =
            Http1Config.custom().setChunkSizeHint(8_192).build();

    /** All but {@code Expect: 100-continue}, for which each request would wait. */
    private final HttpProcessor processor =
            new DefaultHttpProcessor(new RequestContent(), new RequestTargetHost(), new RequestConnControl());

    private final HttpRequestExecutor executor = new HttpRequestExecutor();
    private final HttpCoreContext context = HttpCoreContext.create();
    private final byte[] buffer = new byte[16_384];
    private final HttpHost host;
    private final DefaultBHttpClientConnection connection;

    Lane(int port) throws IOException {
        InetAddress address = InetAddress.getLoopbackAddress();
        host = new HttpHost("http", address, "localhost", port);
        Socket socket = new Socket(address, port);
        socket.setTcpNoDelay(true);
        connection = DefaultBHttpClientConnectionFactory.builder()
                .http1Config(ONE_PACKET)
                .build()
                .createConnection(socket);
    }

    /** Sends, and returns the length of the answer; all but 200 is an error. */
    int send(Post post) throws IOException, HttpException {
        BasicClassicHttpRequest request = new BasicClassicHttpRequest("POST", post.path());
        request.setAuthority(new URIAuthority(host));
        request.setEntity(new ByteArrayEntity(post.body(), post.contentType()));
        executor.preProcess(request, processor, context);
        try (ClassicHttpResponse response = executor.execute(request, connection, context)) {
            executor.postProcess(response, processor, context);
            if (response.getCode() != OK) {
                throw new IOException("%s answers %d: %s".formatted(post.path(), response.getCode(), text(response)));
            }
            return drain(response);
        }
    }

    private static String text(ClassicHttpResponse response) throws IOException {
        return response.getEntity() == null
                ? ""
                : new String(response.getEntity().getContent().readAllBytes());
    }

    private int drain(ClassicHttpResponse response) throws IOException {
        int length = 0;
        try (InputStream content = response.getEntity().getContent()) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                length += read;
            }
        }
        return length;
    }

    @Override
    public void close() {
        connection.close(CloseMode.IMMEDIATE);
    }
}
