/** 民眾線上服務 on screen: the front page and the progress of an application. */
@org.jspecify.annotations.NullMarked
package tw.onestop.portal.web;
