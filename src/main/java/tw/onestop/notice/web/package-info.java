/** 通報 on screen and paper: guests of {@link tw.onestop.notice.NoticeDesk} like everybody else. */
@org.jspecify.annotations.NullMarked
package tw.onestop.notice.web;
