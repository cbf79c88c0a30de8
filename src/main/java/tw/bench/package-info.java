/**
 * 量測: programs that measure what the product promises, each beside a peer, on the machine they run on: what
 * {@code ./onestop bench} runs.
 */
@org.jspecify.annotations.NullMarked
package tw.bench;
