package ee.cqrs.it.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Sends a request byte by byte as it stands, and then no more. */
final class Wire {

    /** The status where there is no response. */
    static final int CLOSED = 0;

    private static final int PATIENCE_MILLIS = 20_000;
    private static final String END_OF_HEAD = "\r\n\r\n";

    private Wire() {}

    static Response send(Request request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger("cqrs.test.http-port"))) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes(request));
            socket.shutdownOutput();
            return response(new String(socket.getInputStream().readAllBytes(), UTF_8));
        }
    }

    private static byte[] bytes(Request request) throws IOException {
        StringBuilder head =
                new StringBuilder("%s %s HTTP/1.1\r\nHost: localhost\r\n".formatted(request.method(), request.path()));
        request.headers().forEach(header -> head.append("%s: %s\r\n".formatted(header.getKey(), header.getValue())));
        if (!request.has("Content-Length") && !request.has("Transfer-Encoding")) {
            head.append("Content-Length: %d\r\n".formatted(request.body().length));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(head.append("Connection: close\r\n\r\n").toString().getBytes(ISO_8859_1));
        bytes.write(request.body());
        return bytes.toByteArray();
    }

    private static Response response(String text) {
        int end = text.indexOf(END_OF_HEAD);
        if (text.isEmpty()) {
            return new Response(CLOSED, HttpHeaders.of(Map.of(), (name, value) -> true), "");
        }
        String[] head = text.substring(0, end).split("\r\n");
        Map<String, List<String>> headers = Arrays.stream(head)
                .skip(1)
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(field -> field[0], field -> List.of(field[1])));
        return new Response(
                Integer.parseInt(head[0].split(" ")[1]),
                HttpHeaders.of(headers, (name, value) -> true),
                text.substring(end + END_OF_HEAD.length()));
    }
}
