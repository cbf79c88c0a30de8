/** 登入與帳號網頁: signing in, one's own account, agencies' tokens, and what is shown when something goes wrong. */
@org.jspecify.annotations.NullMarked
package tw.onestop.access.web;
