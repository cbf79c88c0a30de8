/** 戶政一站式服務, one counter, whole journey: every package below is a room of the house. */
@org.jspecify.annotations.NullMarked
package tw.onestop;
