/** What stands where below an endpoint. */
package org.threadless.http.path;
