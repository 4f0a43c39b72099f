package ee.cqrs.faults.database;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One message of PostgreSQL's protocol after the start-up: a type, a length, a body. */
record Message(char type, byte[] body) {

    private static final int LENGTH = 4; // counts itself

    static Message read(DataInputStream in) throws IOException {
        char type = (char) in.readUnsignedByte();
        byte[] body = new byte[in.readInt() - LENGTH];
        in.readFully(body);
        return new Message(type, body);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(type);
        out.writeInt(body.length + LENGTH);
        out.write(body);
    }

    /** One of the zero-terminated texts that the body begins with. */
    String text(int number) {
        int start = 0;
        for (int i = 0; i < number; i++) {
            start = end(start) + 1;
        }
        return new String(body, start, end(start) - start, StandardCharsets.UTF_8);
    }

    private int end(int start) {
        int end = start;
        while (body[end] != 0) {
            end++;
        }
        return end;
    }
}
