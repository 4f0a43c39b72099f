package ee.cqrs.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ee.cqrs.store.LogPart;

/** What the command line says: which database, which part of it, and root hashes that somebody has kept. */
record VerifyOptions(String url, String user, String password, LogPart part, Map<Long, String> witnessed) {

    private static final Set<String> NAMES = Set.of("--url", "--user", "--password", "--type", "--id", "--root");
    private static final Pattern ROOT = Pattern.compile("([1-9]\\d{0,17}):([0-9a-f]{64})");
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String H2_FILE = "jdbc:h2:file:";
    private static final String READ_ONLY = "ACCESS_MODE_DATA=r";

    static VerifyOptions of(Map<String, String> environment, String... args) {
        Map<String, String> values = new HashMap<>();
        Map<Long, String> witnessed = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!NAMES.contains(args[i])) {
                throw new IllegalArgumentException("Unknown option: " + args[i]);
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("Option without a value: " + args[i]);
            }
            if (args[i].equals("--root")) {
                addRoot(witnessed, args[i + 1]);
            } else if (values.put(args[i], args[i + 1]) != null) {
                throw new IllegalArgumentException("Option given twice: " + args[i]);
            }
        }
        if (!values.containsKey("--url")) {
            throw new IllegalArgumentException("--url is missing");
        }
        if (values.containsKey("--type") && !witnessed.isEmpty()) {
            throw new IllegalArgumentException("--root is about the whole log, not about one --type");
        }
        String url = values.get("--url");
        Map<String, String> usual = url.startsWith(POSTGRESQL) ? environment : Map.of();
        return new VerifyOptions(
                readOnly(url),
                values.getOrDefault("--user", usual.getOrDefault("CQRS_POSTGRESQL_USER", "cqrs")),
                values.getOrDefault("--password", usual.getOrDefault("CQRS_POSTGRESQL_PASSWORD", "")),
                new LogPart(values.get("--type"), values.get("--id")),
                witnessed);
    }

    private static void addRoot(Map<Long, String> witnessed, String value) {
        Matcher root = ROOT.matcher(value);
        if (!root.matches()) {
            throw new IllegalArgumentException(
                    "--root must be <position>:<64 hexadecimal digits>, with a position from 1, but is " + value);
        }
        if (witnessed.put(Long.valueOf(root.group(1)), root.group(2)) != null) {
            throw new IllegalArgumentException("--root is given twice for position " + root.group(1));
        }
    }

    /** A file stays as it is, and is none that would have to be made. */
    private static String readOnly(String url) {
        return url.startsWith(H2_FILE) && !url.contains("ACCESS_MODE_DATA") ? url + ";IFEXISTS=TRUE;" + READ_ONLY : url;
    }
}
