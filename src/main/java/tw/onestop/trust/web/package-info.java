/** 公鑰公告: the public keys, for whoever verifies. */
@org.jspecify.annotations.NullMarked
package tw.onestop.trust.web;
