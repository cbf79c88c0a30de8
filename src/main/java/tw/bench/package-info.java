/** 效能量測: each figure beside its peer, measured in the same run; outside the product, whose faces it calls. */
@org.jspecify.annotations.NullMarked
package tw.bench;
