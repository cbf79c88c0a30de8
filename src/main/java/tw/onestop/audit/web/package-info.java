/** 稽核日誌公開: proofs of the trail, for whoever wants them. */
@org.jspecify.annotations.NullMarked
package tw.onestop.audit.web;
