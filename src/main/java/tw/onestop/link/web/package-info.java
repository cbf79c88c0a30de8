/** 機關連結介接: the doors of linked agencies' machines, interfaces §3. */
@NullMarked
package tw.onestop.link.web;

import org.jspecify.annotations.NullMarked;
