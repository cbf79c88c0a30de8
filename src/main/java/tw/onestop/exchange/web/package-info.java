/** 機關系統介接: the doors of the wire for agencies' machines, interfaces §4. */
@NullMarked
package tw.onestop.exchange.web;

import org.jspecify.annotations.NullMarked;
