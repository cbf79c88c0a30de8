@org.jspecify.annotations.NullMarked
package tw.onestop.payment.web;
