/** The page of a phone, and what is asked from it: messages, the reasons of answers, scripts. */
package org.threadless.backend.httptester.page;
