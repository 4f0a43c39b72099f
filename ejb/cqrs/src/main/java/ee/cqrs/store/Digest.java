package ee.cqrs.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import static java.nio.charset.StandardCharsets.UTF_8;

/** SHA-256 over texts, each preceded by its length, so that no two different lists have the same input. */
public final class Digest {

    private static final int ABSENT = -1;

    private Digest() {}

    /**
     * Digests a list of texts.
     *
     * @param parts the texts; null is not the same as empty
     * @return 64 hexadecimal digits
     */
    public static String of(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = part == null ? new byte[0] : part.getBytes(UTF_8);
            int length = part == null ? ABSENT : bytes.length;
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
