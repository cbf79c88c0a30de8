/** 機關服務台 on screen: inbox, one notice with its reply, endpoint, and the page for agencies' developers. */
@org.jspecify.annotations.NullMarked
package tw.onestop.bureau.web;
