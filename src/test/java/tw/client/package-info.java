/**
 * An independent client: knows the published interface and {@code demo.json}, and no class of the product but what starts
 * it; a clerk's work is done through the pages.
 */
@org.jspecify.annotations.NullMarked
package tw.client;
