@org.jspecify.annotations.NullMarked
package tw.onestop.rehearsal.web;
