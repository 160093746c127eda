/** What requests are answered, and which were refused. */
package org.threadless.http.response;
