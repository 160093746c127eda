/** What is served beside the backends. */
package org.threadless.http.endpoint;
