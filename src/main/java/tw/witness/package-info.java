/**
 * 見證: a small program that somebody else runs, on a machine of their own, with a key of their own. It remembers how far the
 * audit log had grown and cosigns only what goes on from there, so that nobody, not even who has the product's key and its database,
 * can show one history today and another tomorrow. It speaks to the product over the published interface and knows no class of it.
 */
@org.jspecify.annotations.NullMarked
package tw.witness;
