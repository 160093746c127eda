/** The certificate that the server shows, from files that may change; not for plugins. */
package org.threadless.http.tls;
