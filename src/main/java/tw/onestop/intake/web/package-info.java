/** 外部通報介接: the machines' door of the sittings' room. */
@NullMarked
package tw.onestop.intake.web;

import org.jspecify.annotations.NullMarked;
