/** Signs what is sent to programs of others, so that they know whom it is from. */
package org.threadless.http.webhook;
