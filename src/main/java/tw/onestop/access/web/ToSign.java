package tw.onestop.access.web;

/** 待簽內容, as the page's script gets it. */
record ToSign(String challenge) {}
