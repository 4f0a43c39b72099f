package ee.cqrs.bus;

/**
 * How a handler gets on.
 *
 * @param name its name
 * @param position the last position that it was told of, or that was none of a known type
 * @param lag how many positions come behind it
 * @param waiting how many published events wait for it that are not in the log
 */
public record HandlerStatus(String name, long position, long lag, int waiting) {}
