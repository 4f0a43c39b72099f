package ee.cqrs.audit;

import java.util.List;

/**
 * What a verification found out.
 *
 * @param sound whether all is as it was written
 * @param events how many events it has checked
 * @param streams in how many streams
 * @param snapshots how many snapshots it has checked
 * @param withoutChecksum how many of these were taken before there were checksums: nothing can be said about them
 * @param head the last position that it has checked; null if not the whole log
 * @param root the root hash of the log up to there; null if not the whole log, or positions are missing
 * @param recordedRoot the last position whose root hash was recorded; null if none was, or not the whole log
 * @param findings the first broken event, and then what else the other checks found first; empty if all is sound
 */
public record Verdict(
        boolean sound,
        long events,
        long streams,
        long snapshots,
        long withoutChecksum,
        Long head,
        String root,
        Long recordedRoot,
        List<Finding> findings) {}
