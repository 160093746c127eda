/** What of a request is a message. */
package org.threadless.backend.http.incoming;
