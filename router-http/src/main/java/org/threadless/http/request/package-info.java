/** Reads requests: bodies, the fields of forms, and whom they name. */
package org.threadless.http.request;
