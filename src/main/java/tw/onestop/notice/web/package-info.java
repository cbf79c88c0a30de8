/** 通報的門: the public progress query for machines. */
@NullMarked
package tw.onestop.notice.web;

import org.jspecify.annotations.NullMarked;
