/** New messages, on the pages that are open. */
package org.threadless.backend.httptester.live;
