/**
 * 驗證: programs that prove from outside what the product promises: what {@code ./onestop verify} runs. They know the
 * pages, the published interface, the database's tables and the agencies' ledgers, and import no class of the product.
 */
@org.jspecify.annotations.NullMarked
package tw.proof;
